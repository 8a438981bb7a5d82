package io.github.kitmaven.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.config.Shape.Any;
import io.github.kitmaven.config.Shape.Flag;
import io.github.kitmaven.config.Shape.ListOf;
import io.github.kitmaven.config.Shape.MapOf;
import io.github.kitmaven.config.Shape.Struct;
import io.github.kitmaven.config.Shape.Text;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes shapes as JSON Schemas, which editors read. A key without a value is allowed everywhere: it counts as missing. */
final class JsonSchemas {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonSchemas() {}

    static String of(String title, Struct shape) {
        ObjectNode schema = JSON.createObjectNode();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", title);
        describe(shape, schema);
        schema.put("type", "object");
        try {
            return JSON.writeValueAsString(schema) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void describe(Shape shape, ObjectNode schema) {
        if (shape instanceof Text text && !text.words().isEmpty()) {
            text.words().forEach(schema.withArray("enum")::add);
        } else if (shape instanceof Text) {
            types(schema, "string", "number", "null");
        } else if (shape instanceof Flag) {
            types(schema, "boolean", "null");
        } else if (shape instanceof ListOf list && list.orOne()) {
            describe(list.element(), schema.withArray("anyOf").addObject());
            describe(
                    new ListOf(list.element(), false), schema.withArray("anyOf").addObject());
        } else if (shape instanceof ListOf list) {
            types(schema, "array", "null");
            describe(list.element(), schema.putObject("items"));
        } else if (shape instanceof MapOf map) {
            types(schema, "object", "null");
            describe(map.value(), schema.putObject("additionalProperties"));
        } else if (shape instanceof Struct struct) {
            describe(struct, schema);
        } else {
            assert shape instanceof Any;
        }
    }

    private static void describe(Struct struct, ObjectNode schema) {
        types(schema, "object", "null");
        schema.put("additionalProperties", struct.open());
        ObjectNode properties = schema.putObject("properties");
        struct.keys().forEach((name, key) -> {
            ObjectNode property = properties.putObject(name);
            property.put("description", key.meaning());
            describe(key.shape(), property);
            if (key.required()) {
                schema.withArray("required").add(name);
            }
        });
    }

    private static void types(ObjectNode schema, String... types) {
        for (String type : types) {
            schema.withArray("type").add(type);
        }
    }
}
