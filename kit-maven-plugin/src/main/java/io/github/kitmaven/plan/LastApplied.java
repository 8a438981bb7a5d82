package io.github.kitmaven.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What kit applied last, taken out of a live object by the fields that the server notes as kit's. To apply it again with
 * one value changed changes just that value, and lets go of no field.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/">server-side apply, on extracting</a>
 */
public final class LastApplied {
    private static final JsonMapper JSON = new JsonMapper();

    private LastApplied() {}

    /**
     * Takes it out.
     *
     * @param live the object as the cluster has it, its {@code managedFields} included
     * @return what kit applied, as far as it is still there, fit to be applied again; empty where kit never applied the
     *     object
     */
    public static Optional<ObjectNode> of(ObjectNode live) {
        return OwnedFields.of(live).map(owned -> {
            ObjectNode applied = object(owned, live);
            applied.set("apiVersion", live.path("apiVersion"));
            applied.set("kind", live.path("kind"));
            ObjectNode metadata = applied.withObject("/metadata");
            metadata.set("name", live.path("metadata").path("name"));
            if (live.path("metadata").has("namespace")) {
                metadata.set("namespace", live.path("metadata").path("namespace"));
            }
            return applied;
        });
    }

    private static JsonNode value(JsonNode owned, JsonNode live) {
        boolean whole = owned.properties().stream()
                .allMatch(entry -> entry.getKey().equals(".")); // a leaf, or owned as a whole
        if (whole) {
            // a granular map of which kit owns nothing but that it is there
            return owned.has(".") && live.isContainerNode() ? emptyLike(live) : live.deepCopy();
        }
        return live.isArray() ? list(owned, live) : object(owned, live);
    }

    private static ObjectNode object(JsonNode owned, JsonNode live) {
        ObjectNode part = JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> field : owned.properties()) {
            String name = field.getKey().startsWith("f:") ? field.getKey().substring(2) : "";
            if (!name.isEmpty() && live.has(name)) {
                part.set(name, value(field.getValue(), live.path(name)));
            }
        }
        return part;
    }

    /** The items in the order of the live list, which may hold others' too. */
    private static ArrayNode list(JsonNode owned, JsonNode live) {
        ArrayNode part = JSON.createArrayNode();
        for (JsonNode item : live) {
            for (Map.Entry<String, JsonNode> entry : owned.properties()) {
                if (entry.getKey().startsWith("v:") && parse(entry.getKey()).equals(item)) {
                    part.add(item);
                } else if (entry.getKey().startsWith("k:") && has(item, parse(entry.getKey()))) {
                    ObjectNode own = object(entry.getValue(), item);
                    parse(entry.getKey()).properties().forEach(key -> own.set(key.getKey(), key.getValue()));
                    part.add(own);
                }
            }
        }
        return part;
    }

    private static boolean has(JsonNode item, JsonNode keys) {
        return StreamSupport.stream(keys.properties().spliterator(), false)
                .allMatch(key -> OwnedFields.sameValue(item.path(key.getKey()), key.getValue(), false));
    }

    private static JsonNode emptyLike(JsonNode container) {
        return container.isArray() ? JSON.createArrayNode() : JSON.createObjectNode();
    }

    private static JsonNode parse(String key) {
        try {
            return JSON.readTree(key.substring(2));
        } catch (JsonProcessingException e) {
            // not the notation this rule knows: it matches no item
            return MissingNode.getInstance();
        }
    }
}
