package io.github.kitmaven.goal;

import io.github.kitmaven.apply.Parallel;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.cluster.UnreachableException;
import io.github.kitmaven.event.Event.Warned;
import io.github.kitmaven.inventory.DeployedCommit;
import io.github.kitmaven.inventory.InventoryStore;
import io.github.kitmaven.inventory.LeaseOptions;
import io.github.kitmaven.inventory.MonotonicClock;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.report.ClusterResult;
import io.github.kitmaven.report.RunListener;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What stands around the writes of a deploy: this run has its turn on every cluster it writes to, its plans still hold then,
 * and the inventories know of it, before the first object is written to any.
 */
final class Writing implements AutoCloseable {
    private final OpenClusters clusters;
    private final PlanFleet planning;
    private final FleetRequest request;
    private final Clock clock;
    private final RunListener audience;
    private final Clock ticks = new MonotonicClock();
    private final String holder;
    private final Map<String, Turn> turns = new ConcurrentHashMap<>();
    private final Map<String, Ledger> ledgers = new ConcurrentHashMap<>();
    /** Pauses between two looks at another run's Lease. */
    private final Pause pause = Pause.sleeping();

    Writing(OpenClusters clusters, PlanFleet planning, FleetRequest request, Clock clock, RunListener audience) {
        this.clusters = clusters;
        this.planning = planning;
        this.request = request;
        this.clock = clock;
        this.audience = audience;
        String process = ManagementFactory.getRuntimeMXBean().getName();
        this.holder = request.secrets().mask(request.owner().run().who()) + " (" + process + ", "
                + UUID.randomUUID().toString().substring(0, 8) + ")";
    }

    /** Who hears of the run. */
    RunListener audience() {
        return audience;
    }

    /**
     * Waits for this run's turn wherever something is to be written, and plans those clusters again that another run has
     * written to since. A cluster whose namespace is yet to be made has its turn later, in {@link #enter}.
     *
     * @return the plans that hold now
     */
    List<ClusterPlan> take(List<ClusterPlan> plans) {
        List<ClusterPlan.Ready> writing = new ArrayList<>();
        for (ClusterPlan plan : plans) {
            if (plan instanceof ClusterPlan.Ready ready && writes(ready) && !isNew(ready)) {
                writing.add(ready);
            }
        }
        Map<String, Turn> open = new ConcurrentHashMap<>();
        writing.forEach(ready -> open.put(ready.cluster().name(), turn(ready, writing.size())));
        Map<String, ClusterPlan> never = new Turns(open, request.parallelism()).take(pause, audience);
        List<Callable<ClusterPlan>> tasks = new ArrayList<>();
        for (ClusterPlan plan : plans) {
            ClusterPlan ended = never.get(plan.cluster().name());
            if (ended != null) {
                tasks.add(() -> ended);
            } else if (open.containsKey(plan.cluster().name()) && plan instanceof ClusterPlan.Ready ready) {
                tasks.add(() -> stillHolds(ready));
            } else {
                tasks.add(() -> plan);
            }
        }
        try (Parallel parallel = new Parallel("kit-cluster", request.parallelism())) {
            return parallel.all(tasks);
        }
    }

    /** A turn among as many that the run has at once. */
    private Turn turn(ClusterPlan.Ready ready, int among) {
        LeaseOptions times = request.owner().lease().holding(among);
        Turn turn = new Turn(ready, clusters.client(ready.cluster()), request.owner(), times, holder, ticks);
        turns.put(ready.cluster().name(), turn);
        return turn;
    }

    private static boolean isNew(ClusterPlan.Ready ready) {
        return ready.owned().filter(Owned::namespaceIsNew).isPresent();
    }

    private boolean writes(ClusterPlan.Ready ready) {
        return ready.changes() || ready.opened(() -> new Ledger(request, ready, clock).hasNews());
    }

    /** The plan, or where another run has been there since, a new one. */
    private ClusterPlan stillHolds(ClusterPlan.Ready ready) {
        try {
            Owned owned = ready.owned().orElseThrow();
            InventoryStore store = new InventoryStore(
                    clusters.client(ready.cluster()),
                    owned.set(),
                    request.owner().version());
            boolean same = store.read(ready.cluster().name())
                    .version()
                    .equals(owned.stored().version());
            return same ? ready : planning.again(ready.cluster());
        } catch (ApiException | UnreachableException e) {
            return new ClusterPlan.Refused(ready.cluster(), List.of(lost(ready, e)));
        }
    }

    private static Diagnostic lost(ClusterPlan.Ready ready, RuntimeException cause) {
        return Diagnostic.of(
                "The inventory of cluster " + ready.cluster().name() + " can't be kept: " + masked(ready, cause),
                "Run the build again; if it persists, ask whoever runs the cluster");
    }

    private static String masked(ClusterPlan plan, RuntimeException cause) {
        String words = String.valueOf(cause.getMessage());
        return plan instanceof ClusterPlan.Ready ready ? ready.masked(words) : words;
    }

