package io.github.kitmaven.inventory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ResourceType;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** The Lease that lets one run at a time write to one cluster of the repo. */
public final class DeployLease {
    private static final ResourceType LEASES = new ResourceType("coordination.k8s.io/v1", "Lease", "leases", true);

    private final ClusterClient client;
    private final ApplySet set;
    private final LeaseOptions options;
    private final Clock clock;
    private final LeaseObserver observer = new LeaseObserver();

    /**
     * Makes the Lease of a set; asks nothing yet.
     *
     * @param client the cluster
     * @param set the set of objects that it is about
     * @param options how long it holds
     * @param clock the time here, which never goes back
     */
    public DeployLease(ClusterClient client, ApplySet set, LeaseOptions options, Clock clock) {
        this.client = client;
        this.set = set;
        this.options = options;
        this.clock = clock;
    }

    /** What came of trying to take the Lease. */
    public sealed interface Attempt {}

    /**
     * The Lease is this run's.
     *
     * @param lease it, to be released
     */
    public record Taken(HeldLease lease) implements Attempt {}

    /**
     * Another run has it.
     *
     * @param holder that run
     * @param since since when, by its clock
     * @param commit what it deploys
     */
    public record Busy(String holder, String since, Optional<DeployedCommit> commit) implements Attempt {}

    /**
     * Tries once.
     *
     * @param holder who this run is; no other run may use the same words
     * @param commit what it deploys
     * @return whether the Lease is this run's now
     * @throws ApiException if the cluster refuses for another reason than that somebody else was quicker
     */
    public Attempt attempt(String holder, Optional<DeployedCommit> commit) {
        Optional<LeaseState> there = client.get(LEASES, set.namespace(), name()).map(LeaseState::of);
        if (!observer.mayTake(there, clock.instant())) {
            return busy(there.orElseThrow());
        }
        Instant asked = clock.instant();
        LeaseState mine = there.orElseGet(
                        () -> LeaseState.of(com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode()))
                .heldBy(holder, options.ttl(), commit, asked);
        try {
            ObjectNode tree = mine.renewed(set.namespace(), name(), asked);
            ObjectNode answer = there.isPresent() ? client.replace(LEASES, tree) : client.create(LEASES, tree);
            return new Taken(held(mine.version(answer), asked));
        } catch (ApiException e) {
            if (e.code() != 409) {
                throw e;
            }
        }
        // somebody was quicker; perhaps this run itself, by a request whose answer was lost
        LeaseState now = client.get(LEASES, set.namespace(), name())
                .map(LeaseState::of)
                .filter(it -> !it.isFree())
                .orElse(mine);
        return now.holder().equals(holder)
                        && !now.version().isEmpty()
                        && !now.version().equals(mine.version())
                ? new Taken(held(now, asked))
                : busy(now);
    }

    private HeldLease held(LeaseState state, Instant renewed) {
        return new HeldLease(client, set, name(), state, options, clock, renewed);
    }

    private static Busy busy(LeaseState state) {
        return new Busy(state.holder(), state.since(), state.commit());
    }

    /** {@return the Lease's name, such as {@code kit-deploy}} */
    public String name() {
        return set.name() + "-deploy";
    }

    static ResourceType type() {
        return LEASES;
    }
}
