package io.github.kitmaven.inventory;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ApplySetTest {
    private final ApplySet set = new ApplySet("shop", "kit");

    @Test
    void theIdIsComputedAsTheSpecificationSays() {
        // what kubectl 1.32 gave a parent of that name
        assertThat(new ApplySet("shop", "kit2").id())
                .isEqualTo("applyset-H9ZraJpdtt_TkvAferuOZr8hgEoNPnrJ1hHma2t_POA-v1");
        assertThat(set.id()).isEqualTo("applyset-lJSiPz7hf3Cgf8RJsk_8RPeV2XWTlS95WqggN4qnrYQ-v1");
        assertThat(set.id()).matches("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?").hasSizeLessThan(64);
    }

    @Test
    void aMemberKeepsItsOtherLabels() {
        var member = set.member(manifest(
                "{apiVersion: 'v1', kind: 'Secret', metadata: {name: 'a', labels: {app: 'web'}}, data: {k: 'v'}}"));
        assertThat(member.labels().toString())
                .isEqualTo("{\"app\":\"web\",\"applyset.kubernetes.io/part-of\":\"" + set.id() + "\"}");
        assertThat(member.tree().at("/data/k").asText()).isEqualTo("v");
    }

    @Test
    void theParentIsTheConfigMapOfThatNameAndNamespaceAlone() {
        assertThat(set.isParent(
                        manifest("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'kit', namespace: 'shop'}}")))
                .isTrue();
        assertThat(set.isParent(
                        manifest("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'kit', namespace: 'b'}}")))
                .isFalse();
        assertThat(set.isParent(
                        manifest("{apiVersion: 'v1', kind: 'Secret', metadata: {name: 'kit', namespace: 'shop'}}")))
                .isFalse();
    }
}
