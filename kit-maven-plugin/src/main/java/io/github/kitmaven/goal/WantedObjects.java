package io.github.kitmaven.goal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.plan.Preparation;
import io.github.kitmaven.problem.Diagnostic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        return new Wanted(all(namespaces, List.of()), all(selected, manifests), problems);
    }

    private List<Wanted.WantedObject> all(List<Manifest> manifests, List<Manifest> definitions) {
        List<Wanted.WantedObject> wanted = new ArrayList<>();
        for (Manifest manifest : manifests) {
            Optional<ResourceType> type = client.type(manifest.apiVersion(), manifest.kind());
            Optional<Boolean> namespaced = type.map(ResourceType::namespaced).or(() -> defined(manifest, definitions));
            if (namespaced.isEmpty()) {
                problems.add(unknown(manifest));
                continue;
            }
            Manifest ready = ready(manifest, namespaced.get());
            Manifest twin = objects.putIfAbsent(ready.key(), ready);
            if (twin != null) {
                problems.add(twice(ready, twin));
            }
            wanted.add(new Wanted.WantedObject(ready, type));
        }
        return wanted;
    }

    /** Completes a manifest, with the namespace of the repo or else of the kubeconfig where it names none. */
    private Manifest ready(Manifest manifest, boolean namespaced) {
        String ofRepo = manifest.defaultNamespace().isEmpty() ? cluster.namespace() : manifest.defaultNamespace();
        String namespace = ofRepo.isEmpty() ? client.defaultNamespace() : ofRepo;
        Manifest ready = Preparation.prepare(manifest, namespaced, namespace, options.raw());
        boolean hidden = ofRepo.isEmpty()
                && client.hidesNamespace()
                && namespaced
                && manifest.namespace().isEmpty();
        return hidden ? ready.hiding(ready.secret().andMetadata("namespace")) : ready;
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
