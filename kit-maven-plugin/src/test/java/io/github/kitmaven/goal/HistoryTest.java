package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitmaven.config.Selection;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.TestCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real deploys left behind, told word for word. */
class HistoryTest {
    @TempDir
    Path folder;

    private final TestCluster eu = TestCluster.sandbox();
    private final TestCluster us = TestCluster.sandbox();
    private HistoryScene scene;

    @BeforeEach
    void begin() {
        scene = new HistoryScene(folder, new TreeMap<>(Map.of("eu-1", eu, "us-1", us)));
    }

    @AfterEach
    void close() {
        scene.close();
        eu.close();
        us.close();
    }

    @Test
    void clustersThatAreAlikeAreOneLine() throws Exception {
        String first = scene.image(0, "reg/acme/web:1");
        scene.deploy(1);
        String second = scene.image(10, "reg/acme/web:2");
        scene.deploy(11);
        scene.deploy(12);

        scene.history();

        assertThat(scene.said)
                .containsExactly(
                        "CLUSTER         RESOURCE  IMAGE           FROM (UTC)           TO (UTC)             RESULT     COMMIT    BY    NOTE",
                        "all 2 clusters  web       reg/acme/web:2  2026-01-02 12:11:00  now                  succeeded  "
                                + second.substring(0, 8) + "  Jane  image set by ci, built from 0f1e2d3c",
                        "all 2 clusters  web       reg/acme/web:1  2026-01-02 12:01:00  2026-01-02 12:11:00  succeeded  "
                                + first.substring(0, 8) + "  Jane  image set by ci, built from 0f1e2d3c",
                        "All of it is in " + folder.resolve("history.json") + ".");
        assertThat(scene.answer)
                .hasSize(4)
                .contains("eu-1\tweb\treg/acme/web:2\t2026-01-02T12:11:00Z\t-\tsucceeded\t" + second + "\tJane");
        JsonNode period = json().path("periods").get(0);
        assertThat(period.path("images").get(0).asText()).isEqualTo("reg/acme/web:2");
        assertThat(period.path("result").asText()).isEqualTo("succeeded");
        assertThat(period.path("set").path("serviceCommit").asText()).isEqualTo("0f1e2d3c4b5a");
        assertThat(period.path("clusters").get(1).path("name").asText()).isEqualTo("us-1");
        assertThat(period.path("clusters").get(1).path("from").asText()).isEqualTo("2026-01-02T12:11:00Z");
        assertThat(period.path("clusters").get(1).has("to")).isFalse();
        assertThat(json().path("commit").asText()).isEqualTo(second);
    }

    @Test
    void whatFailedAndWhatWasRolledBackIsToldAsSuch() {
        scene.image(0, "reg/acme/web:1");
        scene.deploy(1);
        scene.image(10, "reg/acme/missing:2");
        scene.deploy(11);
        scene.image(20, "reg/acme/web:3");
        scene.who = "John";
        scene.deploy(21);
        scene.image(30, "reg/acme/web:1");
        scene.deploy(31, "commit 0123456789");

        scene.history();

        assertThat(scene.said.get(1))
                .contains("web:1 ", "12:31:00  now", "succeeded", "John", "rollback to commit 0123456789");
        assertThat(scene.said.get(2)).contains("web:3 ", "12:21:00  2026-01-02 12:31:00  rolled back", "John");
        assertThat(scene.said.get(3))
                .contains("missing:2 ", "12:11:00  2026-01-02 12:21:00  failed ", "Jane")
                .contains("may have run, or what was there before ran on");
        assertThat(scene.said.get(4)).contains("web:1 ", "12:01:00  2026-01-02 12:11:00  succeeded", "Jane");
    }

    @Test
    void aClusterThatDoesNotAnswerIsToldOfFromGit() {
        scene.image(0, "reg/acme/web:1");
        scene.deploy(1);
        scene.image(10, "reg/acme/web:2");
        us.close();

        scene.history();

        assertThat(scene.said.get(0))
                .startsWith("! Cluster us-1 can't be reached: ")
                .endsWith(". Its history is told from git alone.");
        assertThat(scene.said.get(2))
                .startsWith("us-1     web       reg/acme/web:2  2026-01-02 12:10:00  HEAD                 committed")
                .contains(" ci ", "from git: not known when it was deployed");
        assertThat(scene.said.get(3)).startsWith("eu-1     web       reg/acme/web:1  2026-01-02 12:01:00  now");
        assertThat(scene.said.get(4))
                .startsWith("us-1     web       reg/acme/web:1  2026-01-02 12:00:00  2026-01-02 12:10:00");
        assertThat(scene.said)
                .contains("Of us-1 no release is known: what stands here is from git, which tells when an image was"
                        + " committed, not when it was deployed.");
    }

