package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.schema.Kind;
import io.github.kitmaven.schema.SchemaType;
import io.github.kitmaven.schema.SchemaType.ListOf;
import io.github.kitmaven.schema.SchemaType.MapOf;
import io.github.kitmaven.schema.SchemaType.Scalar;
import io.github.kitmaven.schema.SchemaType.Struct;
import java.util.List;

/** The types of kinds, and all that they are made of, as OpenAPI describes them. */
final class OpenApiTypes {
    private final ObjectNode types = Json.object();

    private OpenApiTypes() {}

    /** The types of some kinds, by name. */
    static ObjectNode of(List<Kind> kinds) {
        OpenApiTypes all = new OpenApiTypes();
        for (Kind kind : kinds) {
            ObjectNode type = all.types.putObject(kind.apiVersion().replace('/', '.') + "." + kind.name());
            if (kind.type() instanceof Struct struct) {
                all.describe(struct, type);
            }
            type.putArray("x-kubernetes-group-version-kind")
                    .addObject()
                    .put("group", kind.group())
                    .put("version", kind.version())
                    .put("kind", kind.name());
        }
        return all.types;
    }

    private void describe(Struct struct, ObjectNode type) {
        type.put("type", "object");
        ObjectNode properties = type.putObject("properties");
        struct.fields().forEach((name, field) -> {
            properties.set(name, of(field.type()));
            if (field.required()) {
                Json.list(type, "required").add(name);
            }
        });
    }

    private ObjectNode of(SchemaType type) {
        ObjectNode described = Json.object();
        if (type instanceof Struct struct) {
            if (!types.has(struct.name())) {
                describe(struct, types.putObject(struct.name()));
            }
            described.put("$ref", "#/components/schemas/" + struct.name());
        } else if (type instanceof ListOf list) {
            described.put("type", "array").set("items", of(list.item()));
        } else if (type instanceof MapOf map) {
            described.put("type", "object").set("additionalProperties", of(map.value()));
        } else if (type instanceof Scalar scalar) {
            described.put(
                    "type",
                    switch (scalar) {
                        case INT -> "integer";
                        case NUMBER -> "number";
                        case BOOL -> "boolean";
                        case STRING, INT_OR_STRING, QUANTITY -> "string";
                    });
        } else {
            described.put("type", "object");
        }
        return described;
    }
}
