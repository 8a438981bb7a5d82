package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.NoSops;
import io.github.kitmaven.testing.Repo;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fourth layer: several namespaces in one cluster. */
class NamespacesTest {
    private static final String BLUE_AND_GREEN = """
            resources: {web: {note: of the cluster}}
            namespaces:
              blue:
              green:
                metadata: {branch: next}
                resources: {web: {note: of green}}
                vars: {deployment: {replicas: 3}}
            """;

    @TempDir
    private Path root;

    private Repo repo;

    @BeforeEach
    void makeRepo() {
        repo = Repo.in(root, "3")
                .with("images/acme/web/next.yaml", "image: registry.example.com/acme/web:2\n")
                .with(
                        "resources/web.mustache",
                        "kind: Note\napiVersion: v1\nmetadata: {name: web}\nsays: {{web-con.image}} {{deployment.replicas}}\n")
                .cluster("dev", BLUE_AND_GREEN);
    }

    private static String note(String says) {
        return "kind: Note\napiVersion: v1\nmetadata: {name: web}\nsays: registry.example.com/acme/web:" + says + "\n";
    }

    @Test
    void eachNamespaceIsRenderedIntoAFolderOfItsOwnWithItsLayerOnTop() {
        assertThat(repo.texts())
                .containsExactly(entry("dev/blue/web.yaml", note("1 1")), entry("dev/green/web.yaml", note("2 3")));
    }

    @Test
    void objectsThatNameNoNamespaceGoToTheOneTheyAreRenderedFor() {
        assertThat(repo.render().desired().get(0).manifests())
                .extracting(Manifest::name, Manifest::defaultNamespace)
                .containsExactly(tuple("web", "blue"), tuple("web", "green"));
    }

    @Test
    void withoutTheLayerNothingChanges() {
        repo.cluster("dev", "  namespace: shop\n");

        assertThat(repo.texts()).containsExactly(entry("dev/web.yaml", note("1 1")));
        assertThat(repo.render().desired().get(0).manifests())
                .extracting(Manifest::defaultNamespace)
                .containsExactly("");
    }

    @Test
    void aNamespaceAddsResourcesAndLeavesOthersOut() {
        repo.with("resources/job.mustache", "job\n").cluster("dev", """
                namespaces:
                  blue: {resources: {job: {file: job.mustache}}}
                  green: {resources: {web: {disable: true}}}
                  red: {metadata: {disable: true}, resources: {web: {file: none.mustache}}}
                """);

        assertThat(repo.texts()).containsOnlyKeys("dev/blue/web.yaml", "dev/blue/job.yaml");
        assertThat(repo.select("", "", "job").texts()).containsOnlyKeys("dev/blue/job.yaml");
    }

    @Test
    void namespacesOfTheBaseLayerAreThoseOfEveryCluster() {
        repo.with("base-cluster.yaml", """
                        kind: ClusterNamespace
                        metadata: {name: base, branch: master}
                        resources: {web: {file: web.mustache, containers: {web-con: {image: x}}}}
                        namespaces: {blue: {vars: {deployment: {replicas: 7}}}, green: {}}
                        """)
                .cluster("dev", "namespaces: {green: {metadata: {disable: true}}}\n")
                .cluster("eu", "");

        assertThat(repo.texts()).containsOnlyKeys("dev/blue/web.yaml", "eu/blue/web.yaml", "eu/green/web.yaml");
    }

    @Test
    void onlyTheNamespaceThatMayFailDoes() {
        repo.cluster(
                "dev",
                "namespaces: {blue: {}, green: {metadata: {allowFailure: true}, resources: {web: {file: none.mustache}}}}\n");

        assertThat(repo.texts()).containsOnlyKeys("dev/blue/web.yaml");
        assertThat(repo.render().clusters().get(0).failures()).hasSize(1);
    }

    @Test
    void aNameThatIsNoDnsLabelIsRefused() {
        repo.cluster("dev", "namespaces: {Blue_1: {}}\n");

        assertThatThrownBy(repo::render)
                .isInstanceOf(UserException.class)
                .hasMessage("clusters/dev/cluster.yaml:5:14: The namespace Blue_1 is not a DNS label. Use at most 63"
                        + " lower-case letters, digits and -, with a letter or digit at both ends.");
    }

    @Test
    void theFilesOfANamespaceThatIsGoneAreDeleted() {
        repo.render().write();
        repo.cluster("dev", "namespaces: {green: {}}\n").render().write();

        Path manifests = root.resolve("target/kit/manifests/dev");
        assertThat(manifests.resolve("green/web.yaml")).exists();
        assertThat(manifests.resolve("blue")).doesNotExist();
    }

    @Test
    void givenManifestsGoToTheNamespaceTheirFolderNames() {
        repo.render().write();

        List<Desired> given =
                new GivenManifests(root.resolve("target/kit/manifests"), NoSops.create()).of(repo.request());

        assertThat(given.get(0).manifests())
                .extracting(Manifest::defaultNamespace)
                .containsExactly("blue", "green");
    }
}
