package io.github.kitmaven.goal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.apply.Dependencies;
import io.github.kitmaven.apply.Order;
import io.github.kitmaven.apply.Parallel;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.UnreachableException;
import io.github.kitmaven.event.Event.Warned;
import io.github.kitmaven.event.EventSink;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.plan.Plan;
import io.github.kitmaven.problem.Diagnostic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** What is checked of a cluster's plan before the first write to any cluster: that it can be ordered, and may be done. */
final class Preflight {

    /**
     * What came of it.
     *
     * @param plan the plan; refused or unreachable, if that is what the check found
     * @param ordered what to carry out; empty where nothing can be
     */
    record Checked(ClusterPlan plan, Optional<Ordered> ordered) {}

    private final OpenClusters clusters;
    private final DeployOptions options;
    private final EventSink events;

    Preflight(OpenClusters clusters, DeployOptions options, EventSink events) {
        this.clusters = clusters;
        this.options = options;
        this.events = events;
    }

    List<Checked> run(List<ClusterPlan> plans, int parallelism) {
        List<Callable<Checked>> tasks = new ArrayList<>();
        plans.forEach(plan -> tasks.add(() -> check(plan)));
        try (Parallel parallel = new Parallel("kit-preflight", parallelism)) {
            return parallel.all(tasks);
        }
    }

    private Checked check(ClusterPlan plan) {
        if (!(plan instanceof ClusterPlan.Ready ready)) {
            return new Checked(plan, Optional.empty());
        }
        ClusterClient client = clusters.client(ready.cluster());
        try (Parallel parallel = new Parallel("kit-preflight-" + ready.cluster().name(), client.requests())) {
            return check(ready, client, parallel);
        } catch (UnreachableException e) {
            return new Checked(PlanCluster.unreachable(ready.cluster(), e), Optional.empty());
        } catch (ApiException e) {
            return refused(ready, List.of(PlanCluster.refusal(ready.cluster(), e)));
        }
    }

    private Checked check(ClusterPlan.Ready ready, ClusterClient client, Parallel parallel) {
        Map<ManifestKey, ObjectNode> live = live(ready.plan(), client, parallel);
        Dependencies dependencies = Dependencies.of(ready.plan(), live.values());
        List<Diagnostic> problems = new ArrayList<>(dependencies.problems());
        if (!problems.isEmpty()) {
            return refused(ready, problems);
        }
        Order order = Order.of(ready.plan(), dependencies.needs());
        Set<ManifestKey> chosen = new HashSet<>();
        dependencies.needs().values().forEach(chosen::addAll);
        return new Checked(ready, Optional.of(new Ordered(ready, order, chosen, live)));
    }

    private static Checked refused(ClusterPlan.Ready ready, List<Diagnostic> problems) {
        return new Checked(new ClusterPlan.Refused(ready.cluster(), problems), Optional.empty());
    }

    /** What is there already and may be waited for. */
    private Map<ManifestKey, ObjectNode> live(Plan plan, ClusterClient client, Parallel parallel) {
        List<Callable<List<ObjectNode>>> lists = new ArrayList<>();
        for (String namespace : Dependencies.namespaces(plan)) {
            Dependencies.LIVE_KINDS.forEach(
                    (kind, apiVersion) -> lists.add(() -> list(client, plan.cluster(), apiVersion, kind, namespace)));
        }
        Map<ManifestKey, ObjectNode> live = new HashMap<>();
        parallel.all(lists).forEach(items -> items.forEach(item -> live.put(ManifestKey.of(item), item)));
        return live;
    }

    private List<ObjectNode> list(
            ClusterClient client, String cluster, String apiVersion, String kind, String namespace) {
        try {
            return client.type(apiVersion, kind)
                    .map(type -> client.list(type, namespace).items())
                    .orElse(List.of());
        } catch (ApiException e) {
            if (e.code() != 403) {
                throw e;
            }
            events.on(new Warned(Diagnostic.of(
                    "cluster " + cluster + " does not let kit look for a " + kind + " in namespace " + namespace
                            + " that others may wait for: " + e.serverMessage(),
                    "Allow it to list them, or let dependency selectors select objects of the same deploy only")));
            return List.of();
        }
    }
}
