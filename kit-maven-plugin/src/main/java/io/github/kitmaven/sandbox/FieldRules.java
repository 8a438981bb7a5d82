package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.kitmaven.sandbox.ApiError.Cause;
import io.github.kitmaven.schema.Kind;
import io.github.kitmaven.schema.SchemaType;
import io.github.kitmaven.schema.SchemaType.Field;
import io.github.kitmaven.schema.SchemaType.ListOf;
import io.github.kitmaven.schema.SchemaType.MapOf;
import io.github.kitmaven.schema.SchemaType.Struct;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks fields one by one, by their types: that required ones are there, and that values are among those allowed. */
final class FieldRules {
    /** The lists that must not be empty; to a server an empty list and a missing one are the same. */
    private static final Set<String> FILLED = Set.of("containers", "verbs", "versions");

    private static final Set<String> UNCHECKED = Set.of("apiVersion", "kind", "metadata", "status");

    private FieldRules() {}

    /** Checks what a client says of an object, its metadata aside. */
    static void check(Kind kind, JsonNode object, List<Cause> causes) {
        if (kind.type() instanceof Struct struct) {
            struct.fields().forEach((name, field) -> {
                if (!UNCHECKED.contains(name)) {
                    member(struct, Map.entry(name, field), object.path(name), name, causes);
                }
            });
        }
    }

    private static void value(SchemaType type, JsonNode value, String path, List<Cause> causes) {
        if (type instanceof Struct struct) {
            struct.fields()
                    .entrySet()
                    .forEach(field ->
                            member(struct, field, value.path(field.getKey()), path + "." + field.getKey(), causes));
        } else if (type instanceof ListOf list) {
            for (int i = 0; i < value.size(); i++) {
                value(list.item(), value.get(i), path + "[" + i + "]", causes);
            }
        } else if (type instanceof MapOf map) {
            value.properties()
                    .forEach(entry -> value(map.value(), entry.getValue(), path + "[" + entry.getKey() + "]", causes));
        }
    }

    private static void member(
            Struct struct, Map.Entry<String, Field> field, JsonNode value, String path, List<Cause> causes) {
        SchemaType type = field.getValue().type();
        // to a server a missing spec is an empty one
        boolean required = field.getValue().required() || field.getKey().equals("spec");
        boolean isMissing =
                value.isMissingNode() || (value.isTextual() && value.asText().isEmpty());
        if (required && type instanceof ListOf) {
            if (value.isEmpty() && FILLED.contains(field.getKey())) {
                causes.add(Cause.required(path, ""));
            }
        } else if (required && isMissing && type instanceof Struct inner && hasRequired(inner)) {
            value(type, MissingNode.getInstance(), path, causes); // what is missing are the fields in it
            return;
        } else if (required && isMissing) {
            causes.add(Cause.required(path, ""));
            return;
        }
        if (!value.isMissingNode()) {
            ValueRules.problem(struct.name(), field.getKey(), value, path).ifPresent(causes::add);
            value(type, value, path, causes);
        }
    }

    private static boolean hasRequired(Struct struct) {
        return struct.fields().containsKey("spec")
                || struct.fields().values().stream().anyMatch(Field::required);
    }
}
