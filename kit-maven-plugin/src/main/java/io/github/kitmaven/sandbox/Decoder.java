package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.kitmaven.model.Quantity;
import io.github.kitmaven.schema.SchemaType;
import io.github.kitmaven.schema.SchemaType.ListOf;
import io.github.kitmaven.schema.SchemaType.MapOf;
import io.github.kitmaven.schema.SchemaType.Merging;
import io.github.kitmaven.schema.SchemaType.Scalar;
import io.github.kitmaven.schema.SchemaType.Struct;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a tree as an object of its type, as a server does: fields that the type doesn't have fall away, amounts get their
 * canonical form, nulls count as missing.
 */
final class Decoder {
    private final List<String> unknown = new ArrayList<>();
    private final List<Mistake> mistakes = new ArrayList<>();
    private final List<String> duplicates = new ArrayList<>();
    private final JsonNode tree;

    /** A value of the wrong type. */
    record Mistake(String struct, String path, String expected, String got) {

        /** The words of a create or update. */
        String text() {
            String go = struct.substring(struct.lastIndexOf('/') + 1);
            return expected.equals(Scalar.QUANTITY.goName()) && got.equals("string")
                    ? "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
                    : "json: cannot unmarshal " + got + " into Go struct field " + go + path + " of type " + expected;
        }

        /** The words of an apply. */
        String appliedText() {
            String wanted = switch (expected) {
                case "int32", "float64" -> "numeric (int or float)";
                case "bool" -> "boolean";
                case "struct", "map" -> "map";
                default -> expected;
            };
            return path + ": expected " + wanted + ", got " + got;
        }
    }

    private Decoder(SchemaType type, JsonNode raw) {
        this.tree = decode(type, raw, "", "");
    }

    static Decoder of(SchemaType type, JsonNode raw) {
        return new Decoder(type, raw);
    }

    /** The tree without what is unknown or null. */
    ObjectNode tree() {
        return (ObjectNode) tree;
    }

    /** The paths of fields that the type doesn't have, such as {@code .spec.foo}. */
    List<String> unknown() {
        return unknown;
    }

    /** What is wrong with lists that hold items of the same key. */
    List<String> duplicates() {
        return duplicates;
    }

    List<Mistake> mistakes() {
        return mistakes;
    }

    private JsonNode decode(SchemaType type, JsonNode value, String struct, String path) {
        if (type instanceof Struct inner) {
            return value.isObject() ? object(type, value, inner.name(), path) : mistake(struct, path, "struct", value);
        }
        if (type instanceof MapOf) {
            return value.isObject() ? object(type, value, struct, path) : mistake(struct, path, "map", value);
        }
        if (type instanceof ListOf list) {
            return value.isArray() ? list(list, value, struct, path) : mistake(struct, path, "list", value);
        }
        return type instanceof Scalar scalar ? scalar(scalar, value, struct, path) : value;
    }

    private JsonNode object(SchemaType type, JsonNode value, String struct, String path) {
        ObjectNode decoded = JsonNodeFactory.instance.objectNode();
        value.properties().forEach(field -> {
            String at = path + "." + field.getKey();
            var member = type.member(field.getKey());
            if (member.isEmpty()) {
                unknown.add(at);
            } else if (!field.getValue().isNull()) {
                decoded.set(field.getKey(), decode(member.get(), field.getValue(), struct, at));
            }
        });
        return decoded;
    }

    private ArrayNode list(ListOf list, JsonNode value, String struct, String path) {
        ArrayNode decoded = JsonNodeFactory.instance.arrayNode();
        Set<String> steps = new HashSet<>();
        for (int i = 0; i < value.size(); i++) {
            decoded.add(decode(list.item(), value.get(i), struct, path + "[" + i + "]"));
            String step = list.merging() == Merging.ATOMIC ? "" : PathStep.item(list, value.get(i));
            if (!step.isEmpty() && !steps.add(step)) {
                duplicates.add(path + ": duplicate entries for key " + PathStep.text(step));
            }
        }
        return decoded;
    }

    private JsonNode scalar(Scalar scalar, JsonNode value, String struct, String path) {
        boolean fits = switch (scalar) {
            case STRING -> value.isTextual();
            case INT -> value.isIntegralNumber();
            case NUMBER -> value.isNumber();
            case BOOL -> value.isBoolean();
            case INT_OR_STRING -> value.isTextual() || value.isIntegralNumber();
            case QUANTITY ->
                (value.isTextual() || value.isNumber())
                        && Quantity.canonical(value.asText()).isPresent();
        };
        if (!fits) {
            return mistake(struct, path, scalar.goName(), value);
        }
        return scalar == Scalar.QUANTITY
                ? TextNode.valueOf(Quantity.canonical(value.asText()).orElseThrow())
                : value;
    }

    private JsonNode mistake(String struct, String path, String expected, JsonNode value) {
        String got = switch (value.getNodeType()) {
            case BOOLEAN -> "bool";
            case ARRAY -> "array";
            default -> value.getNodeType().name().toLowerCase(Locale.ROOT);
        };
        mistakes.add(new Mistake(struct, path, expected, got));
        return value;
    }
}
