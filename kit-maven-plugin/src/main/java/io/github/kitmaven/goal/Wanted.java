package io.github.kitmaven.goal;

import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.plan.Marking;
import io.github.kitmaven.problem.Diagnostic;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the repo wants of one cluster.
 *
 * @param namespaces the namespaces to make where they are missing
 * @param objects all other objects, ready to be applied, in the order of the repo
 * @param marking what marked the objects, and fits them to live ones
 * @param problems what can't be wanted of this cluster
 */
record Wanted(List<WantedObject> namespaces, List<WantedObject> objects, Marking marking, List<Diagnostic> problems) {

    /**
     * One object.
     *
     * @param manifest the object
     * @param type how the cluster serves its kind; empty where the kind's definition comes with the same deploy
     */
    record WantedObject(Manifest manifest, Optional<ResourceType> type) {}

    /**
     * A kind in a namespace, which is read with one list.
     *
     * @param type the kind
     * @param namespace the namespace; empty for a kind of the whole cluster
     */
    record Place(ResourceType type, String namespace) {}

    Set<Place> places() {
        return objects.stream()
                .flatMap(object -> object.type().stream()
                        .map(type -> new Place(type, object.manifest().namespace())))
                .collect(Collectors.toSet());
    }

    Set<ManifestKey> keys() {
        return objects.stream().map(object -> object.manifest().key()).collect(Collectors.toSet());
    }
}
