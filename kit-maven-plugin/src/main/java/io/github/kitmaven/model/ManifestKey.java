package io.github.kitmaven.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What makes a Kubernetes object unique in a cluster. The API version is left out: one object may be read in several.
 *
 * @param group the API group; empty for the core group
 * @param kind the kind, such as {@code Deployment}
 * @param namespace the namespace; empty for an object of the whole cluster
 * @param name the object's name
 * @param title how people read it where a part of it is secret, empty otherwise; no part of what makes it unique
 */
public record ManifestKey(String group, String kind, String namespace, String name, String title)
        implements Comparable<ManifestKey> {

    /**
     * Makes a key nothing of which is secret.
     *
     * @param group the API group; empty for the core group
     * @param kind the kind, such as {@code Deployment}
     * @param namespace the namespace; empty for an object of the whole cluster
     * @param name the object's name
     */
    public ManifestKey(String group, String kind, String namespace, String name) {
        this(group, kind, namespace, name, "");
    }

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

    /**
     * Spares memory where keys are kept for long: each cluster of a fleet has objects of the same kinds and names.
     *
     * @return an equal key, whose texts all such keys share
     */
    public ManifestKey kept() {
        return new ManifestKey(group.intern(), kind.intern(), namespace.intern(), name.intern(), title);
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

    /**
     * Hides what is secret of an object where people read of it.
     *
     * @param object the object's tree
     * @param secret what is secret of it
     * @return its key
     */
    public static ManifestKey of(JsonNode object, SecretFields secret) {
        ManifestKey key = of(object);
        return secret.isEmpty()
                ? key
                : new ManifestKey(
                        key.group,
                        key.kind,
                        key.namespace,
                        key.name,
                        title(
                                secret.shown(object, "kind"),
                                secret.shown(object, "metadata", "namespace"),
                                secret.shown(object, "metadata", "name")));
    }

    private static String title(String kind, String namespace, String name) {
        return kind + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ManifestKey key
                && group.equals(key.group)
                && kind.equals(key.kind)
                && namespace.equals(key.namespace)
                && name.equals(key.name);
    }

    @Override
    public int hashCode() {
        return Objects.hash(group, kind, namespace, name);
    }

    /** {@return the key as people read it: {@code Deployment shop/web}} */
    @Override
    public String toString() {
        return title.isEmpty() ? title(kind, namespace, name) : title;
    }
}
