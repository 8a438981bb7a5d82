package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.testing.Repo;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A finding about a key points at the key, not at its value, which may begin lines below. */
class KeyPlacesTest {
    @TempDir
    private Path folder;

    private Repo repo;

    @BeforeEach
    void writeARepoWithoutFault() {
        repo = Repo.in(folder, "3")
                .with("base-var.yaml", "kind: ResourceConfig\n")
                .with("resources/web.mustache", """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: web, labels: {image: a}}
                data: {image: "{{web-con.image}}"}
                """);
    }

    private List<String> places() {
        return repo.validate().findings().stream()
                .map(shared ->
                        shared.finding().diagnostic().origin().orElseThrow().toString())
                .toList();
    }

    @Test
    void ofAManifest() {
        repo.with("resources/plain.yaml", """
                apiVersion: v1
                kind: Service
                metadata:
                  name: plain
                  labels:
                    "-a": b
                spec:
                  selektor:
                    app: plain
                  portz:

                    - port: 80
                  ports:
                    - port: 80
                      nmae:   web
                """).with("clusters/dev/cluster.yaml", """
                kind: ClusterNamespace
                metadata: {name: dev, type: develop}
                resources: {plain: {file: plain.yaml}}
                """);

        assertThat(places())
                .containsExactly(
                        "resources/plain.yaml:6:5",
                        "resources/plain.yaml:8:3",
                        "resources/plain.yaml:10:3",
                        "resources/plain.yaml:15:7");
    }

    @Test
    void ofATemplate() {
        repo.with("base-var.yaml", "kind: ResourceConfig\npool: blue\n").with("resources/web.mustache", """
                {{#pool}}
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: web
                {{/pool}}
                  lables:
                    {{#pool}}
                    image: "{{web-con.image}}"
                    {{/pool}}
                  {{pool}}s:
                    - a
                data:
                  a b:
                    c
                """);

        assertThat(places())
                .containsExactly(
                        "resources/web.mustache:7:3 (rendered: dev/web.yaml:5)",
                        "resources/web.mustache:11:3 (rendered: dev/web.yaml:7)",
                        "resources/web.mustache:14:3 (rendered: dev/web.yaml:10)");
    }

    @Test
    void ofACustomResource() {
        repo.with("resources/web.mustache", """
                # {{web-con.image}}
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
                      schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object}}}}
                ---
                apiVersion: acme.example/v1
                kind: Cart
                metadata: {name: web}
                spec:
                  wheels:
                    front: 2
                """);

        assertThat(places()).containsExactly("resources/web.mustache:19:3 (rendered: dev/web.yaml:19)");
    }

    @Test
    void ofALayer() {
        repo.with("base-var.yaml", "kind: ResourceConfig\nunused:\n  a: 1\n").cluster("dev", """
                  brnach:
                    of: develop
                namespaces:
                  blue:
                    vars:
                      pool:
                        a: 1
                """.indent(0));

        assertThat(places())
                .containsExactly(
                        "base-var.yaml:2:1", "clusters/dev/cluster.yaml:5:3", "clusters/dev/cluster.yaml:10:7");
    }

    @Test
    void ofANameThatMergedLayersGive() {
        repo.cluster("dev", "namespaces:\n  Blue:\n    metadata:\n      branch: master\n");

        assertThat(places()).containsExactly("clusters/dev/cluster.yaml:6:3");
    }

    @Test
    void ofKitYaml() {
        String kit = """
                version: "3"
                base: {path: .}
                images: {path: images, property: image}
                type: {path: type}
                cluster: {path: clusters}
                resources: {path: resources}
                """;
        repo.with("kit.yaml", kit + "sources:\n  path: a\n");

        assertThat(places()).containsExactly("kit.yaml:7:1");

        repo.with("kit.yaml", kit + "plugin:\n  name: file-config\n  options:\n    configPaht:\n      - env\n");
        assertThat(places()).containsExactly("kit.yaml:10:5");
    }
}
