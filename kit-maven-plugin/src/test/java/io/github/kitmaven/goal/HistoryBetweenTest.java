package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.FleetChanges;
import io.github.kitmaven.report.FleetChanges.Change;
import io.github.kitmaven.testing.TestCluster;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changed between two moments, with real deploys. */
class HistoryBetweenTest {
    @TempDir
    Path folder;

    private final TestCluster eu = TestCluster.sandbox();
    private final TestCluster us = TestCluster.sandbox();
    private HistoryScene scene;
    private String first = "";
    private String second = "";
    private String scaled = "";

    @BeforeEach
    void deployTwice() {
        scene = new HistoryScene(folder, new TreeMap<>(Map.of("eu-1", eu, "us-1", us)));
        first = scene.image(0, "reg/acme/web:1");
        scene.tag("v1");
        scene.deploy(1);
        scaled = scene.commit(
                5, "Ann", "Set another setting", Map.of("base-var.yaml", "kind: ResourceConfig\nsetting: two\n"));
        second = scene.image(10, "reg/acme/web:2");
        scene.tag("v2");
        scene.deploy(11);
    }

    @AfterEach
    void close() {
        scene.close();
        eu.close();
        us.close();
    }

    @Test
    void imagesAndOtherCommitsAreTold() throws Exception {
        scene.between("2026-01-02T12:02..2026-01-02T12:30");

        assertThat(scene.said)
                .containsExactly(
                        "From 2026-01-02 12:02:00 UTC to 2026-01-02 12:30:00 UTC:",
                        "CLUSTER         RESOURCE  WAS             IS              BY",
                        "all 2 clusters  web       reg/acme/web:1  reg/acme/web:2  " + second.substring(0, 8)
                                + " by Jane at 2026-01-02 12:11:00",
                        "2 resources did not change.",
                        "1 commit between them changed more than images:",
                        "COMMIT    COMMITTED (UTC)      AUTHOR  FILES          SUBJECT",
                        scaled.substring(0, 8) + "  2026-01-02 12:05:00  Ann     base-var.yaml  Set another setting",
                        "All of it is in " + folder.resolve("history.json") + ".");
        JsonNode json = new ObjectMapper().readTree(scene.json());
        assertThat(json.path("between").path("from").path("time").asText()).isEqualTo("2026-01-02T12:02:00Z");
        assertThat(json.path("changes")
                        .get(0)
                        .path("after")
                        .path("images")
                        .get(0)
                        .asText())
                .isEqualTo("reg/acme/web:2");
        assertThat(json.path("commits").get(0).path("files").get(0).asText()).isEqualTo("base-var.yaml");
    }

    @Test
    void tagsStandForWhatWasDeployedOfThem() {
        FleetChanges changes = scene.between("v1..v2");
        assertThat(scene.said.get(0))
                .isEqualTo("From commit " + first.substring(0, 8) + " (v1) of 2026-01-02 12:00:00 UTC to commit "
                        + second.substring(0, 8) + " (v2) of 2026-01-02 12:10:00 UTC:");
        assertThat(changes.changes()).extracting(Change::kind).containsExactly("changed");
        assertThat(scene.between(second.substring(0, 10) + "..").changes()).isEmpty();
        assertThat(scene.said.get(1)).isEqualTo("No image changed in 2 clusters.");
    }

    @Test
    void aClusterThatCameAndOneThatWentAreTold() {
        scene.offline = true;
        scene.commit(20, "Ann", "Add ap-1", Map.of("clusters/ap-1/cluster.yaml", """
                kind: ClusterNamespace
                metadata: {name: ap-1, type: test, namespace: shop}
                """));
        FleetChanges changes = scene.between("2026-01-02T12:15..");
        assertThat(changes.changes()).extracting(Change::clusters).containsExactly(java.util.List.of("ap-1"));
        assertThat(changes.changes()).extracting(Change::kind).containsExactly("added");
        assertThat(scene.said.get(2)).startsWith("ap-1     web       - (added)  reg/acme/web:2 (in git)");
        scene.now = 25;
        scene.between("2026-01-02T12:12..2026-01-02T12:15");
        assertThat(scene.said.get(1)).isEqualTo("No image changed in 3 clusters.");
    }

    @Test
    void whatIsNoPairOfMomentsIsRefused() {
        assertThatThrownBy(() -> scene.between("v1"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("kit.between is 'v1', which is not two moments.");
        assertThatThrownBy(() -> scene.between("v2..v1"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("comes before the first");
        assertThatThrownBy(() -> scene.between("v1..v9"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("kit.between: 'v9' is neither a time nor a commit of this clone.");
    }
}
