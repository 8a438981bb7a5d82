package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.NoSops;
import io.github.kitmaven.testing.Repo;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What version "3" lets a repo choose: where resources come from, and what files are called. */
class ResourceFilesTest {
    private static final String WEB = "resources: {web: {file: web.mustache, containers: {web-con: {image: %s}}}}\n";

    @TempDir
    private Path root;

    private Repo repo;

    @BeforeEach
    void makeRepo() {
        repo = Repo.in(root, "3").with("resources/base-svc.mustache", "usual {{svc.name}}\n");
    }

    private void group(String name, String text) {
        repo.with("groups/" + name + ".yaml", "kind: ResourceGroup\n" + text);
    }

    @Test
    void aResourceAndItsServiceNameTheFilesTheyAreWrittenTo() {
        repo.cluster("dev", """
                resources:
                  web: {output: front.yaml, svc: {name: web}}
                  api: {file: web.mustache, output: api, containers: {web-con: {image: y}}, svc: {name: web, output: api-svc}}
                """);

        assertThat(repo.texts())
                .containsOnlyKeys("dev/front.yaml", "dev/web.yaml", "dev/api.yaml", "dev/api-svc.yaml")
                .contains(entry("dev/api.yaml", "image: y\n"));
    }

    @Test
    void aServiceChoosesItsTemplate() {
        repo.with("resources/svc/headless.mustache", "headless {{svc.name}}\n")
                .cluster(
                        "dev",
                        "resources: {web: {svc: {name: a, template: svc/headless.mustache}}, b: {svc: {name: b}}}\n");

        assertThat(repo.texts()).contains(entry("dev/a.yaml", "headless a\n"), entry("dev/b.yaml", "usual b\n"));
    }

    @Test
    void inVersionTwoTheseWordsMeanNothing() {
        repo = Repo.in(root, "2")
                .with("resources/base-svc.mustache", "usual {{svc.output}}\n")
                .cluster(
                        "dev",
                        "import: [none]\nresources: {web: {output: x, svc: {name: web-svc, output: a/b, template: c}}}\n");

        assertThat(repo.texts()).containsOnlyKeys("dev/web.yaml", "dev/web-svc.yaml");
        assertThat(repo.texts()).contains(entry("dev/web-svc.yaml", "usual a&#x2F;b\n"));
    }

    @Test
    void aGroupLiesBelowTheLayerThatImportsIt() {
        repo.cluster("dev", "import: [one, two]\nresources: {job: {note: cluster}}\n")
                .with("resources/job.mustache", "{{job.note}} {{job.also}}\n");
        group("one", "resources: {job: {file: job.mustache, note: one, also: one}, web: {disable: true}}\n");
        group("two", "resources: {job: {note: two, also: two}}\n");

        assertThat(repo.texts()).containsExactly(entry("dev/job.yaml", "cluster two\n"));
    }

    @Test
    void groupsImportGroups() {
        repo.cluster("dev", "import: all\n");
        group("all", "import: [web, web]\n");
        group("web", WEB.formatted("imported"));

        assertThat(repo.texts()).containsExactly(entry("dev/web.yaml", "image: imported\n"));
    }

    @Test
    void aRepoNeedsNeitherBaseNorTypes() {
        repo.with("kit.yaml", """
                        version: "3"
                        images: {path: images}
                        cluster: {path: clusters}
                        resources: {path: resources}
                        groups: {path: sets}
                        """)
                .without("base-cluster.yaml")
                .without("base-var.yaml")
                .without("type/develop-var.yaml")
                .with("sets/web.yaml", "kind: ResourceGroup\n" + WEB.formatted("x"))
                .with("clusters/dev/cluster.yaml", "kind: ClusterNamespace\nmetadata: {name: dev}\nimport: web\n");

        assertThat(repo.texts()).containsExactly(entry("dev/web.yaml", "image: x\n"));
    }

    @Test
    void kitYamlNamesTheFiles() {
        repo.with("kit.yaml", """
                        version: "3"
                        base: {path: ., cluster: all.yaml, vars: values.yaml}
                        images: {path: images}
                        type: {path: type, suffix: .type.yaml}
                        cluster: {path: clusters, file: kit-cluster.yaml, vars: values.yaml, kubeconfig: access.yaml}
                        resources: {path: resources, svc: service.mustache}
                        """)
                .with("all.yaml", "kind: ClusterNamespace\nmetadata: {branch: master}\n" + WEB.formatted("x"))
                .with("values.yaml", "kind: ResourceConfig\nbase: b\n")
                .with("type/develop.type.yaml", "kind: ResourceConfig\nmetadata: {type: develop}\nof-type: t\n")
                .with("clusters/eu/values.yaml", "kind: ResourceConfig\nof-cluster: c\n")
                .with(
                        "clusters/eu/kit-cluster.yaml",
                        "kind: ClusterNamespace\nmetadata: {name: eu, type: develop}\nresources: {web: {svc: {name: s}}}\n")
                .with("resources/service.mustache", "{{base}} {{of-type}} {{of-cluster}}\n");

        assertThat(repo.texts()).containsOnlyKeys("eu/web.yaml", "eu/s.yaml").contains(entry("eu/s.yaml", "b t c\n"));
        assertThat(repo.render().clusters().get(0).cluster().kubeconfig())
                .isEqualTo(root.resolve("clusters/eu/access.yaml"));
        assertThat(KitYaml.read(root, NoSops.create()).sources()).doesNotContain(root.resolve("base"));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments(
                        "import: [wen]",
                        "clusters/dev/cluster.yaml:5:10: There is no group wen: groups/wen.yaml is missing or empty."
                                + " The nearest name is web."),
                arguments(
                        "import: loop",
                        "groups/pool.yaml:2:9: The groups import each other: loop -> pool -> loop."
                                + " Remove one of the imports."),
                arguments(
                        "import: ../../x",
                        "clusters/dev/cluster.yaml:5:9: The path ../../x.yaml leads out of the deployments repo."),
                arguments(
                        "import: {web: 1}",
                        "clusters/dev/cluster.yaml:5:9: import must be a list. Write it as [one, other]."),
                arguments(
                        "resources: {web: {output: ../x}}",
                        "clusters/dev/cluster.yaml:5:27: ../x can't name a file. Give a name without folders."),
                arguments(
                        "resources: {web: {svc: {name: s, template: none.mustache}}}",
                        "clusters/dev/cluster.yaml:5:44: The file resources/none.mustache does not exist."));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsNamedWithItsPlace(String lines, String message) {
        repo.cluster("dev", lines + "\n");
        group("web", WEB.formatted("x"));
        group("loop", "import: pool\n");
        group("pool", "import: loop\n");

        assertThatThrownBy(repo::render).isInstanceOf(UserException.class).hasMessageStartingWith(message);
    }
}
