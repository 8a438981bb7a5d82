package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.report.Validation;
import io.github.kitmaven.report.ValidationText;
import io.github.kitmaven.testing.Repo;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Custom resources are judged by the definitions of the repo. */
class CustomResourcesTest {
    private static final String DEFINITION = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: carts.acme.example}
            spec:
              group: acme.example
              scope: Namespaced
              names: {kind: Cart, plural: carts}
              versions:
                - name: v1
                  served: true
                  storage: true
                  schema: {openAPIV3Schema: {type: object, properties: {spec: %s}}}
            """;

    @TempDir
    private Path folder;

    private Repo repo;

    @BeforeEach
    void writeARepoWithACart() {
        repo = Repo.in(folder, "3")
                .with("base-var.yaml", "kind: ResourceConfig\n")
                .with(
                        "resources/definition.yaml",
                        DEFINITION.formatted("{type: object, properties: {size: {type: integer}}}"))
                .with("base-cluster.yaml", """
                        kind: ClusterNamespace
                        metadata: {name: base, branch: master}
                        resources:
                          definition: {file: definition.yaml}
                          web:
                            file: web.mustache
                            containers:
                              web-con:
                                image_tag: acme/web
                                env: [{name: SIZE, external: true}]
                        """);
        cart("size: 1");
    }

    private void cart(String spec) {
        repo.with("resources/web.mustache", """
                # {{web-con.image}}
                apiVersion: acme.example/v1
                kind: Cart
                metadata: {name: web}
                spec:
                  %s
                """.formatted(spec));
    }

    private List<String> found() {
        return repo.validate().findings().stream().map(ValidationText::of).toList();
    }

    @Test
    void aClusterIsJudgedByItsOwnDefinition() {
        repo.cluster("old", "resources: {definition: {file: old.yaml}}\n")
                .with("resources/old.yaml", DEFINITION.formatted("{type: object, properties: {size: {type: string}}}"));

        assertThat(found())
                .containsExactly(
                        "resources/web.mustache:6:9 (rendered: old/web.yaml:6): Cart web: spec.size must be a string,"
                                + " not a number. The CustomResourceDefinition wants it so. [wrong-type] in 1 cluster: old");
    }

    @Test
    void aClusterWithoutADefinitionIsJudgedByThatOfAnother() {
        repo.cluster("bare", "resources: {definition: {disable: true}}\n");
        cart("size: many");

        assertThat(found()).singleElement().asString().endsWith("[wrong-type] in 2 clusters: bare, dev");
    }

    @Test
    void whatIsNotSetFitsWhateverItMust() {
        repo.with(
                "resources/definition.yaml",
                DEFINITION.formatted("{type: object, properties: {size: {type: string,"
                        + " not: {minLength: 1}, oneOf: [{maxLength: 9}, {pattern: a}, {enum: [b]}]}},"
                        + " anyOf: [{properties: {size: {enum: [c]}}}], not: {required: [size]}}"));
        cart("size: \"{{web-con.env.0.value}}\"");

        assertThat(found()).isEmpty();

        cart("size: d");
        assertThat(found()).hasSize(3);
    }

    @Test
    void rulesInCelAreANote() {
        repo.cluster("prod", "")
                .with(
                        "resources/definition.yaml",
                        DEFINITION.formatted("{type: object, x-kubernetes-validations: [{rule: a}],"
                                + " properties: {size: {type: integer, x-kubernetes-validations: [{rule: b}]}}}"));

        Validation validation = repo.validate();

        assertThat(validation.failure(true)).isEmpty();
        assertThat(found())
                .containsExactly(
                        "resources/web.mustache:3:7 (rendered: dev/web.yaml:3): The CustomResourceDefinition of Cart"
                                + " has 2 rules in CEL, which are not judged here. Run kit:diff, which lets each cluster judge"
                                + " its objects. [rules-in-cel] in 2 clusters: dev, prod");
    }

    @Test
    void rulesInCelThatNothingIsOfAreNone() {
        repo.with(
                        "resources/definition.yaml",
                        DEFINITION.formatted("{type: object, x-kubernetes-validations: [{rule: a}]}"))
                .with(
                        "resources/web.mustache",
                        "# {{web-con.image}}\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\n");

        assertThat(found()).isEmpty();
    }
}
