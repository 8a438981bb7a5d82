package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.schema.DataLines;
import io.github.kitmaven.schema.Kind;
import io.github.kitmaven.schema.SchemaType;
import io.github.kitmaven.schema.SchemaType.ListOf;
import io.github.kitmaven.schema.SchemaType.MapOf;
import io.github.kitmaven.schema.SchemaType.Struct;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Fills in what an object leaves out: the values of {@code defaults.txt}, and those that depend on other fields. */
final class Defaults {
    private static final Map<String, Map<String, JsonNode>> VALUES = read();

    private Defaults() {}

    /** Fills in the defaults of an object of a kind. */
    static void fill(Kind kind, ObjectNode object) {
        if (!kind.custom()) {
            fill(kind.type(), object);
            ConditionalDefaults.fill(kind, object);
            fill(kind.type(), object);
        }
    }

    private static void fill(SchemaType type, JsonNode value) {
        if (type instanceof Struct struct && value instanceof ObjectNode object) {
            VALUES.getOrDefault(struct.name(), Map.of()).forEach((field, byDefault) -> {
                if (!object.has(field)) {
                    object.set(field, byDefault.deepCopy());
                }
            });
            object.properties()
                    .forEach(
                            field -> struct.member(field.getKey()).ifPresent(member -> fill(member, field.getValue())));
        } else if (type instanceof MapOf map) {
            value.forEach(item -> fill(map.value(), item));
        } else if (type instanceof ListOf list) {
            value.forEach(item -> fill(list.item(), item));
        }
    }

    private static Map<String, Map<String, JsonNode>> read() {
        Map<String, Map<String, JsonNode>> values = new HashMap<>();
        for (String line : DataLines.of(Defaults.class, "defaults.txt")) {
            String[] words = line.split(" ", 3);
            try {
                values.computeIfAbsent(words[0], type -> new LinkedHashMap<>()).put(words[1], Json.read(words[2]));
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
        return values;
    }
}
