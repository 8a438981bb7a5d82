package io.github.kitmaven.goal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.plan.Marking;
import io.github.kitmaven.plan.Preparation;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes of rendered manifests what is wanted of one cluster: selected, with a namespace, of a kind that it serves. */
final class WantedObjects {
    private final Cluster cluster;
    private final ClusterClient client;
    private final PlanOptions options;
    private final Map<ManifestKey, Manifest> objects = new HashMap<>();
    private final List<Diagnostic> problems = new ArrayList<>();

    WantedObjects(Cluster cluster, ClusterClient client, PlanOptions options) {
        this.cluster = cluster;
        this.client = client;
        this.options = options;
    }

    Wanted of(List<Manifest> namespaces, List<Manifest> manifests) {
        List<Manifest> selected = manifests.stream()
                .filter(manifest -> options.selector().matches(manifest.labels()))
                .toList();
        List<Manifest> workloads = options.raw()
                ? List.of()
                : manifests.stream()
                        .filter(Marking::runsPods)
                        .map(manifest -> Preparation.prepare(manifest, true, namespaceOf(manifest), true))
                        .toList();
        Marking marking = new Marking(options.marks(), workloads);
        return new Wanted(
                all(namespaces, List.of(), marking), adapted(all(selected, manifests, marking)), marking, problems);
    }

    /** The objects as the strategy applies them; raw ones are not its business. */
    private List<Wanted.WantedObject> adapted(List<Wanted.WantedObject> marked) {
        if (options.raw()) {
            return marked;
        }
        try {
            List<Manifest> adapted = options.strategy()
                    .adapt(marked.stream().map(Wanted.WantedObject::manifest).toList());
            return IntStream.range(0, marked.size())
                    .mapToObj(i -> new Wanted.WantedObject(
                            marked.get(i).manifest().followedBy(adapted.get(i)),
                            marked.get(i).type()))
                    .toList();
        } catch (UserException e) {
            problems.addAll(e.diagnostics());
            return marked;
        }
    }

    private List<Wanted.WantedObject> all(List<Manifest> manifests, List<Manifest> definitions, Marking marking) {
        List<Wanted.WantedObject> wanted = new ArrayList<>();
        for (Manifest manifest : manifests) {
            Optional<ResourceType> type = client.type(manifest.apiVersion(), manifest.kind());
            Optional<Boolean> namespaced = type.map(ResourceType::namespaced).or(() -> defined(manifest, definitions));
            if (namespaced.isEmpty()) {
                problems.add(unknown(manifest));
                continue;
            }
            Manifest ready = ready(manifest, namespaced.get(), marking);
            Manifest twin = objects.putIfAbsent(ready.key(), ready);
            if (twin != null) {
                problems.add(twice(ready, twin));
            }
            wanted.add(new Wanted.WantedObject(ready, type));
        }
        return wanted;
    }

    private Manifest ready(Manifest manifest, boolean namespaced, Marking marking) {
        Manifest prepared =
                manifest.followedBy(Preparation.prepare(manifest, namespaced, namespaceOf(manifest), options.raw()));
        boolean hidden = namespaced && manifest.namespace().isEmpty() && hidesNamespaceOf(manifest);
        Manifest ready = hidden ? prepared.hiding(prepared.secret().andMetadata("namespace")) : prepared;
        return options.raw() ? ready : ready.followedBy(marked(ready, marking));
    }

    private Manifest marked(Manifest prepared, Marking marking) {
        try {
            return marking.mark(prepared);
        } catch (UserException e) {
            problems.addAll(e.diagnostics());
            return prepared;
        }
    }

    /** The namespace of an object that names none: that of the repo, or else of the kubeconfig. */
    private String namespaceOf(Manifest manifest) {
        if (!manifest.defaultNamespace().isEmpty()) {
            return manifest.defaultNamespace();
        }
        return cluster.namespace().isEmpty() ? client.defaultNamespace() : cluster.namespace();
    }

    private boolean hidesNamespaceOf(Manifest manifest) {
        return manifest.defaultNamespace().isEmpty() && cluster.namespace().isEmpty() && client.hidesNamespace();
    }

    private Diagnostic twice(Manifest manifest, Manifest twin) {
        return Diagnostic.at(
                manifest.origin(),
                manifest.key() + " of cluster " + cluster.name() + " is there twice; the other is at " + twin.origin(),
                "Give one of them another name, or leave it out");
    }

    /** Whether the kind is namespaced, by a definition among the manifests. */
    private static Optional<Boolean> defined(Manifest manifest, List<Manifest> manifests) {
        return manifests.stream()
                .filter(other -> other.kind().equals("CustomResourceDefinition"))
                .map(other -> other.tree().path("spec"))
                .filter(spec -> spec.path("group").asText().equals(manifest.group())
                        && spec.path("names").path("kind").asText().equals(manifest.kind()))
                .map((JsonNode spec) -> spec.path("scope").asText().equals("Namespaced"))
                .findFirst();
    }

    private Diagnostic unknown(Manifest manifest) {
        return Diagnostic.at(
                manifest.origin(),
                "Cluster " + cluster.name() + " serves no " + manifest.shown("kind") + " in "
                        + manifest.shown("apiVersion"),
                "Check apiVersion and kind, or deploy the kind's CustomResourceDefinition with it");
    }
}
