package io.github.kitmaven.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.FieldManager;
import io.github.kitmaven.model.Quantity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The fields that kit owns of a live object, as the server notes them in {@code metadata.managedFields}, and whether they
 * are still what the repo wants. The notation is Kubernetes' FieldsV1: {@code f:} a field, {@code k:} an item of a list by
 * its keys, {@code v:} an item of a set, and nothing below a value that is owned as a whole.
 */
final class OwnedFields {
    private static final JsonMapper JSON = new JsonMapper();
    /** Fields below which values are amounts. */
    private static final Set<String> AMOUNTS = Set.of("limits", "requests", "hard", "sizeLimit", "capacity");

    private OwnedFields() {}

    /** The fields that kit applied last; empty where it never applied the object. */
    static Optional<JsonNode> of(JsonNode live) {
        for (JsonNode entry : live.path("metadata").path("managedFields")) {
            if (FieldManager.NAME.equals(entry.path("manager").asText())
                    && "Apply".equals(entry.path("operation").asText())
                    && entry.path("subresource").asText("").isEmpty()) {
                return Optional.of(entry.path("fieldsV1"));
            }
        }
        return Optional.empty();
    }

    /** Whether kit owns just the fields it wants, and each is live as wanted; without any request. */
    static boolean asWanted(ObjectNode wanted, JsonNode live) {
        return of(live).map(RunFacts::withoutOwned)
                .filter(owned -> object(owned, tracked(RunFacts.without(wanted)), live, false))
                .isPresent();
    }

    /** The part of a tree that a step of FieldsV1 leads to; a missing node where it has none. */
    static JsonNode part(JsonNode tree, String step) {
        if (step.startsWith("f:")) {
            return tree.path(step.substring(2));
        }
        for (JsonNode item : tree) {
            if (names(step, item, true)) {
                return item;
            }
        }
        return MissingNode.getInstance();
    }

    /**
     * Whether a step of FieldsV1 leads to this item of a list.
     *
     * @param lenient whether the item may leave a key to the server's default, as ports do with the protocol
     */
    static boolean names(String step, JsonNode item, boolean lenient) {
        JsonNode key =
                step.startsWith("k:") || step.startsWith("v:") ? parse(step.substring(2)) : MissingNode.getInstance();
        return key.isObject() ? item.isObject() && hasKeys(item, key, lenient) : sameValue(item, key, false);
    }

    /** The fields that the server tracks owners for: all but those that name the object. */
    private static ObjectNode tracked(ObjectNode wanted) {
        ObjectNode tracked = JSON.createObjectNode();
        tracked.setAll(wanted);
        tracked.remove(List.of("apiVersion", "kind", "metadata"));
        ObjectNode metadata = JSON.createObjectNode();
        wanted.path("metadata").properties().forEach(field -> metadata.set(field.getKey(), field.getValue()));
        metadata.remove(List.of("name", "namespace"));
        if (!metadata.isEmpty()) {
            tracked.set("metadata", metadata);
        }
        return tracked;
    }

    private static boolean matches(JsonNode owned, JsonNode wanted, JsonNode live, boolean amounts) {
        if (live.isMissingNode()) {
            return false;
        }
        if (parts(owned).isEmpty()) {
            return sameValue(wanted, live, amounts);
        }
        if (wanted.isObject()) {
            return live.isObject() && object(owned, wanted, live, amounts);
        }
        return wanted.isArray() && live.isArray() && list(owned, wanted, live);
    }

    private static boolean object(JsonNode owned, JsonNode wanted, JsonNode live, boolean amounts) {
        for (Map.Entry<String, JsonNode> field : wanted.properties()) {
            String name = field.getKey();
            JsonNode part = owned.path("f:" + name);
            if (part.isMissingNode()
                    || !matches(part, field.getValue(), live.path(name), amounts || AMOUNTS.contains(name))) {
                return false;
            }
        }
        return wanted.size() == parts(owned).size();
    }

    private static boolean list(JsonNode owned, JsonNode wanted, JsonNode live) {
        List<Map.Entry<String, JsonNode>> parts = parts(owned);
        if (parts.size() != wanted.size()) {
            return false;
        }
        SortedMap<Integer, Integer> places = new TreeMap<>();
        for (Map.Entry<String, JsonNode> part : parts) {
            JsonNode key = parse(part.getKey().substring(2));
            int wantedAt = find(wanted, key, true);
            int liveAt = find(live, key, false);
            if (wantedAt < 0 || liveAt < 0) {
                return false;
            }
            if (key.isObject()) {
                places.put(wantedAt, liveAt);
                if (!object(part.getValue(), wanted.path(wantedAt), live.path(liveAt), false)) {
                    return false;
                }
            }
        }
        return isSorted(places.values());
    }

    /** Items of others may stand between ours, but ours stand as wanted: init containers run in their order. */
    private static boolean isSorted(Collection<Integer> places) {
        List<Integer> found = List.copyOf(places);
        return found.equals(found.stream().sorted().toList());
    }

    /**
     * The place of the item with these keys; -1 where there is none. The one wanted may leave a key to the server's
     * default, as ports do with the protocol.
     */
    private static int find(JsonNode list, JsonNode key, boolean lenient) {
        for (int i = 0; i < list.size(); i++) {
            JsonNode item = list.path(i);
            if (key.isObject() ? item.isObject() && hasKeys(item, key, lenient) : sameValue(item, key, false)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean hasKeys(JsonNode item, JsonNode keys, boolean lenient) {
        return keys.properties().stream().allMatch(key -> {
            JsonNode value = item.path(key.getKey());
            return value.isMissingNode() ? lenient : sameValue(value, key.getValue(), false);
        });
    }

    private static List<Map.Entry<String, JsonNode>> parts(JsonNode owned) {
        List<Map.Entry<String, JsonNode>> parts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : owned.properties()) {
            if (!entry.getKey().equals(".")) {
                parts.add(entry);
            }
        }
        return parts;
    }

    static boolean sameValue(JsonNode one, JsonNode other, boolean amount) {
        if (one.equals(other)) {
            return true;
        }
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        return amount
                && one.isValueNode()
                && other.isValueNode()
                && Quantity.canonical(one.asText())
                        .filter(other.asText()::equals)
                        .isPresent();
    }

    private static JsonNode parse(String key) {
        try {
            return JSON.readTree(key);
        } catch (JsonProcessingException e) {
            // not the notation this rule knows: claim nothing, so that the server is asked
            return MissingNode.getInstance();
        }
    }
}
