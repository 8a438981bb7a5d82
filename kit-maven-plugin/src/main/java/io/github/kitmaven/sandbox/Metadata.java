package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Reads the metadata of API objects. */
final class Metadata {
    private Metadata() {}

    static JsonNode of(JsonNode object) {
        return object.path("metadata");
    }

    static String name(JsonNode object) {
        return of(object).path("name").asText("");
    }

    static String namespace(JsonNode object) {
        return of(object).path("namespace").asText("");
    }

    static String uid(JsonNode object) {
        return of(object).path("uid").asText("");
    }

    static long generation(JsonNode object) {
        return of(object).path("generation").asLong();
    }

    static JsonNode labels(JsonNode object) {
        return of(object).path("labels");
    }

    static JsonNode annotation(JsonNode object, String name) {
        return of(object).path("annotations").path(name);
    }

    static boolean isBeingDeleted(JsonNode object) {
        return of(object).hasNonNull("deletionTimestamp");
    }

    /** The owner that controls an object. */
    static Optional<JsonNode> controller(JsonNode object) {
        return Json.items(of(object).path("ownerReferences"))
                .filter(owner -> owner.path("controller").asBoolean())
                .findFirst();
    }

    /** The metadata of a tree that may be changed. */
    static ObjectNode edit(ObjectNode object) {
        return Json.child(object, "metadata");
    }
}
