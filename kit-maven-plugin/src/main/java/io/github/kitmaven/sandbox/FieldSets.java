package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.schema.SchemaType;
import io.github.kitmaven.schema.SchemaType.ListOf;
import io.github.kitmaven.schema.SchemaType.MapOf;
import io.github.kitmaven.schema.SchemaType.Merging;
import io.github.kitmaven.schema.SchemaType.Untyped;
import java.util.Map;
import java.util.TreeMap;

/** Makes the set of the fields that a tree sets: what one who applies the tree owns. */
final class FieldSets {
    private FieldSets() {}

    static FieldSet of(SchemaType type, JsonNode tree) {
        if (tree.isObject() && !tree.isEmpty() && !type.isAtomic()) {
            return ofObject(type, tree);
        }
        if (type instanceof ListOf list && list.merging() != Merging.ATOMIC && tree.isArray() && !tree.isEmpty()) {
            return ofList(list, tree);
        }
        return FieldSet.LEAF;
    }

    private static FieldSet ofObject(SchemaType type, JsonNode tree) {
        // whoever sets a key of a free map owns the key, too
        boolean free = type instanceof MapOf || type instanceof Untyped;
        Map<String, FieldSet> steps = new TreeMap<>();
        tree.properties().forEach(field -> {
            FieldSet below = of(type.member(field.getKey()).orElse(SchemaType.untyped()), field.getValue());
            steps.put(PathStep.field(field.getKey()), free ? below.union(FieldSet.LEAF) : below);
        });
        return new FieldSet(false, steps);
    }

    private static FieldSet ofList(ListOf list, JsonNode tree) {
        Map<String, FieldSet> steps = new TreeMap<>();
        for (JsonNode item : tree) {
            steps.merge(PathStep.item(list, item), of(list.item(), item).union(FieldSet.LEAF), FieldSet::union);
        }
        return new FieldSet(false, steps);
    }
}
