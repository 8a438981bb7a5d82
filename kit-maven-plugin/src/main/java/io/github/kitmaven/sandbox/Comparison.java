package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.kitmaven.schema.SchemaType;
import io.github.kitmaven.schema.SchemaType.ListOf;
import io.github.kitmaven.schema.SchemaType.Merging;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a write changes: the fields it adds or gives another value, and those it removes. A part that is added or removed
 * as a whole counts with its own path and those of all that is in it.
 */
record Comparison(FieldSet changed, FieldSet removed) {
    /** Parts that are there even before anyone writes them, so that nobody can be their first owner. */
    private static final Set<String> ALWAYS_THERE = Set.of(
            "f:metadata",
            "f:spec",
            "f:status",
            "f:template",
            "f:strategy",
            "f:updateStrategy",
            "f:jobTemplate",
            "f:containers");

    static Comparison of(SchemaType type, JsonNode before, JsonNode after) {
        return new Comparison(difference(type, before, after, true), difference(type, after, before, false));
    }

    /** The paths whose value in {@code second} is not in {@code first}; those with another value only if asked. */
    private static FieldSet difference(SchemaType type, JsonNode first, JsonNode second, boolean modified) {
        if (second.isMissingNode() || first.equals(second)) {
            return FieldSet.EMPTY;
        }
        boolean bothEmpty = second.isEmpty() && first.isEmpty();
        if (bothEmpty || !hasParts(type, second) || (!first.isMissingNode() && !hasParts(type, first))) {
            return modified || first.isMissingNode() ? FieldSet.LEAF : FieldSet.EMPTY;
        }
        Map<String, JsonNode> theirs = parts(type, first);
        Map<String, FieldSet> steps = new TreeMap<>();
        parts(type, second)
                .forEach((step, value) -> FieldSet.put(
                        steps,
                        step,
                        difference(
                                partType(type, step),
                                theirs.getOrDefault(step, MissingNode.getInstance()),
                                value,
                                modified)));
        return new FieldSet(first.isMissingNode(), withoutStructs(steps));
    }

    private static Map<String, FieldSet> withoutStructs(Map<String, FieldSet> steps) {
        steps.replaceAll((step, below) ->
                ALWAYS_THERE.contains(step) && !below.steps().isEmpty() ? new FieldSet(false, below.steps()) : below);
        return steps;
    }

    /** The parts of a value that are owned one by one; none where it is owned as a whole. */
    static Map<String, JsonNode> parts(SchemaType type, JsonNode value) {
        Map<String, JsonNode> parts = new LinkedHashMap<>();
        if (!hasParts(type, value)) {
            return parts;
        }
        if (value.isObject()) {
            value.properties().forEach(field -> parts.put(PathStep.field(field.getKey()), field.getValue()));
        } else if (type instanceof ListOf list) {
            value.forEach(item -> parts.put(PathStep.item(list, item), item));
        }
        return parts;
    }

    /** Whether the parts of a value are owned one by one. */
    static boolean hasParts(SchemaType type, JsonNode value) {
        return (value.isObject() && !type.isAtomic())
                || (value.isArray() && type instanceof ListOf list && list.merging() != Merging.ATOMIC);
    }

    /** The type of a part. */
    static SchemaType partType(SchemaType type, String step) {
        return type instanceof ListOf list
                ? list.item()
                : type.member(step.substring(2)).orElse(SchemaType.untyped());
    }
}
