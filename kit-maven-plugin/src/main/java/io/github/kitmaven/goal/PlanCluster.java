package io.github.kitmaven.goal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.apply.Denials;
import io.github.kitmaven.apply.Parallel;
import io.github.kitmaven.apply.Permission.Denial;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Plans one cluster: reads what it has, and asks it only about what differs. Writes nothing. */
final class PlanCluster {
    private final Cluster cluster;
    private final ClusterClient client;
    private final PlanOptions options;
    private final Redaction redaction;
    private final Ownership ownership;
    private final Map<ManifestKey, ObjectNode> live = new HashMap<>();
    private final List<Diagnostic> problems = new ArrayList<>();
    private final Denials denials;
    /** All Deployments of the namespaces, those that the repo does not want among them. */
    private final List<ObjectNode> deployments = new ArrayList<>();
    /** Namespaces that the same deploy creates: nothing can be checked in them before. */
    private final Set<String> newNamespaces = new HashSet<>();

    private final Autoscalers autoscalers = new Autoscalers();
    private Set<ManifestKey> wantedKeys = Set.of();

    PlanCluster(Cluster cluster, ClusterClient client, PlanOptions options, Redaction redaction, Ownership ownership) {
        this.cluster = cluster;
        this.client = client;
        this.options = options;
        this.redaction = redaction;
        this.ownership = ownership;
        this.denials = new Denials(cluster.name());
    }

    /** Plans the namespaces first, then everything else. */
    ClusterPlan run(Desired desired) {
        List<Manifest> objects = new ArrayList<>(desired.manifests());
        try (Parallel parallel = new Parallel("kit-plan-" + cluster.name(), client.requests())) {
            Wanted wanted = ownership.members(wanted(desired, parallel), options.raw());
            problems.addAll(wanted.problems());
            wanted.objects().forEach(object -> objects.add(object.manifest()));
            List<Step> steps = new ArrayList<>(planNamespaces(wanted.namespaces()));
            readLive(wanted, parallel);
            Optional<ClusterPlan> newer = ownership.newer(live);
            if (newer.isPresent()) {
                return newer.get();
            }
            steps.addAll(planObjects(wanted, parallel));
            steps.addAll(leftovers(steps));
            problems.addAll(denials.problems());
            if (!problems.isEmpty()) {
                return new ClusterPlan.Refused(cluster, problems);
            }
            Plan plan = new Plan(cluster.name(), steps);
            return ownership.settle(new ClusterPlan.Ready(cluster, plan, live, redaction), wanted, newNamespaces);
        } catch (UnreachableException e) {
            return unreachable(cluster, ownership.masked(redaction.text(objects, String.valueOf(e.getMessage()))));
        } catch (ApiException e) {
            return new ClusterPlan.Refused(
                    cluster,
                    List.of(refusal(cluster, e, ownership.masked(redaction.text(objects, e.serverMessage())))));
        } catch (UserException e) {
            return new ClusterPlan.Refused(cluster, e.diagnostics());
        }
    }

    /** What was rendered is at hand for that only: what the cluster has takes more memory still. */
    private Wanted wanted(Desired desired, Parallel parallel) {
        return desired.opened(() -> {
            meet(desired, parallel);
            return new WantedObjects(cluster, client, options).of(desired.namespaces(), desired.manifests());
        });
    }

    /** Asks at once, since the cluster may be far, for the inventory and for what the cluster serves: one answer a version. */
    private void meet(Desired desired, Parallel parallel) {
        Map<String, String> kinds = new TreeMap<>(); // any kind of each version
        Stream.concat(
                        desired.namespaces().stream(),
                        desired.manifests().stream().filter(this::isSelected))
                .forEach(manifest -> {
                    kinds.putIfAbsent(manifest.apiVersion(), manifest.kind());
                    Autoscalers.versionFor(manifest).ifPresent(version -> kinds.put(version, Autoscalers.KIND));
                });
        List<Callable<Boolean>> questions = new ArrayList<>();
        questions.add(() -> {
            ownership.read();
            return true;
        });
        kinds.forEach((version, kind) ->
                questions.add(() -> client.type(version, kind).isPresent()));
        parallel.all(questions);
    }

    private boolean isSelected(Manifest manifest) {
        return options.selector().matches(manifest.labels());
    }

    static ClusterPlan unreachable(Cluster cluster, String words) {
        return new ClusterPlan.Unreachable(
                cluster,
                Diagnostic.of(
                        "Cluster " + cluster.name() + " can't be reached: " + words,
                        "Check its address and the network; nothing was written to it"));
    }

