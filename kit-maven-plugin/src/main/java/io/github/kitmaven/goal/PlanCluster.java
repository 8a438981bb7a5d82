package io.github.kitmaven.goal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.apply.Parallel;
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
import io.github.kitmaven.plan.Conflict;
import io.github.kitmaven.plan.Plan;
import io.github.kitmaven.plan.Planner;
import io.github.kitmaven.plan.Redaction;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** Plans one cluster: reads what it has, and asks it only about what differs. Writes nothing. */
final class PlanCluster {
    private final Cluster cluster;
    private final ClusterClient client;
    private final PlanOptions options;
    private final Redaction redaction;
    private final Map<ManifestKey, ObjectNode> live = new HashMap<>();
    private final List<Diagnostic> problems = new ArrayList<>();
    /** Namespaces that the same deploy creates: nothing can be checked in them before. */
    private final Set<String> newNamespaces = new HashSet<>();

    PlanCluster(Cluster cluster, ClusterClient client, PlanOptions options, Redaction redaction) {
        this.cluster = cluster;
        this.client = client;
        this.options = options;
        this.redaction = redaction;
    }

    /** Plans the namespaces first, then everything else. */
    ClusterPlan run(List<Manifest> namespaces, List<Manifest> manifests) {
        List<Manifest> objects = new ArrayList<>(manifests);
        try (Parallel parallel = new Parallel("kit-plan-" + cluster.name())) {
            Wanted wanted = new WantedObjects(cluster, client, options).of(namespaces, manifests);
            problems.addAll(wanted.problems());
            wanted.objects().forEach(object -> objects.add(object.manifest()));
            List<Step> steps = new ArrayList<>(planNamespaces(wanted.namespaces()));
            readLive(wanted, parallel);
            steps.addAll(planObjects(wanted, parallel));
            return problems.isEmpty()
                    ? new ClusterPlan.Ready(cluster, new Plan(cluster.name(), steps), live, redaction)
                    : new ClusterPlan.Refused(cluster, problems);
        } catch (UnreachableException e) {
            return new ClusterPlan.Unreachable(
                    cluster,
                    Diagnostic.of(
                            "Cluster " + cluster.name() + " can't be reached: " + e.getMessage(),
                            "Check its address and the network; nothing was written to it"));
        } catch (ApiException e) {
            return new ClusterPlan.Refused(cluster, List.of(refusal(e, objects)));
        } catch (UserException e) {
            return new ClusterPlan.Refused(cluster, e.diagnostics());
        }
    }

    private Diagnostic refusal(ApiException refused, List<Manifest> objects) {
        String advice = refused.code() == 401
                ? "Renew the credentials in its kubeconfig"
                : "Give the deployer's user the right to read what it deploys";
        return Diagnostic.of(
                "Cluster " + cluster.name() + " refuses to be read (" + refused.code() + "): "
                        + redaction.text(objects, refused.serverMessage()),
                advice);
    }

    /** Namespaces are made where they are missing, and otherwise left to whoever looks after them. */
    private List<Step> planNamespaces(List<Wanted.WantedObject> namespaces) {
        List<Step> steps = new ArrayList<>();
        for (Wanted.WantedObject namespace : namespaces) {
            Manifest manifest = namespace.manifest();
            boolean there = namespace
                    .type()
                    .flatMap(type -> client.get(type, "", manifest.name()))
                    .isPresent();
            if (!there) {
                newNamespaces.add(manifest.name());
            }
            steps.add(there ? Step.unchanged(manifest) : Step.create(manifest, false));
        }
        return steps;
    }

    /** One list for each kind and namespace, however many objects there are. */
    private void readLive(Wanted wanted, Parallel parallel) {
        Set<Wanted.Place> places = new HashSet<>(wanted.places());
        places.removeIf(place -> newNamespaces.contains(place.namespace()));
        List<Callable<List<ObjectNode>>> lists = new ArrayList<>();
        places.forEach(place ->
                lists.add(() -> client.list(place.type(), place.namespace()).items()));
        for (List<ObjectNode> items : parallel.all(lists)) {
            items.forEach(item -> live.put(ManifestKey.of(item), item));
        }
        live.keySet().retainAll(wanted.keys());
        wanted.keys().stream()
                .filter(key -> key.isNamespace() && !live.containsKey(key))
                .forEach(key -> newNamespaces.add(key.name()));
    }

    private List<Step> planObjects(Wanted wanted, Parallel parallel) {
        List<Callable<Optional<Step>>> tasks = new ArrayList<>();
        wanted.objects().forEach(object -> tasks.add(() -> plan(object)));
        List<Step> steps = new ArrayList<>();
        parallel.all(tasks).forEach(step -> step.ifPresent(steps::add));
        return steps;
    }

    /** Plans one object; empty where it is refused, and the reason is noted. */
    private Optional<Step> plan(Wanted.WantedObject object) {
        Manifest manifest = object.manifest();
        Optional<ObjectNode> there = Optional.ofNullable(live.get(manifest.key()));
        if (object.type().isEmpty() || newNamespaces.contains(manifest.namespace())) {
            return Optional.of(Step.create(manifest, true));
        }
        if (there.isPresent() && options.createOnly()) {
            return Optional.of(Step.skip(manifest, "only new objects are created"));
        }
        if (there.isPresent() && !options.force() && Planner.asWanted(manifest, there.get())) {
            return Optional.of(Step.unchanged(manifest));
        }
        try {
            Step step = ask(manifest, object.type().get(), there);
            boolean again = options.force() && step.action() == Action.UNCHANGED;
            return Optional.of(again ? Step.again(manifest) : step);
        } catch (ApiException e) {
            synchronized (problems) {
                problems.add(Refusal.of(cluster.name(), manifest, e, redaction));
            }
            return Optional.empty();
        }
    }

    private Step ask(Manifest manifest, ResourceType type, Optional<ObjectNode> there) {
        List<Conflict> taken = List.of();
        ObjectNode answer;
        try {
            answer = client.apply(type, manifest.tree(), new ApplyMode(true, false));
        } catch (ApiException e) {
            taken = Refusal.conflicts(e);
            boolean mayTake = options.forceConflicts() && !taken.isEmpty();
            if (!mayTake && !(there.isPresent() && Planner.isDrift(there.get(), taken))) {
                throw e;
            }
            answer = client.apply(type, manifest.tree(), new ApplyMode(true, true));
        }
        return there.isPresent()
                ? Planner.decide(manifest, there.get(), answer, taken, redaction)
                : Step.create(manifest, false);
    }
}
