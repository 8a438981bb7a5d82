package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.inventory.ApplySet;
import io.github.kitmaven.inventory.Inventory;
import io.github.kitmaven.inventory.InventoryStore.Stored;
import io.github.kitmaven.inventory.LeaseOptions;
import io.github.kitmaven.inventory.MonotonicClock;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.plan.Plan;
import io.github.kitmaven.plan.Redaction;
import io.github.kitmaven.testing.ObjectStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Several runs that want several clusters. */
class TurnsTest {
    private static final LeaseOptions PATIENT = new LeaseOptions(true, Duration.ofMinutes(1), Duration.ofMinutes(1));

    private final Map<String, ObjectStore> clusters =
            Map.of("a", new ObjectStore(), "b", new ObjectStore(), "c", new ObjectStore());

    /** Each has what the other lacks: were both to keep it while they wait, neither would ever end. */
    @Test
    void runsThatWantTheSameClustersEndOneAfterTheOther() throws Exception {
        Turn other = turn("c", "other", PATIENT);
        assertThat(other.attempt()).isEmpty();
        CompletableFuture<Boolean> one = CompletableFuture.supplyAsync(() -> run("one", "a", "b", "c"));
        CompletableFuture<Boolean> two = CompletableFuture.supplyAsync(() -> run("two", "c", "b", "a"));
        other.close();
        assertThat(one.get(60, TimeUnit.SECONDS)).isTrue();
        assertThat(two.get(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whileItWaitsItKeepsNothingThatComesLater() {
        Turn other = turn("b", "other", PATIENT);
        assertThat(other.attempt()).isEmpty();
        Map<String, Turn> mine = turns("mine", "a", "b", "c");
        boolean[] seen = new boolean[2];
        Map<String, ClusterPlan> never = new Turns(mine, 3)
                .take(
                        time -> {
                            seen[0] = of(mine, "a").isHeld();
                            seen[1] = of(mine, "c").isHeld();
                            other.close();
                        },
                        event -> {});
        assertThat(never).isEmpty();
        assertThat(seen).containsExactly(true, false);
        assertThat(mine.values()).allMatch(Turn::isHeld);
    }

    @Test
    void whoMayNotHaveALeaseIsToldTheRule() {
        of(clusters, "b").fails(Optional.of(new ApiException(403, "Forbidden", "leases is forbidden", List.of())));
        Map<String, ClusterPlan> never = new Turns(turns("mine", "a", "b"), 3).take(Pause.sleeping(), event -> {});
        assertThat(never).containsOnlyKeys("b");
        assertThat(((ClusterPlan.Refused) of(never, "b")).problems().get(0).text())
                .isEqualTo(
                        "Cluster b does not let the deployer's user use Lease shop/kit-deploy (403): leases is forbidden."
                                + " Add to the rules of its Role: {apiGroups: [coordination.k8s.io], resources: [leases], verbs:"
                                + " [get, create, update]}; or deploy without a Lease, by -Dkit.lease=false.");
    }

    @Test
    void whoWaitedLongEnoughIsToldForWhom() {
        assertThat(turn("a", "other", PATIENT).attempt()).isEmpty();
        Turn mine = turn("a", "mine", new LeaseOptions(true, Duration.ofNanos(1), Duration.ofMinutes(1)));
        Map<String, ClusterPlan> never = new Turns(Map.of("a", mine), 3).take(Pause.sleeping(), event -> {});
        assertThat(((ClusterPlan.Refused) of(never, "a")).problems().get(0).text())
                .startsWith("Another run deploys to cluster a: other, since 20")
                .endsWith("Deploy again once it has ended, or wait longer with -Dkit.lease.timeout.");
    }

    @Test
    void whereTheLeaseIsTurnedOffNobodyIsAsked() {
        Turn mine = turn("a", "mine", new LeaseOptions(false, Duration.ofMinutes(1), Duration.ofMinutes(1)));
        assertThat(new Turns(Map.of("a", mine), 3).take(Pause.sleeping(), event -> {}))
                .isEmpty();
        assertThat(mine.isHeld()).isTrue();
        assertThat(of(clusters, "a").requests).isEmpty();
    }

    private boolean run(String holder, String... names) {
        Map<String, Turn> turns = turns(holder, names);
        boolean all = new Turns(turns, 3).take(Pause.sleeping(), event -> {}).isEmpty();
        turns.values().forEach(Turn::close);
        return all;
    }

    private Map<String, Turn> turns(String holder, String... names) {
        Map<String, Turn> turns = new TreeMap<>();
        for (String name : names) {
            turns.put(name, turn(name, holder, PATIENT));
        }
        return turns;
    }

    private Turn turn(String name, String holder, LeaseOptions lease) {
        Cluster cluster = new Cluster(
                name, "shop", "", "", "", false, false, Optional.empty(), Path.of("cluster.yaml"), Path.of("k.yaml"));
        Owned owned = new Owned(
                new ApplySet("shop", "kit"),
                new Stored(Inventory.of(name), "", false),
                Optional.empty(),
                Set.of(),
                false,
                Optional.empty());
        ClusterPlan.Ready ready = new ClusterPlan.Ready(
                cluster,
                new Plan(name, List.of()),
                Map.of(),
                new Redaction(new Secrets()),
                Waits.NONE,
                Optional.of(owned),
                Optional.empty());
        return new Turn(
                ready, of(clusters, name), Owners.with(Owners.at(0), lease), lease, holder, new MonotonicClock());
    }

    private static <T> T of(Map<String, T> all, String name) {
        return Optional.ofNullable(all.get(name)).orElseThrow();
    }
}
