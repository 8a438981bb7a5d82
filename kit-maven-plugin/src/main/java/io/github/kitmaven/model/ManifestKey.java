package io.github.kitmaven.model;

/**
 * What makes a Kubernetes object unique in a cluster. The API version is left out: one object may be read in several.
 *
 * @param group the API group; empty for the core group
 * @param kind the kind, such as {@code Deployment}
 * @param namespace the namespace; empty for an object of the whole cluster
 * @param name the object's name
 */
public record ManifestKey(String group, String kind, String namespace, String name) implements Comparable<ManifestKey> {

    @Override
    public int compareTo(ManifestKey other) {
        int order = namespace.compareTo(other.namespace);
        order = order != 0 ? order : kind.compareTo(other.kind);
        order = order != 0 ? order : name.compareTo(other.name);
        return order != 0 ? order : group.compareTo(other.group);
    }

    /** {@return the key as people read it: {@code Deployment shop/web}} */
    @Override
    public String toString() {
        return kind + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }
}