    /** That a cluster may not be read; its words without what is secret. */
    static Diagnostic refusal(Cluster cluster, ApiException refused, String words) {
        String advice = refused.code() == 401
                ? "Renew the credentials in its kubeconfig"
                : Denial.of(refused)
                        .map(Denial::mend)
                        .orElse("Give the deployer's user the right to read what it deploys");
        return Diagnostic.of(
                "Cluster " + cluster.name() + " refuses to be read (" + refused.code() + "): " + words, advice);
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
        places.addAll(Autoscalers.places(client, wanted));
        places.removeIf(place -> newNamespaces.contains(place.namespace()));
        List<Callable<List<ObjectNode>>> lists = new ArrayList<>();
        places.forEach(place -> lists.add(() -> list(place, wanted)));
        for (List<ObjectNode> items : parallel.all(lists)) {
            items.forEach(item -> live.put(ManifestKey.of(item), item));
            ownership.listed(items);
        }
        autoscalers.add(live.values());
        wanted.objects().forEach(object -> autoscalers.add(object.manifest()));
        deployments.addAll(live.values().stream()
                .filter(object -> object.path("kind").asText().equals("Deployment"))
                .toList());
        wantedKeys = wanted.keys();
        live.keySet().retainAll(wantedKeys);
        wanted.keys().stream()
                .filter(key -> key.isNamespace() && !live.containsKey(key))
                .forEach(key -> newNamespaces.add(key.name()));
    }

    /** What other deploys left of the Deployments of this one, by its strategy. */
    private List<Step> leftovers(List<Step> steps) {
        if (options.createOnly() || options.raw()) {
            return List.of();
        }
        List<Manifest> deployed = steps.stream()
                .filter(step -> step.action() != Action.SKIP)
                .map(Step::manifest)
                .toList();
        return options.strategy().leftovers(deployed, deployments);
    }

    private List<ObjectNode> list(Wanted.Place place, Wanted wanted) {
        try {
            return client.list(place.type(), place.namespace()).items();
        } catch (ApiException e) {
            // where an autoscaler set the replicas, a server tells so by a conflict
            if (e.code() == 403 && Autoscalers.isOf(place) && !wanted.places().contains(place)) {
                return List.of();
            }
            throw e;
        }
    }

    private List<Step> planObjects(Wanted wanted, Parallel parallel) {
        PlanObject planner = new PlanObject(cluster.name(), client, options, redaction, wanted.marking());
        List<Callable<Optional<Step>>> tasks = new ArrayList<>();
        wanted.objects().forEach(object -> tasks.add(() -> plan(object, planner)));
        List<Step> steps = new ArrayList<>();
        parallel.all(tasks).forEach(step -> step.ifPresent(steps::add));
        return steps;
    }

    /** Plans one object; empty where it is refused, and the reason is noted. */
    private Optional<Step> plan(Wanted.WantedObject object, PlanObject planner) {
        Manifest manifest = object.manifest();
        Optional<ObjectNode> there = Optional.ofNullable(live.get(manifest.key()));
        if (object.type().isEmpty() || newNamespaces.contains(manifest.namespace())) {
            return Optional.of(create(manifest, true));
        }
        Optional<Step> ran = there.isPresent() || options.force() ? Optional.empty() : ownership.ranBefore(manifest);
        if (ran.isPresent()) {
            return ran;
        }
        ResourceType type = object.type().get();
        try {
            if (there.isPresent()) {
                Optional<String> autoscaler = autoscalers.of(manifest.key());
                return Optional.of(planner.run(manifest, type, there.get(), autoscaler));
            }
            client.apply(type, manifest.tree(), new ApplyMode(true, false));
            return Optional.of(create(manifest, false));
        } catch (ApiException e) {
            if (Refusal.isForWantOfRole(manifest, e, wantedKeys)) {
                return Optional.of(create(manifest, true));
            }
            note(manifest, e);
        } catch (UserException e) {
            note(e.diagnostics());
        }
        return Optional.empty();
    }

    private Step create(Manifest manifest, boolean unchecked) {
        return ownership.applied(manifest.key())
                ? Step.createAgain(manifest, unchecked)
                : Step.create(manifest, unchecked);
    }

    private void note(Manifest manifest, ApiException refused) {
        Denial.of(refused, manifest.key())
                .ifPresentOrElse(
                        denial -> denials.add(denial, manifest),
                        () -> note(List.of(Refusal.of(cluster.name(), manifest, refused, redaction))));
    }

    private void note(List<Diagnostic> found) {
        synchronized (problems) {
            problems.addAll(found);
        }
    }
}
