package io.github.kitmaven.inventory;

import static io.github.kitmaven.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient.ApplyMode;
import io.github.kitmaven.cluster.UnreachableException;
import io.github.kitmaven.inventory.DeployLease.Attempt;
import io.github.kitmaven.inventory.DeployLease.Busy;
import io.github.kitmaven.inventory.DeployLease.Taken;
import io.github.kitmaven.testing.ObjectStore;
import io.github.kitmaven.testing.SetClock;
import io.github.kitmaven.testing.Trees;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One Lease and several runs, by a clock that the test sets; only heartbeats go by the machine's own. */
class DeployLeaseTest {
    private static final ApplySet SET = new ApplySet("shop", "kit");
    private static final Optional<DeployedCommit> COMMIT =
            Optional.of(new DeployedCommit("abcdef1", Optional.of(Instant.parse("2026-01-02T11:00:00Z"))));
    /** Its heartbeat is every ten minutes: never, in a test. */
    private static final LeaseOptions SLOW = new LeaseOptions(true, Duration.ofHours(2), Duration.ofHours(1));
    /** Its heartbeat is every 10 ms, whereas the clock of the test stands still. */
    private static final LeaseOptions LIVELY = new LeaseOptions(true, Duration.ofHours(2), Duration.ofMillis(60));

    private final ObjectStore cluster = new ObjectStore();
    private final SetClock clock = new SetClock();

    @Test
    void theFirstTakesItAndTheSecondIsToldWhoHasIt() {
        HeldLease held = taken(lease(SLOW).attempt("ada", COMMIT));
        assertThat(held.isHeld()).isTrue();
        assertThat(lease(SLOW).attempt("bob", Optional.empty()))
                .isEqualTo(new Busy("ada", "2026-01-02T12:00:00.000000Z", COMMIT));
        held.close();
        assertThat(held.isHeld()).isFalse();
        assertThat(stored().at("/spec").has("holderIdentity")).isFalse();
        taken(lease(SLOW).attempt("bob", Optional.empty()));
        assertThat(stored().at("/spec/leaseTransitions").asInt()).isEqualTo(2);
        assertThat(stored().at("/metadata").has("annotations")).isFalse();
    }

    @Test
    void aKilledRunsLeaseIsTakenOverOnceItHasNotBeenRenewedForItsTime() {
        HeldLease killed = taken(lease(SLOW).attempt("ada", COMMIT));
        killed.abandon();
        DeployLease mine = lease(SLOW);
        assertThat(mine.attempt("bob", COMMIT)).isInstanceOf(Busy.class);
        clock.pass(Duration.ofMinutes(59));
        assertThat(mine.attempt("bob", COMMIT)).isInstanceOf(Busy.class);
        clock.pass(Duration.ofMinutes(1));
        assertThat(taken(mine.attempt("bob", COMMIT)).isHeld()).isTrue();
    }

    @Test
    void whoCannotRenewMayNotWriteWellBeforeAnotherMayTakeIt() {
        HeldLease held = taken(lease(SLOW).attempt("ada", COMMIT));
        clock.pass(Duration.ofMinutes(39));
        assertThat(held.isHeld()).isTrue();
        clock.pass(Duration.ofMinutes(1));
        assertThat(held.isHeld()).isFalse();
        assertThat(held.isLost()).isTrue();
    }

    @Test
    void theHeartbeatRenewsIt() {
        HeldLease held = taken(lease(LIVELY).attempt("ada", COMMIT));
        String first = stored().at("/metadata/resourceVersion").asText();
        await(() -> !stored().at("/metadata/resourceVersion").asText().equals(first));
        assertThat(held.isHeld()).isTrue();
        held.close();
    }

    @Test
    void whoseLeaseWasTakenLosesIt() {
        HeldLease held = taken(lease(LIVELY).attempt("ada", COMMIT));
        ObjectNode stolen = stored().deepCopy();
        stolen.withObject("/spec").put("holderIdentity", "bob").put("leaseTransitions", 2);
        stolen.withObject("/metadata").remove("resourceVersion");
        cluster.replace(DeployLease.type(), stolen);
        await(() -> !held.isHeld());
        assertThat(held.isLost()).isTrue();
        held.close();
        assertThat(stored().at("/spec/holderIdentity").asText()).isEqualTo("bob");
    }

    @Test
    void aClusterThatDoesNotAnswerForAWhileLosesNothing() {
        HeldLease held = taken(lease(LIVELY).attempt("ada", COMMIT));
        cluster.fails(Optional.of(new UnreachableException("no route", new IOException())));
        int before = cluster.requests.size();
        await(() -> cluster.requests.size() > before + 2);
        cluster.fails(Optional.empty());
        String version = stored().at("/metadata/resourceVersion").asText();
        await(() -> !stored().at("/metadata/resourceVersion").asText().equals(version));
        assertThat(held.isHeld()).isTrue();
        held.close();
    }

    @Test
    void whoMayNotWriteAnyMoreWritesNothing() {
        ObjectNode object =
                Trees.tree("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'a', namespace: 'shop'}}");
        GuardedClient guarded = new GuardedClient(cluster, () -> false);
        List<Runnable> writes = List.of(
                () -> guarded.apply(DeployLease.type(), object, new ApplyMode(false, false)),
                () -> guarded.create(DeployLease.type(), object),
                () -> guarded.replace(DeployLease.type(), object),
                () -> guarded.patch(DeployLease.type(), "shop", "a", object.arrayNode()),
                () -> guarded.delete(DeployLease.type(), "shop", "a", ""),
                () -> guarded.deleteWithOwned(DeployLease.type(), "shop", "a", ""));
        for (Runnable write : writes) {
            assertThatThrownBy(write::run)
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("this run lost its Lease");
        }
        assertThat(guarded.get(DeployLease.type(), "shop", "a")).isEmpty();
        assertThat(cluster.requests).containsExactly("get a");
    }

    private DeployLease lease(LeaseOptions options) {
        return new DeployLease(cluster, SET, options, clock);
    }

    private ObjectNode stored() {
        return cluster.get(DeployLease.type(), "shop", "kit-deploy").orElseThrow();
    }

    private static HeldLease taken(Attempt attempt) {
        return ((Taken) attempt).lease();
    }
}
