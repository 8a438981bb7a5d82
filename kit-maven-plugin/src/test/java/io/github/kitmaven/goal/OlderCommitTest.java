package io.github.kitmaven.goal;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.git.Checkout;
import io.github.kitmaven.git.CommitHistory;
import io.github.kitmaven.inventory.PruneOptions;
import io.github.kitmaven.inventory.Run;
import io.github.kitmaven.report.ClusterResult.Status;
import io.github.kitmaven.report.Result;
import io.github.kitmaven.testing.TestCluster;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An older commit never overwrites what a newer one deployed. */
class OlderCommitTest {
    private static final String SETTINGS = "/api/v1/namespaces/default/configmaps/settings";

    @TempDir
    Path folder;

    private final TestCluster cluster = TestCluster.sandbox();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void theOlderRunEndsWellSaysThatItIsSupersededAndWritesNothing() {
        Deployments deployments = deployments(Owners.at(1), "new");
        deployments.deploy();
        int writes = cluster.writes().size();

        Deployments older = deployments(Owners.at(0), "old");
        Result result = older.deploy();

        assertThat(result.successful()).isTrue();
        assertThat(result.clusters().get(0).status()).isEqualTo(Status.SUPERSEDED);
        assertThat(older.said)
                .contains("  dev: superseded")
                .contains(
                        "! Superseded: cluster dev has a newer commit, bbbbbbb2, which is built on this one; nothing is"
                                + " written to it. Deploy the newer commit; to go back, git revert and deploy, or deploy this one"
                                + " with -Dkit.allowOlder=true.");
        assertThat(older.resultFile()).contains("\"status\" : \"superseded\"", "\"superseded\" : 1", "\"failed\" : 0");
        assertThat(cluster.writes()).hasSize(writes);
        assertThat(greeting()).isEqualTo("new");
        assertThat(inventory("commit")).startsWith("bbbbbbb2 ");
    }

    @Test
    void itIsDeployedWhereThatIsMeantAndThenNewerOnesFollow() {
        deployments(Owners.at(1), "new").deploy();
        deployments(Owners.allowingOlder(Owners.at(0)), "old").deploy();
        assertThat(greeting()).isEqualTo("old");
        assertThat(inventory("commit")).startsWith("aaaaaaa1 ");
        deployments(Owners.at(2), "newest").deploy();
        assertThat(greeting()).isEqualTo("newest");
    }

    /** Also where it changed nothing: the commit between would bring back what the newer one took away. */
    @Test
    void aCommitThatChangedNothingCountsToo() {
        deployments(Owners.at(0), "same").deploy();
        deployments(Owners.at(2), "same").deploy();
        assertThat(deployments(Owners.at(1), "between")
                        .deploy()
                        .clusters()
                        .get(0)
                        .status())
                .isEqualTo(Status.SUPERSEDED);
        assertThat(greeting()).isEqualTo("same");
    }

    @Test
    void aDiffShowsWhatItWouldChangeAndWarns() {
        deployments(Owners.at(1), "new").deploy();
        Deployments older = deployments(Owners.at(0), "old");
        older.diff(false);
        assertThat(older.said)
                .contains("        data.greeting: new -> old")
                .anyMatch(line -> line.startsWith("! Superseded: cluster dev has a newer commit, bbbbbbb2"));
    }

    @Test
    void whatTheOriginalNotedOnTheObjectsCountsWhereThereIsNoInventory() {
        cluster.server().post("/api/v1/namespaces/default/configmaps", """
                {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings","annotations":{"kit-deployer/commit":
                "{\\"sha\\":\\"fffffff9\\",\\"commit\\":{\\"committer\\":{\\"date\\":\\"2026-01-02T13:00:00Z\\"}}}"}},
                "data":{"greeting":"original"}}""");
        Deployments older = deployments(Owners.at(0), "old");
        assertThat(older.deploy().clusters().get(0).status()).isEqualTo(Status.SUPERSEDED);
        assertThat(older.said)
                .anyMatch(line ->
                        line.contains("a newer commit, fffffff9, which was committed later; this clone does not tell"
                                + " whether it is built on this one"));
        assertThat(greeting()).isEqualTo("original");
    }

    @Test
    void filesThatAreNoCommitsAreDeployedAndNotedAsSuch() {
        deployments(Owners.at(1), "new").deploy();
        Checkout.Head old = new Checkout.Head("aaaaaaa1", "Subject", Instant.EPOCH);
        Run dirty = new Run(Optional.of(old), true, "ada", CommitHistory.none());
        deployments(Owners.of(dirty, PruneOptions.OFF, Owners.QUICK), "dirty").deploy();
        assertThat(greeting()).isEqualTo("dirty");
        assertThat(inventory("commit")).startsWith("bbbbbbb2 ");
        assertThat(inventory("releases")).contains("\"commit\":\"aaaaaaa1\",\"dirty\":true");
    }

    private Deployments deployments(OwnerOptions owner, String greeting) {
        Deployments deployments = new Deployments(folder);
        deployments.owner = owner;
        return deployments.want(new Desired(
                cluster.as("dev", "default", folder.resolve("clusters")),
                List.of(),
                List.of(manifest(
                        "{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'settings'}, data: {greeting: '"
                                + greeting + "'}}"))));
    }

    private String greeting() {
        return cluster.server().get(SETTINGS).text("/data/greeting");
    }

    private String inventory(String key) {
        return cluster.server().get("/api/v1/namespaces/default/configmaps/kit").text("/data/" + key);
    }
}
