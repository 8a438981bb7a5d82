package io.github.kitmaven.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.schema.Schema;
import io.github.kitmaven.schema.SchemaType;
import org.junit.jupiter.api.Test;

class DecoderTest {
    private static final SchemaType DEPLOYMENT = Schema.of("apps/v1", "Deployment");
    private static final SchemaType POD = Schema.of("v1", "Pod");

    @Test
    void unknownFieldsFallAwayAndAreNamed() {
        Decoder decoder = Decoder.of(DEPLOYMENT, Trees.of("{spec: {replicas: 1, foo: 1}, bar: {}}"));

        assertThat(decoder.tree()).isEqualTo(Trees.of("{spec: {replicas: 1}}"));
        assertThat(decoder.unknown()).containsExactly(".spec.foo", ".bar");
    }

    @Test
    void nullsAreMissing() {
        Decoder decoder =
                Decoder.of(DEPLOYMENT, Trees.of("{metadata: {creationTimestamp: null}, spec: {paused: null}}"));

        assertThat(decoder.tree()).isEqualTo(Trees.of("{metadata: {}, spec: {}}"));
    }

    @Test
    void amountsGetTheServersForm() {
        Decoder decoder = Decoder.of(
                POD, Trees.of("{spec: {containers: [{name: a, resources: {limits: {cpu: 0.5, memory: 1024Mi}}}]}}"));

        assertThat(decoder.tree().at("/spec/containers/0/resources/limits").toString())
                .isEqualTo("{\"cpu\":\"500m\",\"memory\":\"1Gi\"}");
    }

    @Test
    void valuesOfTheWrongTypeAreNamedInTheWordsOfGo() {
        Decoder decoder = Decoder.of(
                DEPLOYMENT,
                Trees.of("{spec: {replicas: x, paused: 1, selector: [], template: {spec: {containers: {}}}}}"));

        assertThat(decoder.mistakes().stream().map(Decoder.Mistake::text))
                .containsExactly(
                        "json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32",
                        "json: cannot unmarshal number into Go struct field DeploymentSpec.spec.paused of type bool",
                        "json: cannot unmarshal array into Go struct field DeploymentSpec.spec.selector of type struct",
                        "json: cannot unmarshal object into Go struct field"
                                + " PodSpec.spec.template.spec.containers of type list");
        assertThat(decoder.mistakes().get(0).appliedText())
                .isEqualTo(".spec.replicas: expected numeric (int or float), got string");
    }

    @Test
    void itemsWithTheSameKeyAreNamed() {
        Decoder decoder = Decoder.of(POD, Trees.of("{spec: {containers: [{name: a}, {name: b}, {name: a}]}}"));

        assertThat(decoder.duplicates()).containsExactly(".spec.containers: duplicate entries for key [name=\"a\"]");
    }
}
