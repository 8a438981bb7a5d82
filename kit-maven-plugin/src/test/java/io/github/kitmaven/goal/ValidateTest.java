package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.ValidationText;
import io.github.kitmaven.testing.Folders;
import io.github.kitmaven.testing.Repo;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole repo is checked at once, and a problem of one part hides none of another. */
class ValidateTest {
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop}
            spec:
              replicas: {{deployment.replicas}}
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers:
                    - name: web
                      image: {{web-con.image}}
            """;

    @TempDir
    private Path folder;

    private Repo repo;

    @BeforeEach
    void writeARepoWithoutFault() {
        repo = Repo.in(folder, "3").with("resources/web.mustache", DEPLOYMENT);
    }

    private List<String> found() {
        return repo.validate().findings().stream().map(ValidationText::of).toList();
    }

    @Test
    void aRepoWithoutFaultHasNoFinding() {
        assertThat(found()).isEmpty();
    }

    @Test
    void noPartHidesTheFaultsOfAnother() {
        repo.with("clusters/broken/cluster.yaml", "kind: ClusterNamespace\nmetadata: {name: broken}\n")
                .with("resources/unclosed.mustache", "{{#a}}")
                .with("resources/settings.mustache", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{nme}}}\n")
                .with("namespaces/dev/shop.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: Shop}\n")
                .with("resources/web.mustache", DEPLOYMENT.replace("replicas:", "replicsa:"))
                .with("base-cluster.yaml", """
                        kind: ClusterNamespace
                        metadata: {name: base, branch: master}
                        resources:
                          web: {file: web.mustache, containers: {web-con: {image_tag: acme/web}}}
                          settings: {file: settings.mustache}
                        """);

        assertThat(found())
                .containsExactly(
                        "clusters/broken/cluster.yaml:2:11: metadata.type is missing. Name the type, which chooses a file of"
                                + " the type layer. [configuration]",
                        "namespaces/dev/shop.yaml:3:18: Namespace Shop: a Namespace can't be named so. Use at most 63"
                                + " lower-case letters, digits and -, with a letter or digit at both ends."
                                + " [invalid-name] in 1 cluster: dev",
                        "resources/settings.mustache:3:18: nme is not there. The nearest name is name."
                                + " [rendering] in 1 cluster: dev",
                        "resources/unclosed.mustache: No resource names this file. Delete it, or name it with file: of a"
                                + " resource. [unused]",
                        "resources/unclosed.mustache:1:1: The section a begins here, but does not end before what surrounds"
                                + " it. Close it with {{/a}}. [invalid-template]",
                        "resources/web.mustache:5:3 (rendered: dev/web.yaml:5): "
                                + "Deployment shop/web: Kubernetes knows no field spec.replicsa. The nearest name is"
                                + " replicas. [unknown-field] in 1 cluster: dev");
    }

    @Test
    void aFindingOfManyClustersIsToldOnce() {
        for (String name : List.of("a", "b", "c")) {
            repo.cluster(name, "");
        }
        repo.with("clusters/b/configuration-var.yaml", "kind: ResourceConfig\ndeployment: {replicas: many}\n")
                .with("clusters/dev/configuration-var.yaml", "kind: ResourceConfig\ndeployment: {replicas: -1}\n")
                .with("resources/web.mustache", DEPLOYMENT.replace("image:", "imge:"));

        assertThat(found())
                .containsExactly(
                        "resources/web.mustache:5:13 (rendered: dev/web.yaml:5): "
                                + "Deployment shop/web: spec.replicas can't be -1. The lowest it may be is 0."
                                + " [invalid-value] in 1 cluster: dev",
                        "resources/web.mustache:5:13 (rendered: b/web.yaml:5): "
                                + "Deployment shop/web: spec.replicas must be an integer, not a string. Write a number"
                                + " without a fraction. [wrong-type] in 1 cluster: b",
                        "resources/web.mustache:11:11 (rendered: a/web.yaml:11): "
                                + "Deployment shop/web: spec.template.spec.containers[0].image is missing. Set it; no"
                                + " container runs without. [missing-field] in 4 clusters: a, b, c, ...",
                        "resources/web.mustache:12:11 (rendered: a/web.yaml:12): "
                                + "Deployment shop/web: Kubernetes knows no field"
                                + " spec.template.spec.containers[0].imge. The nearest name is image."
                                + " [unknown-field] in 4 clusters: a, b, c, ...");
    }

    @Test
    void aManifestThatIsNoTemplateIsPlacedInTheRepo() {
        repo.with("resources/plain.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: Plain}\n")
                .with("clusters/dev/cluster.yaml", """
                        kind: ClusterNamespace
                        metadata: {name: dev, type: develop}
                        resources: {plain: {file: plain.yaml}}
                        """);

        assertThat(found())
                .singleElement()
                .asString()
                .startsWith("resources/plain.yaml:3:18: ConfigMap Plain: a ConfigMap can't be named so.");
    }

    @Test
    void aLongValueIsCutInAFinding() {
        repo.with("base-var.yaml", "kind: ResourceConfig\n")
                .with(
                        "resources/web.mustache",
                        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web, labels: {a: " + "b".repeat(1000)
                                + "}}\n");

        assertThat(found())
                .singleElement()
                .asString()
                .contains("can't be bbb", "bbb...")
                .hasSizeLessThan(800);
    }

    @Test
    void externalVariablesNeedNotBeSet() {
        external();

        assertThat(found()).isEmpty();
    }

    @Test
    void noFindingShowsASecret() {
        external();
        repo.environment("PORT", "port-4711").environment("PASSWORD", "hunter2 hunter2");

        assertThat(found())
                .containsExactly(
                        "resources/web.mustache:5:16 (rendered: dev/web.yaml:5): "
                                + "Pod web: metadata.labels.pw can't be <secret>. Use at most 63 letters, digits, -,"
                                + " _ and ., with a letter or digit at both ends. [invalid-label] in 1 cluster: dev",
                        "resources/web.mustache:10:31 (rendered: dev/web.yaml:10): "
                                + "Pod web: spec.containers[0].ports[0].containerPort must be an integer, not a"
                                + " string. Write a number without a fraction. [wrong-type] in 1 cluster: dev");
        assertThat(Folders.read(folder.resolve("target")).toString()).doesNotContain("hunter2", "4711");
    }

    private void external() {
        repo.with("base-cluster.yaml", """
                        kind: ClusterNamespace
                        metadata: {name: base, branch: master}
                        resources:
                          web:
                            file: web.mustache
                            containers:
                              web-con:
                                image_tag: acme/web
                                env: [{name: PORT, external: true}, {name: PASSWORD, external: true}]
                        """).with("base-var.yaml", "kind: ResourceConfig\n");
        repo.with("resources/web.mustache", """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: web
                  labels: {pw: {{web-con.env.1.value}}}
                spec:
                  containers:
                    - name: web
                      image: {{web-con.image}}
                      ports: [{containerPort: {{web-con.env.0.value}}}]
                """);
    }

    @Test
    void noSourceOfVariablesIsAskedOverANetwork() {
        repo.with("kit.yaml", """
                version: "3"
                base: {path: .}
                images: {path: images, property: image}
                type: {path: type}
                cluster: {path: clusters}
                resources: {path: resources}
                plugin: {name: env-api, options: {apiUrl: "http://127.0.0.1:1/"}}
                """);

        assertThat(found()).isEmpty();

        repo.with("resources/web.mustache", "{{web-con.level}} {{deployment.replicas}}\n");

        assertThat(found()).singleElement().asString().contains("level is not there");
        assertThat(repo.validate().failure(false))
                .as("the source may have it, so it is a warning")
                .isEmpty();
    }

    @Test
    void anUnknownKeyIsToldOnce() {
        repo.cluster("dev", "  brnach: develop\n");

        assertThat(found()).hasSize(1).first().asString().contains("clusters/dev/cluster.yaml:5:", "brnach", "branch");
    }

    @Test
    void whatNothingUsesIsAWarning() {
        repo.with("base-var.yaml", "kind: ResourceConfig\ndeployment: {replicas: 1}\nreplica: 2\n")
                .with("type/stage-var.yaml", "kind: ResourceConfig\nmetadata: {type: stage}\n")
                .with("images/acme/web/feature.yaml", "image: acme/web:2\n")
                .with("resources/old.mustache", "x: y\n")
                .with("resources/deep/old.yaml", "x: y\n")
                .with("clusters/prod/clsuter.yaml", "kind: ClusterNamespace\n")
                .with("resources/base-svc.mustache", "x: y\n");

        assertThat(found())
                .containsExactly(
                        "base-var.yaml:3:1: No template uses the var replica. Remove it, or correct its name. [unused]",
                        "clusters/prod: This folder is no cluster, for it has no cluster.yaml. Add the file, or delete the"
                                + " folder. [unused]",
                        "images/acme/web/feature.yaml: No resource of an enabled cluster uses this image file. Delete it, or"
                                + " let a branch name it. [unused]",
                        "resources/base-svc.mustache: No resource names this file. Delete it, or name it with file: of a"
                                + " resource. [unused]",
                        "resources/deep/old.yaml: No resource names this file. Delete it, or name it with file: of a"
                                + " resource. [unused]",
                        "resources/old.mustache: No resource names this file. Delete it, or name it with file: of a"
                                + " resource. [unused]",
                        "type/stage-var.yaml:2:18: No cluster is of the type stage. Delete the file, or let metadata.type of a"
                                + " cluster name the type. [unused]");
    }

    @Test
    void whatADisabledResourceOrClusterUsesIsUsed() {
        repo.with("resources/old.mustache", "{{replica}}")
                .with("resources/part.mustache", "x: y\n")
                .with("resources/base-svc.mustache", "x: y\n")
                .with("base-var.yaml", "kind: ResourceConfig\ndeployment: {replicas: 1}\nreplica: 2\n")
                .with("type/stage-var.yaml", "kind: ResourceConfig\nmetadata: {type: stage}\n")
                .with("clusters/off/cluster.yaml", """
                        kind: ClusterNamespace
                        metadata: {name: off, type: stage, disable: true}
                        resources:
                          old: {file: ./old.mustache, svc: {name: old}}
                          part: {file: part.mustache, disable: true}
                        """);

        assertThat(found()).isEmpty();
    }

    @Test
    void aTemplateThatPrintsNothingIsAWarning() {
        repo.with("base-var.yaml", "kind: ResourceConfig\ndeployment: {replicas: 1}\nweb: false\n")
                .with("resources/web.mustache", "{{#web}}\n" + DEPLOYMENT + "{{/web}}\n");

        assertThat(found())
                .containsExactly(
                        "resources/web.mustache: This prints no object for the resource web. If none is wanted there,"
                                + " give the resource disable: true; else mend the sections of the template."
                                + " [empty-manifest] in 1 cluster: dev");
    }

    @Test
    void aClusterThatMayFailIsWarnedOf() {
        repo.cluster("dev", "  allowFailure: true\n").with("resources/web.mustache", "{{nothing}}");

        assertThat(repo.validate().failure(false)).isEmpty();
        assertThat(repo.validate().failure(true).orElseThrow().text())
                .isEqualTo(
                        "The validation found 0 errors, 2 warnings in 1 cluster and the repo. Each is told above, with its"
                                + " place.");
    }

    @Test
    void aPartOfTheRepoIsNoReasonToMissTheRest() {
        String service = """
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: web, namespace: shop}
                spec: {selector: {app: other}, ports: [{port: 80}]}
                """;
        repo.with("resources/web.mustache", DEPLOYMENT + service)
                .with("images/acme/web/feature.yaml", "image: acme/web:2\n");

        assertThat(found()).hasSize(2);
        repo.select("", "", "web");
        assertThat(found()).isEmpty();
    }

    @Test
    void aClusterThatIsNotThereIsNoFinding() {
        repo.select("prod", "", "");

        assertThatThrownBy(repo::validate).isInstanceOf(UserException.class).hasMessageContaining("prod");
    }

    @Test
    void aBrokenKitYamlIsAFinding() {
        repo.with("kit.yaml", "version: \"3\"\nbase: [\n");

        assertThat(found()).singleElement().asString().startsWith("kit.yaml:3:1: This is not YAML");
        assertThat(Folders.read(folder.resolve("target")).get("validate.json")).contains("\"errors\" : 1");
    }
}
