package io.github.kitmaven.goal;

import io.github.kitmaven.apply.Parallel;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.event.Event.ClusterPlanned;
import io.github.kitmaven.event.Event.ClusterUnreachable;
import io.github.kitmaven.event.Event.FleetFound;
import io.github.kitmaven.event.EventSink;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.plan.Plan;
import io.github.kitmaven.plan.Redaction;
import io.github.kitmaven.report.ClusterResult;
import io.github.kitmaven.report.ClusterResult.Status;
import io.github.kitmaven.report.ObjectResult;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** Plans every cluster, several at once. Writes nothing. */
final class PlanFleet {
    private final OpenClusters clusters;
    private final FleetRequest request;
    private final PlanOne planner;
    private final EventSink events;

    /** How one cluster is planned. Throws nothing for what is wrong with it. */
    interface PlanOne {
        ClusterPlan plan(Desired desired, ClusterClient client);
    }

    /** Plans as the request says. */
    PlanFleet(OpenClusters clusters, FleetRequest request, PlanOne planner, EventSink events) {
        this.clusters = clusters;
        this.request = request;
        this.planner = planner;
        this.events = events;
    }

    /** Plans to bring the clusters in step with the repo. */
    PlanFleet(OpenClusters clusters, FleetRequest request, Preflight preflight, Clock clock, EventSink events) {
        this(clusters, request, toBeInStep(request, preflight, clock), events);
    }

    private static PlanOne toBeInStep(FleetRequest request, Preflight preflight, Clock clock) {
        Redaction redaction = new Redaction(request.secrets());
        return (desired, client) -> {
            Ownership ownership = new Ownership(desired, client, request, preflight.writes(), clock);
            PlanCluster planning = new PlanCluster(desired.cluster(), client, request.plan(), redaction, ownership);
            ClusterPlan planned = planning.run(desired);
            ClusterPlan checked = planned instanceof ClusterPlan.Ready ready ? preflight.check(ready, client) : planned;
            return checked instanceof ClusterPlan.Ready ready && preflight.writes()
                    ? ready.withoutIdle(clock.instant())
                    : checked;
        };
    }

    List<ClusterPlan> run() {
        events.on(new FleetFound(request.desired().stream()
                .map(desired -> desired.cluster().name())
                .toList()));
        List<Callable<ClusterPlan>> tasks = new ArrayList<>();
        request.desired().forEach(cluster -> tasks.add(() -> plan(cluster)));
        try (Parallel parallel = new Parallel("kit-cluster", request.parallelism())) {
            return parallel.all(tasks);
        }
    }

    /** Plans one cluster again, since another run was there. */
    ClusterPlan again(Cluster cluster) {
        return request.desired().stream()
                .filter(desired -> desired.cluster().name().equals(cluster.name()))
                .findFirst()
                .map(this::plan)
                .orElseThrow();
    }

    /** What waits longer than it is worked on is put away meanwhile. */
    private boolean isLarge() {
        return request.desired().size() > request.parallelism();
    }

    private ClusterPlan plan(Desired desired) {
        ClusterPlan plan = planned(desired);
        return isLarge() && plan instanceof ClusterPlan.Ready ready ? ready.shelved() : plan;
    }

    private ClusterPlan planned(Desired desired) {
        ClusterPlan plan = planner.plan(desired, clusters.client(desired.cluster()));
        if (plan instanceof ClusterPlan.Ready ready) {
            events.on(new ClusterPlanned(ready.plan().cluster(), labelled(ready.plan())));
        } else if (plan instanceof ClusterPlan.Unreachable unreachable) {
            events.on(new ClusterUnreachable(unreachable.cluster().name(), unreachable.problem()));
        } else {
            events.on(new ClusterPlanned(plan.cluster().name(), Map.of())); // nothing will be done with it
        }
        return plan;
    }

    private static Map<String, Integer> labelled(Plan plan) {
        Map<String, Integer> counts = new TreeMap<>();
        plan.counts().forEach((action, count) -> counts.put(action.label(), count));
        return counts;
    }

    /** A plan as a result, before anything is written. */
    static ClusterResult result(ClusterPlan plan) {
        if (plan instanceof ClusterPlan.Ready ready) {
            List<ObjectResult> objects = ready.plan().steps().stream()
                    .map(step -> new ObjectResult(step, Optional.empty(), Optional.empty()))
                    .toList();
            return new ClusterResult(ready.cluster(), Status.PLANNED, objects, List.of());
        }
        if (plan instanceof ClusterPlan.Superseded superseded) {
            return new ClusterResult(superseded.cluster(), Status.SUPERSEDED, List.of(), List.of(superseded.reason()));
        }
        if (plan instanceof ClusterPlan.Refused refused) {
            return new ClusterResult(refused.cluster(), Status.REFUSED, List.of(), refused.problems());
        }
        ClusterPlan.Unreachable unreachable = (ClusterPlan.Unreachable) plan;
        return new ClusterResult(unreachable.cluster(), Status.UNREACHABLE, List.of(), List.of(unreachable.problem()));
    }
}
