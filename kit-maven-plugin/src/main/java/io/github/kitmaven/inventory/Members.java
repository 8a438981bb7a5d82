package io.github.kitmaven.inventory;

import io.github.kitmaven.model.ManifestKey;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Objects of a set, each with the API version it was last applied in. The label on the members can't stand in for this list:
 * it is gone with an object that was deleted, and so is what to list where a kind was taken out of the repo.
 *
 * @param versions the API version of each object, such as {@code apps/v1}
 */
public record Members(SortedMap<ManifestKey, String> versions) {
    /** No objects. */
    public static final Members NONE = new Members(new TreeMap<>());

    /**
     * Makes the list.
     *
     * @param versions the API version of each object; copied
     */
    public Members {
        versions = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    }

    /** {@return the objects} */
    public Set<ManifestKey> keys() {
        return versions.keySet();
    }

    /**
     * Looks an object up.
     *
     * @param key the object
     * @return whether it is listed
     */
    public boolean has(ManifestKey key) {
        return versions.containsKey(key);
    }

    /**
     * Looks up how to ask for an object.
     *
     * @param key the object
     * @return its API version; empty where it is not listed
     */
    public Optional<String> version(ManifestKey key) {
        return Optional.ofNullable(versions.get(key));
    }

    Members and(Members more) {
        SortedMap<ManifestKey, String> all = new TreeMap<>(versions);
        all.putAll(more.versions);
        return new Members(all);
    }

    Members without(Collection<ManifestKey> keys) {
        SortedMap<ManifestKey, String> rest = new TreeMap<>(versions);
        rest.keySet().removeAll(keys);
        return new Members(rest);
    }

    Members only(Collection<ManifestKey> keys) {
        SortedMap<ManifestKey, String> rest = new TreeMap<>(versions);
        rest.keySet().retainAll(Set.copyOf(keys));
        return new Members(rest);
    }

    /** The kinds as the specification of ApplySets has them: {@code ConfigMap,Deployment.apps}. */
    String groupKinds() {
        SortedSet<String> kinds = new TreeSet<>();
        keys().forEach(key -> kinds.add(key.kind() + (key.group().isEmpty() ? "" : "." + key.group())));
        return String.join(",", kinds);
    }

    /** All namespaces but one, as the same specification has them. */
    String namespacesBut(String own) {
        return keys().stream()
                .map(ManifestKey::namespace)
                .filter(namespace -> !namespace.isEmpty() && !namespace.equals(own))
                .distinct()
                .sorted()
                .collect(Collectors.joining(","));
    }
}
