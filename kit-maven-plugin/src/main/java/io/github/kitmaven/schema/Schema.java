package io.github.kitmaven.schema;

import io.github.kitmaven.schema.SchemaType.Field;
import io.github.kitmaven.schema.SchemaType.ListOf;
import io.github.kitmaven.schema.SchemaType.MapOf;
import io.github.kitmaven.schema.SchemaType.Merging;
import io.github.kitmaven.schema.SchemaType.Scalar;
import io.github.kitmaven.schema.SchemaType.Struct;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The types of the built-in kinds, read from {@code schema.txt}; its head explains the notation. */
public final class Schema {
    private static final Schema BUILT_IN = new Schema(DataLines.of(Schema.class, "schema.txt"));

    private final Map<String, Map<String, Field>> structs = new HashMap<>();

    private Schema(List<String> lines) {
        lines.forEach(line -> structs.put(line.substring(0, line.indexOf(' ')), new LinkedHashMap<>()));
        lines.forEach(this::readStruct);
    }

    /**
     * Looks up the type of a built-in kind.
     *
     * @param apiVersion its API version, such as {@code apps/v1}
     * @param kind its name, such as {@code Deployment}
     * @return the type of its objects
     * @throws IllegalStateException if there is no such kind
     */
    public static SchemaType of(String apiVersion, String kind) {
        return BUILT_IN.type(apiVersion + "/" + kind);
    }

    /** {@return the type of a custom resource, of which only the metadata is known} */
    public static SchemaType ofCustomResource() {
        return new Struct("", Map.of("metadata", new Field(BUILT_IN.type("ObjectMeta"), false)), true, false);
    }

    private void readStruct(String line) {
        String[] words = line.split(" ");
        Map<String, Field> fields = structs.get(words[0]);
        for (int i = 1; i < words.length && fields != null; i++) {
            int colon = words[i].indexOf(':');
            String name = words[i].substring(0, colon);
            boolean required = name.endsWith("*");
            fields.put(
                    required ? name.substring(0, name.length() - 1) : name,
                    new Field(type(words[i].substring(colon + 1)), required));
        }
    }

    private SchemaType type(String notation) {
        boolean atomic = notation.endsWith("!");
        String plain = atomic ? notation.substring(0, notation.length() - 1) : notation;
        return switch (plain.charAt(0)) {
            case '[' -> list(plain.substring(1, plain.length() - 1));
            case '{' -> new MapOf(type(plain.substring(1, plain.length() - 1)), atomic);
            default -> named(plain, atomic);
        };
    }

    private SchemaType list(String notation) {
        int at = notation.lastIndexOf('@');
        if (at < 0) {
            return new ListOf(type(notation), Merging.ATOMIC, List.of());
        }
        SchemaType item = type(notation.substring(0, at));
        String keys = notation.substring(at + 1);
        return keys.isEmpty()
                ? new ListOf(item, Merging.SET, List.of())
                : new ListOf(item, Merging.BY_KEYS, List.of(keys.split("\\+")));
    }

    private SchemaType named(String name, boolean atomic) {
        return switch (name) {
            case "any" -> SchemaType.untyped();
            case "string" -> Scalar.STRING;
            case "int" -> Scalar.INT;
            case "number" -> Scalar.NUMBER;
            case "bool" -> Scalar.BOOL;
            case "quantity" -> Scalar.QUANTITY;
            case "intOrString" -> Scalar.INT_OR_STRING;
            default -> {
                Map<String, Field> fields = structs.get(name);
                if (fields == null) {
                    throw new IllegalStateException("schema.txt names the type " + name + " but does not describe it");
                }
                yield new Struct(name, fields, false, atomic);
            }
        };
    }
}
