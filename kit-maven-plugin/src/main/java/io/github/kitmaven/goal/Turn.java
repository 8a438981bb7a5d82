package io.github.kitmaven.goal;

import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.UnreachableException;
import io.github.kitmaven.event.Event.LeaseAwaited;
import io.github.kitmaven.event.EventSink;
import io.github.kitmaven.inventory.ApplySet;
import io.github.kitmaven.inventory.DeployLease;
import io.github.kitmaven.inventory.GuardedClient;
import io.github.kitmaven.inventory.HeldLease;
import io.github.kitmaven.inventory.LeaseOptions;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.problem.Diagnostic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** This run's turn to write to one cluster: waited for, had, and given back. */
final class Turn implements AutoCloseable {
    private static final Duration REMINDER = Duration.ofSeconds(30);

    private final Cluster cluster;
    private final ClusterClient client;
    private final OwnerOptions options;
    private final LeaseOptions times;
    private final String holder;
    private final DeployLease lease;
    private final ApplySet set;
    private final String name;
    private final Clock clock;
    private final Optional<Instant> deadline;
    private Optional<HeldLease> held = Optional.empty();
    private Optional<DeployLease.Busy> busy = Optional.empty();

    /** Prepares it; asks nothing yet. The times are those of the options, for as many turns as the run has at once. */
    Turn(
            ClusterPlan.Ready ready,
            ClusterClient client,
            OwnerOptions options,
            LeaseOptions times,
            String holder,
            Clock clock) {
        this.cluster = ready.cluster();
        this.client = client;
        this.options = options;
        this.times = times;
        this.holder = holder;
        this.clock = clock;
        this.set = ready.owned().orElseThrow().set();
        this.lease = new DeployLease(client, set, times, clock);
        this.name = "Lease " + set.shownNamespace() + "/" + lease.name();
        this.deadline = Optional.of(clock.instant().plus(times.timeout()));
    }

    /**
     * Tries once.
     *
     * @return why this run will never have its turn; empty where it has it, or where trying again may help
     */
    Optional<ClusterPlan> attempt() {
        if (!times.enabled()) {
            return Optional.empty();
        }
        try {
            DeployLease.Attempt attempt = lease.attempt(holder, options.run().commit());
            if (attempt instanceof DeployLease.Taken taken) {
                held = Optional.of(taken.lease());
                busy = Optional.empty();
                return Optional.empty();
            }
            DeployLease.Busy other = (DeployLease.Busy) attempt;
            busy = Optional.of(other);
            return other.commit()
                    .flatMap(commit -> new Precedence(options).superseded(cluster, commit, "is being deployed with"))
                    .map(reason -> new ClusterPlan.Superseded(cluster, reason));
        } catch (ApiException e) {
            return Optional.of(new ClusterPlan.Refused(cluster, List.of(refusal(e))));
        } catch (UnreachableException e) {
            return Optional.of(new ClusterPlan.Unreachable(cluster, lost(e)));
        }
    }

    private Diagnostic refusal(ApiException refused) {
        return refused.code() == 403
                ? Rights.missing(
                        cluster,
                        name,
                        set.masked(refused.serverMessage()),
                        Rights.LEASES,
                        "; or deploy without a Lease, by -Dkit.lease=false")
                : Diagnostic.of(
                        "Cluster " + cluster.name() + " refuses the " + name + " (" + refused.code() + "): "
                                + set.masked(refused.serverMessage()),
                        "Run the build again; if it persists, deploy without a Lease, by -Dkit.lease=false");
    }

    private Diagnostic lost(UnreachableException e) {
        return Diagnostic.of(
                "Cluster " + cluster.name() + " can't be reached any more: "
                        + set.masked(String.valueOf(e.getMessage())),
                "Check its address and the network; nothing was written to it");
    }

    /**
     * Waits for the turn.
     *
     * @return why this run will never have it; empty once it has
     */
    Optional<ClusterPlan> await(Pause pause, EventSink events) {
        Instant begin = clock.instant();
        Instant reminded = Instant.MIN;
        while (busy.isPresent()) {
            Instant now = clock.instant();
            if (deadline.filter(now::isAfter).isPresent()) {
                return Optional.of(new ClusterPlan.Refused(cluster, List.of(timedOut(busy.get()))));
            }
            if (!now.isBefore(reminded.equals(Instant.MIN) ? reminded : reminded.plus(REMINDER))) {
                reminded = now;
                events.on(new LeaseAwaited(
                        cluster.name(),
                        busy.get().holder(),
                        busy.get().since(),
                        Duration.between(begin, now).toSeconds()));
            }
            pause.of(Duration.ofMillis(Math.min(1000, times.ttl().toMillis() / 6)));
            Optional<ClusterPlan> never = attempt();
            if (never.isPresent()) {
                return never;
            }
        }
        return Optional.empty();
    }

    private Diagnostic timedOut(DeployLease.Busy other) {
        return Diagnostic.of(
                "Another run deploys to cluster " + cluster.name() + ": " + other.holder() + ", since " + other.since()
                        + " by its clock; it was waited for "
                        + times.timeout().toSeconds() + " s",
                "Deploy again once it has ended, or wait longer with -Dkit.lease.timeout");
    }

    boolean isBusy() {
        return busy.isPresent();
    }

    boolean isHeld() {
        return held.isPresent() || !times.enabled();
    }

    boolean isLost() {
        return held.filter(HeldLease::isLost).isPresent();
    }

    /** The cluster, to be written to only as long as the turn lasts. */
    ClusterClient client() {
        return held.<ClusterClient>map(it -> new GuardedClient(client, it::isHeld))
                .orElse(client);
    }

    /** Gives the turn back, to try again later. */
    void release() {
        held.ifPresent(HeldLease::close);
        held = Optional.empty();
    }

    /** Ends the turn without a request to the cluster, which is lost. */
    void abandon() {
        held.ifPresent(HeldLease::abandon);
        held = Optional.empty();
    }

    @Override
    public void close() {
        release();
    }
}
