package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.schema.SchemaType;
import io.github.kitmaven.schema.SchemaType.ListOf;
import io.github.kitmaven.schema.SchemaType.Merging;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The two steps of a server-side apply: what is applied goes over what is live, and what the same manager applied before
 * but gave up now goes away, unless another manager owns it. The rules are those of structured-merge-diff.
 */
final class ApplyMerge {
    private ApplyMerge() {}

    /** Puts one tree over another. Neither is changed, but the result may share parts with both. */
    static JsonNode merge(SchemaType type, JsonNode live, JsonNode applied) {
        if (applied.isObject() && live.isObject() && !type.isAtomic()) {
            ObjectNode merged = JsonNodeFactory.instance.objectNode();
            merged.setAll((ObjectNode) live);
            applied.properties().forEach(field -> {
                JsonNode below = live.path(field.getKey());
                SchemaType part = type.member(field.getKey()).orElse(SchemaType.untyped());
                merged.set(field.getKey(), merge(part, below, field.getValue()));
            });
            return merged;
        }
        if (applied.isArray() && live.isArray() && type instanceof ListOf list && list.merging() != Merging.ATOMIC) {
            return mergeLists(list, live, applied);
        }
        return applied;
    }

    /** Items of the applied list keep its order; items only the live list has keep their places before those. */
    private static JsonNode mergeLists(ListOf list, JsonNode live, JsonNode applied) {
        Map<String, JsonNode> liveItems = Comparison.parts(list, live);
        Map<String, JsonNode> appliedItems = Comparison.parts(list, applied);
        ArrayNode merged = JsonNodeFactory.instance.arrayNode();
        Set<String> left = new LinkedHashSet<>(appliedItems.keySet());
        Iterator<String> order = left.iterator();
        liveItems.forEach((step, item) -> {
            if (!appliedItems.containsKey(step)) {
                merged.add(item);
            } else if (order.hasNext()) {
                String next = order.next();
                merged.add(mergeItem(list, liveItems, appliedItems, next));
            }
        });
        order.forEachRemaining(step -> merged.add(mergeItem(list, liveItems, appliedItems, step)));
        return merged;
    }

    private static JsonNode mergeItem(
            ListOf list, Map<String, JsonNode> live, Map<String, JsonNode> applied, String step) {
        JsonNode item = applied.getOrDefault(step, JsonNodeFactory.instance.missingNode());
        JsonNode liveItem = live.get(step);
        return liveItem == null ? item : merge(list.item(), liveItem, item);
    }

    /**
     * Takes away what a manager gave up.
     *
     * @param given the fields it applied before
     * @param owned the fields that anyone owns now
     */
    static JsonNode prune(SchemaType type, JsonNode tree, FieldSet given, FieldSet owned) {
        if (given.steps().isEmpty() || !Comparison.hasParts(type, tree)) {
            return tree;
        }
        Map<String, JsonNode> left = new LinkedHashMap<>();
        Comparison.parts(type, tree).forEach((step, value) -> {
            FieldSet gave = given.below(step);
            FieldSet keeps = owned.below(step);
            boolean wasOurs = gave.member() || (step.startsWith("f:") && !gave.isEmpty());
            if (!wasOurs || !keeps.isEmpty()) {
                left.put(step, prune(Comparison.partType(type, step), value, gave, keeps));
            }
        });
        if (tree.isObject()) {
            ObjectNode pruned = JsonNodeFactory.instance.objectNode();
            left.forEach((step, value) -> pruned.set(step.substring(2), value));
            return pruned;
        }
        ArrayNode pruned = JsonNodeFactory.instance.arrayNode();
        left.values().forEach(pruned::add);
        return pruned;
    }
}
