package io.github.kitmaven.goal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The workloads of a cluster whose replicas an autoscaler sets. */
final class Autoscalers {
    static final String KIND = "HorizontalPodAutoscaler";
    /** Every cluster serves the first; the second is for one that will not do so any more. */
    private static final List<String> VERSIONS = List.of("autoscaling/v1", "autoscaling/v2");

    private final Map<ManifestKey, String> byTarget = new HashMap<>();

    /** The version to look for autoscalers in, if an object may have one. */
    static Optional<String> versionFor(Manifest manifest) {
        return manifest.tree().path("spec").has("replicas") ? Optional.of(VERSIONS.get(0)) : Optional.empty();
    }

    /** The lists to read them by: one for each namespace of objects that name their replicas, unless it is read anyway. */
    static Set<Wanted.Place> places(ClusterClient client, Wanted wanted) {
        Set<String> namespaces = wanted.objects().stream()
                .map(Wanted.WantedObject::manifest)
                .filter(manifest -> versionFor(manifest).isPresent())
                .map(manifest -> manifest.namespace())
                .collect(Collectors.toCollection(HashSet::new));
        wanted.places().stream()
                .filter(place -> place.type().kind().equals(KIND))
                .forEach(place -> namespaces.remove(place.namespace()));
        if (namespaces.isEmpty()) {
            return Set.of();
        }
        Optional<ResourceType> type = VERSIONS.stream()
                .flatMap(version -> client.type(version, KIND).stream())
                .findFirst();
        return type.stream()
                .flatMap(served -> namespaces.stream().map(namespace -> new Wanted.Place(served, namespace)))
                .collect(Collectors.toSet());
    }

    /** Whether a list is of autoscalers, without which a deploy goes on where it may not read them. */
    static boolean isOf(Wanted.Place place) {
        return place.type().kind().equals(KIND);
    }

    /** Notes the autoscalers among some objects. */
    void add(Collection<ObjectNode> objects) {
        objects.stream()
                .filter(object -> object.path("kind").asText().equals(KIND))
                .forEach(autoscaler -> byTarget.put(
                        target(autoscaler),
                        autoscaler.path("metadata").path("name").asText()));
    }

    /** Notes a wanted object, if it is an autoscaler. */
    void add(Manifest wanted) {
        if (wanted.kind().equals(KIND)) {
            byTarget.put(target(wanted.tree()), wanted.shown("metadata", "name"));
        }
    }

    private static ManifestKey target(ObjectNode autoscaler) {
        JsonNode reference = autoscaler.path("spec").path("scaleTargetRef");
        String version = reference.path("apiVersion").asText();
        return new ManifestKey(
                version.contains("/") ? version.substring(0, version.indexOf('/')) : "",
                reference.path("kind").asText(),
                autoscaler.path("metadata").path("namespace").asText(),
                reference.path("name").asText());
    }

    /** The autoscaler that sets an object's replicas, if there is one. */
    Optional<String> of(ManifestKey object) {
        return Optional.ofNullable(byTarget.get(object));
    }
}
