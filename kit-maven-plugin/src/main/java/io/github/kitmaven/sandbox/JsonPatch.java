package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON patch (RFC 6902). */
final class JsonPatch {
    private JsonPatch() {}

    /**
     * Patches a copy of a tree.
     *
     * @throws ApiError if an operation can't be carried out, or a test fails
     */
    static JsonNode apply(JsonNode target, JsonNode operations) {
        if (!operations.isArray()) {
            throw ApiError.badRequest("error decoding patch: a JSON patch is a list of operations");
        }
        JsonNode patched = target.deepCopy();
        for (JsonNode operation : operations) {
            carryOut(patched, operation);
        }
        return patched;
    }

    private static void carryOut(JsonNode root, JsonNode operation) {
        JsonPointer path = pointer(operation, "path");
        JsonNode value = operation.path("value");
        switch (operation.path("op").asText()) {
            case "add" -> add(root, path, value);
            case "remove" -> remove(root, path);
            case "replace" -> {
                remove(root, path);
                add(root, path, value);
            }
            case "copy" ->
                add(root, path, find(root, pointer(operation, "from")).deepCopy());
            case "move" -> {
                JsonPointer from = pointer(operation, "from");
                JsonNode moved = find(root, from);
                remove(root, from);
                add(root, path, moved);
            }
            case "test" -> {
                if (!root.at(path).equals(value)) {
                    throw refused();
                }
            }
            default -> throw refused();
        }
    }

    private static void add(JsonNode root, JsonPointer path, JsonNode value) {
        JsonNode parent = parent(root, path);
        String name = path.last().getMatchingProperty();
        if (parent instanceof ObjectNode object) {
            object.set(name, value);
        } else if (parent instanceof ArrayNode list) {
            list.insert(name.equals("-") ? list.size() : index(path, list.size()), value);
        } else {
            throw refused();
        }
    }

    private static void remove(JsonNode root, JsonPointer path) {
        find(root, path);
        if (parent(root, path) instanceof ObjectNode object) {
            object.remove(path.last().getMatchingProperty());
        } else if (parent(root, path) instanceof ArrayNode list) {
            list.remove(index(path, list.size() - 1));
        }
    }

    private static int index(JsonPointer path, int highest) {
        int index = path.last().getMatchingIndex();
        if (index < 0 || index > highest) {
            throw refused();
        }
        return index;
    }

    private static JsonNode parent(JsonNode root, JsonPointer path) {
        if (path.last() == null) {
            throw refused(); // the whole object can't be replaced
        }
        return root.at(path.head());
    }

    private static JsonNode find(JsonNode root, JsonPointer path) {
        JsonNode found = root.at(path);
        if (found.isMissingNode()) {
            throw refused();
        }
        return found;
    }

    private static JsonPointer pointer(JsonNode operation, String field) {
        try {
            return JsonPointer.compile(operation.path(field).asText());
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    private static ApiError refused() {
        return ApiError.unprocessable();
    }
}
