package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.schema.SchemaType;
import io.github.kitmaven.schema.SchemaType.ListOf;
import io.github.kitmaven.schema.SchemaType.Merging;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Kubernetes' strategic merge patch: like a JSON merge patch, but lists with a key are merged item by item. */
final class StrategicMergePatch {
    private static final String DIRECTIVE = "$patch";
    private static final String DELETE_FROM = "$deleteFromPrimitiveList/";
    private static final String ORDER = "$setElementOrder/";
    private static final String RETAIN = "$retainKeys";

    private StrategicMergePatch() {}

    static JsonNode apply(SchemaType type, JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        ObjectNode patched = JsonNodeFactory.instance.objectNode();
        boolean replaces = patch.path(DIRECTIVE).asText().equals("replace");
        if (target instanceof ObjectNode object && !replaces) {
            patched.setAll(object);
        }
        if (patch.has(RETAIN)) {
            Set<String> kept =
                    Json.items(patch.get(RETAIN)).map(JsonNode::asText).collect(Collectors.toSet());
            patched.retain(kept);
        }
        changes.properties().forEach(change -> change(type, patched, change.getKey(), change.getValue()));
        return patched;
    }

    private static void change(SchemaType type, ObjectNode patched, String name, JsonNode value) {
        if (name.startsWith(DELETE_FROM)) {
            deleteValues(patched, name.substring(DELETE_FROM.length()), value);
        } else if (name.startsWith(ORDER)) {
            return; // the order of the list itself already says it
        } else if (name.equals(DIRECTIVE) || name.equals(RETAIN)) {
            return;
        } else if (value.isNull() || value.path(DIRECTIVE).asText().equals("delete")) {
            patched.remove(name);
        } else {
            SchemaType member = type.member(name).orElse(SchemaType.untyped());
            patched.set(name, merge(member, patched.path(name), value));
        }
    }

    private static JsonNode merge(SchemaType type, JsonNode target, JsonNode value) {
        if (value.isArray() && type instanceof ListOf list && list.merging() == Merging.BY_KEYS) {
            return mergeItems(list, target, value);
        }
        if (value.isArray() && type instanceof ListOf list && list.merging() == Merging.SET) {
            Set<JsonNode> united = new LinkedHashSet<>();
            target.forEach(united::add);
            value.forEach(united::add);
            return JsonNodeFactory.instance.arrayNode().addAll(united);
        }
        return apply(type, target, value);
    }

    private static JsonNode mergeItems(ListOf list, JsonNode target, JsonNode patch) {
        String key = list.keys().get(0); // the first is the merge key; the others only tell items apart when applied
        List<JsonNode> changes = new ArrayList<>();
        patch.forEach(changes::add);
        boolean replaces =
                changes.removeIf(item -> item.path(DIRECTIVE).asText().equals("replace") && !item.has(key));
        Map<String, JsonNode> items = new LinkedHashMap<>();
        if (!replaces) {
            target.forEach(item -> items.put(item.path(key).asText(), item));
        }
        for (JsonNode change : changes) {
            String at = change.path(key).asText();
            if (change.path(DIRECTIVE).asText().equals("delete")) {
                items.remove(at);
            } else {
                JsonNode old = items.getOrDefault(at, JsonNodeFactory.instance.missingNode());
                items.put(at, apply(list.item(), old, change));
            }
        }
        ArrayNode merged = JsonNodeFactory.instance.arrayNode();
        return merged.addAll(items.values());
    }

    private static void deleteValues(ObjectNode patched, String list, JsonNode values) {
        Set<JsonNode> gone = Json.items(values).collect(Collectors.toSet());
        ArrayNode left = JsonNodeFactory.instance.arrayNode();
        patched.path(list).forEach(item -> {
            if (!gone.contains(item)) {
                left.add(item);
            }
        });
        patched.set(list, left);
    }
}