    @Test
    void offlineAsksNoCluster() {
        scene.image(0, "reg/acme/web:1");
        int before = eu.requests().size();
        scene.offline = true;
        scene.history();
        assertThat(eu.requests()).hasSize(before);
        assertThat(scene.said.get(1)).startsWith("all 2 clusters  web       reg/acme/web:1  2026-01-02 12:00:00  HEAD");
    }

    @Test
    void askingCostsOneRequestAndWritesNothing() {
        scene.image(0, "reg/acme/web:1");
        scene.deploy(1);
        int before = eu.requests().size();
        scene.history();
        assertThat(eu.requests().subList(before, eu.requests().size()))
                .extracting(request -> request.method() + " " + request.path())
                .containsExactly("GET /api/v1/namespaces/shop/configmaps/kit");
    }

    @Test
    void aSpanAResourceAndALimitChoose() {
        scene.image(0, "reg/acme/web:1");
        scene.deploy(1);
        scene.image(10, "reg/acme/web:2");
        scene.deploy(11);
        scene.image(20, "reg/acme/web:3");
        scene.deploy(21);

        assertThat(images(Optional.of("45m"), Optional.empty())).containsExactly("web:3", "web:2");
        assertThat(images(Optional.of("2026-01-02T12:11"), Optional.of("2026-01-02T12:21:00Z")))
                .containsExactly("web:2");
        scene.limit = 1;
        assertThat(images(Optional.empty(), Optional.empty())).containsExactly("web:3");
        assertThat(scene.said)
                .contains("Older lines are not shown; -Dkit.limit=0 shows all, -Dkit.resources, -Dkit.clusters and"
                        + " -Dkit.since choose.");
        scene.selection = Selection.of("eu-1", "", "wab");
        assertThatThrownBy(() -> scene.history())
                .isInstanceOf(UserException.class)
                .hasMessage("-Dkit.resources: nothing is named wab. The nearest name is web.");
        assertThatThrownBy(() -> scene.history(Optional.of("yesterday"), Optional.empty()))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(
                        "kit.since: 'yesterday' is neither a time nor a commit of this clone. Write a day,");
    }

    @Test
    void aResourceThatTheRepoNoLongerHasCanBeAskedAbout() {
        scene.image(0, "reg/acme/web:1");
        scene.deploy(1);
        scene.commit(10, "Ann", "Take web out", Map.of("base-cluster.yaml", """
                kind: ClusterNamespace
                metadata: {name: base, branch: master}
                resources: {other: {file: other.mustache}}
                """));
        scene.deploy(11);
        scene.selection = Selection.of("", "", "web");
        scene.history();
        assertThat(scene.said.get(1)).contains("web:1 ", "12:01:00  now");
    }

    @Test
    void noSecretShows() {
        scene.image(0, "reg/acme/web:s3cr3t");
        scene.deploy(1);
        scene.sops.secrets().add("s3cr3t");
        scene.history();
        assertThat(scene.said.get(1)).contains("web:<secret>");
        assertThat(scene.json()).contains("web:<secret>").doesNotContain("s3cr3t");
        scene.between("2026-01-02T11:00..");
        assertThat(scene.json()).contains("web:<secret>").doesNotContain("s3cr3t");
    }

    @Test
    void whereNothingCanBeKnownItFails() {
        eu.close();
        us.close();
        assertThatThrownBy(() -> scene.history())
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("Nothing can be known: no cluster tells its releases, and git tells of no image.")
                .hasMessageContaining("Cluster eu-1 can't be reached: ");
    }

    @Test
    void whereNothingRanYetItSaysSo() {
        scene.history();
        assertThat(scene.said)
                .contains("Nothing is known to have run in 2 clusters: neither the inventories nor git tell of it.");
    }

    private List<String> images(Optional<String> since, Optional<String> until) {
        return scene.history(since, until).rows().stream()
                .flatMap(row -> row.first().images().stream())
                .map(image -> image.substring(image.lastIndexOf('/') + 1))
                .toList();
    }

    private JsonNode json() throws Exception {
        return new ObjectMapper().readTree(scene.json());
    }
}