    /** Notes in every inventory what is about to be written; {@return the plans that hold now} */
    List<ClusterPlan> begin(List<ClusterPlan> plans) {
        List<Callable<ClusterPlan>> tasks = new ArrayList<>();
        for (ClusterPlan plan : plans) {
            tasks.add(() ->
                    plan instanceof ClusterPlan.Ready ready && ready.changes() && !isNew(ready) ? begin(ready) : plan);
        }
        try (Parallel parallel = new Parallel("kit-cluster", request.parallelism())) {
            return parallel.all(tasks);
        }
    }

    private ClusterPlan begin(ClusterPlan.Ready ready) {
        Ledger ledger = new Ledger(request, ready, clock);
        try {
            return ready.opened(() -> {
                ledger.begin(client(ready.cluster()));
                ledgers.put(ready.cluster().name(), ledger);
                return ready;
            });
        } catch (ApiException e) {
            Owned owned = ready.owned().orElseThrow();
            Diagnostic why = e.code() == 403
                    ? Rights.missing(
                            ready.cluster(),
                            owned.set().toString(),
                            owned.set().masked(e.serverMessage()),
                            Rights.CONFIG_MAPS,
                            "")
                    : lost(ready, e);
            return new ClusterPlan.Refused(ready.cluster(), List.of(why));
        } catch (UnreachableException e) {
            return new ClusterPlan.Unreachable(ready.cluster(), lost(ready, e));
        }
    }

    /** Takes back what {@link #begin} noted, since another cluster stopped the deploy. */
    void undo(List<ClusterPlan> plans) {
        plans.forEach(plan -> Optional.ofNullable(ledgers.remove(plan.cluster().name()))
                .ifPresent(ledger -> note(plan, () -> ledger.undo(client(plan.cluster())))));
    }

    /**
     * Enters a cluster: one whose namespace is new gets that first, since the Lease and the inventory live there.
     *
     * @return the plan that holds now
     */
    ClusterPlan enter(ClusterPlan.Ready ready) {
        if (!isNew(ready) || !ready.changes()) {
            return ready;
        }
        makeNamespace(ready);
        Turn turn = turn(ready, turns.size() + 1);
        Optional<ClusterPlan> never = turn.attempt().or(() -> turn.await(pause, audience));
        if (never.isPresent()) {
            return never.get();
        }
        ClusterPlan now = stillHolds(ready);
        return now instanceof ClusterPlan.Ready still && still.changes() ? begin(still) : now;
    }

    private void makeNamespace(ClusterPlan.Ready ready) {
        String namespace = ready.owned().orElseThrow().set().namespace();
        ClusterClient client = clusters.client(ready.cluster());
        ResourceType namespaces = new ResourceType("v1", "Namespace", "namespaces", false);
        ready.plan().steps().stream()
                .filter(step -> step.key().isNamespace() && step.key().name().equals(namespace))
                .map(Step::manifest)
                .forEach(it -> client.apply(namespaces, it.tree(), new ClusterClient.ApplyMode(false, false)));
    }

    /** Notes what became of a cluster, and lets the next run in. */
    void leave(ClusterPlan.Ready ready, ClusterResult result) {
        leave(ready, result, request.owner().run().commit());
    }

    /** The same, where another commit tells what the cluster has now. */
    void leave(ClusterPlan.Ready ready, ClusterResult result, Optional<DeployedCommit> commit) {
        String name = ready.cluster().name();
        Optional<Turn> turn = Optional.ofNullable(turns.remove(name));
        turn.ifPresent(had -> {
            Ledger ledger = ledgers.getOrDefault(name, new Ledger(request, ready, clock));
            if (note(ready, () -> ledger.end(had.client(), result, commit))) {
                had.release();
            } else {
                had.abandon();
            }
        });
    }

    /** A cluster was lost: to ask it for anything more would only take time. */
    void abandon(Cluster cluster) {
        Optional.ofNullable(turns.remove(cluster.name())).ifPresent(Turn::abandon);
    }

    /** {@return whether the cluster still answers} */
    private boolean note(ClusterPlan plan, Runnable write) {
        try {
            write.run();
            return true;
        } catch (ApiException | UnreachableException e) {
            audience.on(new Warned(Diagnostic.of(
                    "The inventory of cluster " + plan.cluster().name() + " does not know how this run ended: "
                            + masked(plan, e),
                    "The next deploy finds it out")));
            return e instanceof ApiException;
        }
    }

    /** A cluster, as far as this run may write to it. */
    ClusterClient client(Cluster cluster) {
        return Optional.ofNullable(turns.get(cluster.name()))
                .map(Turn::client)
                .orElseGet(() -> clusters.client(cluster));
    }

    @Override
    public void close() {
        turns.values().forEach(Turn::close);
        turns.clear();
    }
}
