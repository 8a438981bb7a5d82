package io.github.kitmaven.goal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.apply.Refusal;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ClusterClient.ApplyMode;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.cluster.UnreachableException;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.Plan;
import io.github.kitmaven.plan.Redaction;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Plans to switch the Services of one resource to a deploy in reserve: all that could stand in the way in one cluster is
 * found here, before anything is written to any.
 */
final class PlanSwitch implements PlanFleet.PlanOne {
    private static final Set<String> KINDS = Set.of("Deployment", "Service", "HorizontalPodAutoscaler");

    private final String resource;
    private final Optional<String> deployId;
    private final FleetRequest request;
    private final Redaction redaction;
    private final Clock clock;
    private final SortedMap<String, Standbys> found = new ConcurrentSkipListMap<>();

    /** Plans to switch to a deploy; without one it only looks. */
    PlanSwitch(String resource, Optional<String> deployId, FleetRequest request, Clock clock) {
        this.resource = resource;
        this.deployId = deployId;
        this.request = request;
        this.redaction = new Redaction(request.secrets());
        this.clock = clock;
    }

    /** {@return what was found in reserve, by cluster, as far as clusters could be read} */
    SortedMap<String, Standbys> found() {
        return new TreeMap<>(found);
    }

    /** Whether any cluster has Services that lead to one deploy. */
    boolean inUse() {
        return found.values().stream().anyMatch(Standbys::inUse);
    }

    /** Which deploys could be switched to on all clusters that were read, in words. */
    String inReserve() {
        SortedSet<String> ids = new TreeSet<>();
        found.values().stream().findFirst().ifPresent(first -> ids.addAll(first.ids()));
        found.values().forEach(standbys -> ids.retainAll(standbys.ids()));
        String where = found.size() < request.desired().size() ? "on all clusters that answer" : "on all clusters";
        return ids.isEmpty()
                ? "no deploy of " + resource + " is in reserve " + where
                : "in reserve " + where + ": " + String.join(", ", ids);
    }

    @Override
    public ClusterPlan plan(Desired desired, ClusterClient client) {
        Cluster cluster = desired.cluster();
        Ownership ownership = new Ownership(desired, client, request, false, clock);
        try {
            ownership.read();
            Wanted wanted = desired.opened(
                    () -> new WantedObjects(cluster, client, request.plan()).of(List.of(), desired.manifests()));
            if (!wanted.problems().isEmpty()) {
                return new ClusterPlan.Refused(cluster, wanted.problems());
            }
            Map<ManifestKey, ObjectNode> live = read(wanted, client);
            List<Manifest> manifests =
                    wanted.objects().stream().map(Wanted.WantedObject::manifest).toList();
            Standbys standbys = new Standbys(cluster.name(), resource, manifests, live, clock.instant());
            found.put(cluster.name(), standbys);
            ClusterPlan planned = plan(cluster, client, standbys, live);
            return planned instanceof ClusterPlan.Ready ready ? ownership.settle(ready, wanted, Set.of()) : planned;
        } catch (UnreachableException e) {
            return PlanCluster.unreachable(cluster, masked(desired, ownership, e.getMessage()));
        } catch (ApiException e) {
            return new ClusterPlan.Refused(
                    cluster, List.of(PlanCluster.refusal(cluster, e, masked(desired, ownership, e.serverMessage()))));
        } catch (UserException e) {
            return new ClusterPlan.Refused(cluster, e.diagnostics());
        }
    }

    private String masked(Desired desired, Ownership ownership, @org.jspecify.annotations.Nullable String words) {
        return ownership.masked(redaction.text(desired.manifests(), String.valueOf(words)));
    }

    /** One list for each kind and namespace. */
    private static Map<ManifestKey, ObjectNode> read(Wanted wanted, ClusterClient client) {
        Map<ManifestKey, ObjectNode> live = new HashMap<>();
        for (Wanted.Place place : wanted.places()) {
            if (KINDS.contains(place.type().kind())) {
                client.list(place.type(), place.namespace())
                        .items()
                        .forEach(item -> live.put(ManifestKey.of(item), item));
            }
        }
        return live;
    }

    private ClusterPlan plan(
            Cluster cluster, ClusterClient client, Standbys standbys, Map<ManifestKey, ObjectNode> live) {
        List<Diagnostic> problems = deployId.map(standbys::missing).orElse(List.of());
        if (!problems.isEmpty()) {
            return new ClusterPlan.Refused(cluster, problems);
        }
        List<Step> steps = deployId.map(standbys::steps).orElse(List.of()).stream()
                .map(this::step)
                .toList();
        List<Diagnostic> refused = new ArrayList<>();
        ServiceSwitch look = new ServiceSwitch(client, cluster.name(), live);
        for (Step step : steps) {
            if (step.action() == Action.UPDATE) {
                refusal(cluster, client, step).or(() -> look.objection(step)).ifPresent(refused::add);
            }
        }
        return refused.isEmpty()
                ? new ClusterPlan.Ready(cluster, new Plan(cluster.name(), steps), live, redaction)
                : new ClusterPlan.Refused(cluster, refused);
    }

    private Step step(Step step) {
        boolean takesOver = request.plan().forceConflicts() && step.action() == Action.UPDATE;
        return new Step(
                step.manifest(), step.action(), step.reason(), step.changes(), takesOver, false, step.handovers());
    }

    /** Whether the user may do it, and nobody else has a say in it: a dry run proves both. */
    private Optional<Diagnostic> refusal(Cluster cluster, ClusterClient client, Step step) {
        Manifest manifest = step.manifest();
        try {
            ResourceType type =
                    client.type(manifest.apiVersion(), manifest.kind()).orElseThrow();
            client.apply(type, manifest.tree(), new ApplyMode(true, step.takesOver()));
            return Optional.empty();
        } catch (ApiException e) {
            return Optional.of(Refusal.of(cluster.name(), manifest, e, redaction));
        }
    }
}
