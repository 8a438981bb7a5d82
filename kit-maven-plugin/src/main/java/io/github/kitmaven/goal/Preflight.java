package io.github.kitmaven.goal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.apply.Dependencies;
import io.github.kitmaven.apply.Parallel;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.UnreachableException;
import io.github.kitmaven.event.Event.Warned;
import io.github.kitmaven.event.EventSink;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.problem.Diagnostic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** What is checked of a cluster's plan before the first write to any cluster: that it can be ordered, and may be done. */
final class Preflight {
    private final boolean writes;
    private final boolean waits;
    private final EventSink events;

    private Preflight(boolean writes, boolean waits, EventSink events) {
        this.writes = writes;
        this.waits = waits;
        this.events = events;
    }

    static Preflight ofDeploy(DeployOptions options, EventSink events) {
        return new Preflight(true, options.waitFor() != DeployOptions.Wait.NONE, events);
    }

    /** A diff only looks, and so needs no right but that. */
    static Preflight ofDiff(EventSink events) {
        return new Preflight(false, false, events);
    }

    /** {@return whether the plans are to be carried out} */
    boolean writes() {
        return writes;
    }

    /** Checks a plan; {@return the plan, or what the check found} */
    ClusterPlan check(ClusterPlan.Ready ready, ClusterClient client) {
        try (Parallel parallel = new Parallel("kit-preflight-" + ready.cluster().name(), client.requests())) {
            Map<ManifestKey, ObjectNode> live = live(ready, client, parallel);
            Dependencies dependencies = Dependencies.of(ready.plan(), live.values());
            List<Diagnostic> problems = new ArrayList<>(dependencies.problems());
            if (writes) {
                problems.addAll(new AccessReview(client, parallel).problems(ready.plan(), waits));
            }
            return problems.isEmpty()
                    ? ready.waiting(Waits.of(dependencies.needs(), live))
                    : new ClusterPlan.Refused(ready.cluster(), problems);
        } catch (UnreachableException e) {
            return PlanCluster.unreachable(ready.cluster(), ready.masked(String.valueOf(e.getMessage())));
        } catch (ApiException e) {
            return new ClusterPlan.Refused(
                    ready.cluster(), List.of(PlanCluster.refusal(ready.cluster(), e, ready.masked(e.serverMessage()))));
        }
    }

    /** What is there already and may be waited for. */
    private Map<ManifestKey, ObjectNode> live(ClusterPlan.Ready ready, ClusterClient client, Parallel parallel) {
        List<Callable<List<ObjectNode>>> lists = new ArrayList<>();
        for (String namespace : Dependencies.namespaces(ready.plan())) {
            Dependencies.LIVE_KINDS.forEach(
                    (kind, apiVersion) -> lists.add(() -> list(client, ready, apiVersion, kind, namespace)));
        }
        Map<ManifestKey, ObjectNode> live = new HashMap<>();
        parallel.all(lists).forEach(items -> items.forEach(item -> live.put(ManifestKey.of(item), item)));
        return live;
    }

    private List<ObjectNode> list(
            ClusterClient client, ClusterPlan.Ready ready, String apiVersion, String kind, String namespace) {
        try {
            return client.type(apiVersion, kind)
                    .map(type -> client.list(type, namespace).items())
                    .orElse(List.of());
        } catch (ApiException e) {
            if (e.code() != 403) {
                throw e;
            }
            events.on(new Warned(Diagnostic.of(
                    "cluster " + ready.cluster().name() + " does not let kit look for a " + kind + " in namespace "
                            + ready.masked(namespace) + " that others may wait for: " + ready.masked(e.serverMessage()),
                    "Allow it to list them, or let dependency selectors select objects of the same deploy only")));
            return List.of();
        }
    }
}
