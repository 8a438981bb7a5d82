package io.github.kitmaven.goal;

import static io.github.kitmaven.testing.Await.await;
import static io.github.kitmaven.testing.Trees.manifest;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.inventory.LeaseOptions;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.report.ClusterResult.Status;
import io.github.kitmaven.report.Result;
import io.github.kitmaven.testing.RealControlPlane;
import io.github.kitmaven.testing.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Two runs that deploy to one cluster, at once or one after the other's death. */
@ParameterizedClass(name = "{0}")
@MethodSource("clusters")
class TwoRunsTest {
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    private final TestCluster cluster;
    private final String shop = "runs-" + NAMESPACES.incrementAndGet();

    @TempDir
    Path folder;

    TwoRunsTest(TestCluster cluster) {
        this.cluster = cluster;
    }

    static Stream<TestCluster> clusters() {
        Stream<Supplier<TestCluster>> clusters = Stream.of(TestCluster::sandbox);
        if (RealControlPlane.requested()) {
            clusters = Stream.concat(clusters, Stream.of(() -> TestCluster.real("runs")));
        }
        return clusters.map(Supplier::get);
    }

    @Test
    void theSecondRunWaitsPlansAgainAndGoesOn() throws Exception {
        run("before", Owners.at(0), "before").deploy();
        Deployments first = run("first", Owners.at(1), "first");
        Deployments second = run("second", Owners.at(2), "second");
        AtomicReference<CompletableFuture<Result>> other = new AtomicReference<>();
        first.onPlan = () -> {
            other.set(CompletableFuture.supplyAsync(second::deploy));
            await(() ->
                    second.said.stream().anyMatch(line -> line.startsWith("  dev: waiting for the deploy of ada (")));
        };
        assertThat(first.deploy().successful()).isTrue();
        assertThat(requireNonNull(other.get()).get(60, TimeUnit.SECONDS).successful())
                .isTrue();

        assertThat(second.said)
                .contains("Planned again, since another run was there: 1 cluster:")
                .contains("        data.greeting: before -> second")
                .contains("        data.greeting: first -> second");
        assertThat(greeting()).isEqualTo("second");
        assertThat(releases()).hasSize(3).allMatch(release -> release.contains("\"succeeded\""));
    }

    @Test
    void theSecondRunIsSupersededWhereItsCommitIsOlder() {
        run("before", Owners.at(0), "before").deploy();
        Deployments newer = run("newer", Owners.at(2), "newer");
        Deployments older = run("older", Owners.at(1), "older");
        AtomicReference<Result> result = new AtomicReference<>();
        newer.onPlan = () -> result.set(older.deploy());
        newer.deploy();
        assertThat(requireNonNull(result.get()).successful()).isTrue();
        assertThat(requireNonNull(result.get()).clusters().get(0).status()).isEqualTo(Status.SUPERSEDED);
        assertThat(greeting()).isEqualTo("newer");
    }

    @Test
    void twoFirstRunsAtOnceMakeTheNamespaceAndGoOneAfterTheOther() throws Exception {
        Deployments first = run("first", Owners.at(1), "first");
        Deployments second = run("second", Owners.at(1), "first");
        CompletableFuture<Result> one = CompletableFuture.supplyAsync(first::deploy);
        CompletableFuture<Result> two = CompletableFuture.supplyAsync(second::deploy);
        assertThat(one.get(60, TimeUnit.SECONDS).successful()).isTrue();
        assertThat(two.get(60, TimeUnit.SECONDS).successful()).isTrue();
        assertThat(releases()).hasSizeBetween(1, 2).allMatch(release -> release.contains("\"succeeded\""));
    }

    @Test
    void aKilledRunBlocksNobodyForLongAndWhatItMadeIsKnown() {
        run("before", Owners.at(0), "before").deploy();
        // as a run leaves it that is killed between its first and its last write
        cluster.server().patch(lease(), "application/merge-patch+json", """
                {"spec": {"holderIdentity": "dead", "leaseDurationSeconds": 2, "leaseTransitions": 7}}""");
        cluster.server().patch(path("kit"), "application/merge-patch+json", """
                {"data": {"pending": "v1 ConfigMap %s half-done", "releases":
                 "[{\\"time\\": \\"2026-01-02T12:00:00Z\\", \\"who\\": \\"dead\\", \\"result\\": \\"in progress\\"}]"}}""".formatted(shop));
        Deployments next = run("next", Owners.at(1), "next");
        assertThat(next.deploy().successful()).isTrue();

        assertThat(next.said).anyMatch(line -> line.startsWith("  dev: waiting for the deploy of dead, "));
        assertThat(greeting()).isEqualTo("next");
        assertThat(cluster.server().get(lease()).text("/spec/leaseTransitions")).isEqualTo("8");
        assertThat(releases())
                .satisfiesExactly(
                        last -> assertThat(last).contains("ada", "\"succeeded\""),
                        killed -> assertThat(killed).contains("dead", "\"failed\""));
        // it is not in the repo and not in the cluster, so it never came to be
        assertThat(cluster.server().get(path("kit")).at("/data").has("pending")).isFalse();
    }

    @Test
    void aRunThatGivesUpWaitingWritesNothing() {
        run("before", Owners.at(0), "before").deploy();
        cluster.server().patch(lease(), "application/merge-patch+json", """
                {"spec": {"holderIdentity": "bob", "leaseDurationSeconds": 600, "acquireTime": "2026-01-02T12:00:00.000000Z"}}""");
        LeaseOptions hasty = new LeaseOptions(true, Duration.ofMillis(200), Duration.ofSeconds(3));
        Deployments next = run("next", Owners.with(Owners.at(1), hasty), "next");
        assertThat(next.failure())
                .contains("Another run deploys to cluster dev: bob, since 2026-01-02T12:00:00.000000Z by its clock")
                .contains("nothing was written to any cluster");
        assertThat(greeting()).isEqualTo("before");

        LeaseOptions off = new LeaseOptions(false, Duration.ofSeconds(1), Duration.ofSeconds(3));
        run("off", Owners.with(Owners.at(1), off), "off").deploy();
        assertThat(greeting()).isEqualTo("off");
        assertThat(cluster.server().get(lease()).text("/spec/holderIdentity")).isEqualTo("bob");
    }

    /** Each with a result file of its own. */
    private Deployments run(String name, OwnerOptions owner, String greeting) {
        Deployments deployments = new Deployments(folder.resolve(name));
        deployments.owner = owner;
        Manifest namespace = manifest("{apiVersion: 'v1', kind: 'Namespace', metadata: {name: '" + shop + "'}}");
        Manifest settings =
                manifest("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'settings'}, data: {greeting: '"
                        + greeting + "'}}");
        return deployments.want(new Desired(
                cluster.as("dev", shop, folder.resolve("clusters")), List.of(namespace), List.of(settings)));
    }

    private String greeting() {
        return cluster.server().get(path("settings")).text("/data/greeting");
    }

    private List<String> releases() {
        return cluster.server().get(path("kit")).text("/data/releases").lines().toList();
    }

    private String path(String configMap) {
        return "/api/v1/namespaces/" + shop + "/configmaps/" + configMap;
    }

    private String lease() {
        return "/apis/coordination.k8s.io/v1/namespaces/" + shop + "/leases/kit-deploy";
    }
}
