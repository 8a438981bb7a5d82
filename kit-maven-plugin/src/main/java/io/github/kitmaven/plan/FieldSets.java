package io.github.kitmaven.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Sets of fields in the notation FieldsV1: {@code f:} a field, {@code k:} an item of a list by its keys, {@code v:} an item
 * of a set, and {@code .} what is in the set itself, beside what is below it.
 */
final class FieldSets {
    private static final String ITSELF = ".";

    private FieldSets() {}

    static ObjectNode union(JsonNode one, JsonNode other) {
        ObjectNode union = JsonNodeFactory.instance.objectNode();
        union.setAll((ObjectNode) one.deepCopy());
        for (var step : other.properties()) {
            JsonNode there = union.path(step.getKey());
            JsonNode more = step.getValue();
            ObjectNode both = there.isObject() ? union(there, more) : more.deepCopy();
            if (there.isObject() && there.isEmpty() != more.isEmpty()) {
                both.putObject(ITSELF); // one of them owns it as a whole
            }
            union.set(step.getKey(), both);
        }
        return union;
    }

    /** Takes parts out of a set; a leaf of {@code parts} goes with all that is below it. */
    static ObjectNode minus(JsonNode set, JsonNode parts) {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        for (var step : set.properties()) {
            JsonNode part = parts.path(step.getKey());
            if (part.isMissingNode()) {
                rest.set(step.getKey(), step.getValue());
            } else if (!part.isEmpty()) {
                ObjectNode below = minus(step.getValue(), part);
                if (!below.isEmpty()) {
                    rest.set(step.getKey(), below);
                }
            }
        }
        return rest;
    }

    /** A set of one field. */
    static ObjectNode of(List<String> path) {
        ObjectNode set = JsonNodeFactory.instance.objectNode();
        ObjectNode at = set;
        for (String field : path) {
            at = at.putObject("f:" + field);
        }
        return set;
    }

    static boolean contains(JsonNode set, List<String> path) {
        JsonNode at = set;
        for (String field : path) {
            at = at.path("f:" + field);
        }
        return !at.isMissingNode();
    }

    /** A tree without the fields that were given up, but for those that somebody still owns: as a server does it. */
    static JsonNode prune(JsonNode tree, JsonNode given, JsonNode owned) {
        if (tree instanceof ObjectNode object) {
            ObjectNode left = JsonNodeFactory.instance.objectNode();
            for (var field : object.properties()) {
                String step = "f:" + field.getKey();
                if (!given.has(step)) {
                    left.set(field.getKey(), field.getValue());
                } else if (owned.has(step)) {
                    left.set(field.getKey(), prune(field.getValue(), given.path(step), owned.path(step)));
                }
            }
            return left;
        }
        if (tree instanceof ArrayNode array) {
            ArrayNode left = JsonNodeFactory.instance.arrayNode();
            for (JsonNode item : array) {
                JsonNode gave = below(given, item);
                JsonNode owns = below(owned, item);
                if ((!gave.has(ITSELF) && !isWhole(gave)) || !owns.isMissingNode()) {
                    left.add(prune(item, gave, owns));
                }
            }
            return left;
        }
        return tree;
    }

    private static boolean isWhole(JsonNode set) {
        return set.isObject() && set.isEmpty();
    }

    /** What of a list's set is about an item of it; a missing node where nothing is. */
    static JsonNode below(JsonNode set, JsonNode item) {
        for (var step : set.properties()) {
            if (OwnedFields.names(step.getKey(), item, false)) {
                return step.getValue();
            }
        }
        return JsonNodeFactory.instance.missingNode();
    }
}
