package io.github.kitmaven.model;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What makes a Kubernetes object unique in a cluster. The API version is left out: one object may be read in several.
 *
 * @param group the API group; empty for the core group
 * @param kind the kind, such as {@code Deployment}
 * @param namespace the namespace; empty for an object of the whole cluster
 * @param name the object's name
 */
public record ManifestKey(String group, String kind, String namespace, String name) implements Comparable<ManifestKey> {

    /**
     * The key of an object.
     *
     * @param object the object's tree
     * @return its key; parts that it does not name are empty
     */
    public static ManifestKey of(JsonNode object) {
        String apiVersion = object.path("apiVersion").asText("");
        int slash = apiVersion.indexOf('/');
        JsonNode metadata = object.path("metadata");
        return new ManifestKey(
                slash < 0 ? "" : apiVersion.substring(0, slash),
                object.path("kind").asText(""),
                metadata.path("namespace").asText(""),
                metadata.path("name").asText(""));
    }

    /** {@return whether the object is itself a namespace} */
    public boolean isNamespace() {
        return kind.equals("Namespace") && group.isEmpty();
    }

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
