package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.schema.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The fields that the server sets, whatever a client sends. */
final class ServerFields {
    private static final List<String> KEPT = List.of(
            "name",
            "generateName",
            "namespace",
            "uid",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "generation",
            "resourceVersion",
            "selfLink");
    private static final Set<String> COUNTED = Set.of(
            "apps", "batch", "networking.k8s.io", "policy", "apiextensions.k8s.io", "admissionregistration.k8s.io");

    private ServerFields() {}

    /** Begins an object's life. */
    static void create(Kind kind, String namespace, ObjectNode object) {
        object.put("apiVersion", kind.apiVersion()).put("kind", kind.name());
        ObjectNode metadata = Metadata.edit(object);
        metadata.remove(List.of(
                "resourceVersion",
                "generation",
                "deletionTimestamp",
                "deletionGracePeriodSeconds",
                "selfLink",
                "managedFields"));
        if (kind.namespaced()) {
            metadata.put("namespace", namespace);
        } else {
            metadata.remove("namespace");
        }
        if (Metadata.name(object).isEmpty() && metadata.hasNonNull("generateName")) {
            metadata.put("name", metadata.path("generateName").asText() + RandomNames.suffix());
        }
        metadata.put("uid", UUID.randomUUID().toString()).put("creationTimestamp", Timestamps.now());
        if (isCounted(kind)) {
            metadata.put("generation", 1);
        }
    }

    /** Carries over what a write of the object can't change. */
    static void keep(ObjectNode before, ObjectNode after) {
        ObjectNode metadata = Metadata.edit(after);
        KEPT.forEach(field -> Json.copy((ObjectNode) Metadata.of(before), metadata, field));
        Json.copy(before, after, "apiVersion");
        Json.copy(before, after, "kind");
    }

    /**
     * Limits a write to its part of the object: the status is written by itself, and never with the rest.
     *
     * @return what is to become of the object
     */
    static ObjectNode part(Kind kind, ObjectNode before, ObjectNode after, String subresource) {
        if (subresource.equals("status")) {
            ObjectNode merged = before.deepCopy();
            Json.copy(after, merged, "status");
            Optional.ofNullable(Metadata.of(after).get("managedFields"))
                    .ifPresent(managers -> Metadata.edit(merged).set("managedFields", managers));
            return merged;
        }
        if (kind.hasStatus()) {
            Json.copy(before, after, "status");
        }
        return after;
    }

    /** Counts a change of what is wanted. */
    static void count(Kind kind, ObjectNode before, ObjectNode after) {
        if (isCounted(kind) && !wanted(kind, before).equals(wanted(kind, after))) {
            Metadata.edit(after).put("generation", Metadata.generation(before) + 1);
        }
    }

    static boolean isCounted(Kind kind) {
        return kind.custom()
                || kind.is("replicationcontrollers")
                || (COUNTED.contains(kind.group()) && !kind.is("controllerrevisions.apps"));
    }

    private static ObjectNode wanted(Kind kind, ObjectNode object) {
        ObjectNode wanted = Json.object();
        wanted.setAll(object);
        wanted.remove(List.of("metadata", "apiVersion", "kind"));
        if (kind.hasStatus()) {
            wanted.remove("status");
        }
        return wanted;
    }
}
