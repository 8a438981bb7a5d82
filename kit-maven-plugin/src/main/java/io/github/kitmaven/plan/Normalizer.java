package io.github.kitmaven.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Leaves of an object what a person wrote or could have written: the server's own bookkeeping says nothing about a change. */
final class Normalizer {
    private static final List<String> BOOKKEEPING = List.of(
            "creationTimestamp",
            "generation",
            "managedFields",
            "resourceVersion",
            "selfLink",
            "uid",
            "deletionGracePeriodSeconds");

    private Normalizer() {}

    static ObjectNode withoutBookkeeping(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        copy.remove("status");
        JsonNode metadata = copy.path("metadata");
        if (metadata instanceof ObjectNode fields) {
            fields.remove(BOOKKEEPING);
        }
        return copy;
    }
}
