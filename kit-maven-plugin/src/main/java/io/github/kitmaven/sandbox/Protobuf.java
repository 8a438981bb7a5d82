package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.kitmaven.schema.DataLines;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what typed clients send, such as that of {@code kubectl create namespace}: an envelope with the kind's name, and in it
 * the object in protobuf. {@code protobuf.txt} has the numbers of the fields.
 */
final class Protobuf {
    static final String MEDIA_TYPE = "application/vnd.kubernetes.protobuf";

    private static final byte[] MAGIC = {'k', '8', 's', 0};
    private static final Map<String, Map<Integer, Field>> TYPES = new HashMap<>();

    static {
        DataLines.of(Protobuf.class, "protobuf.txt").forEach(Protobuf::readType);
    }

    private Protobuf() {}

    /** A field: its name, {@code -} where those of its struct stand for it, and its type. */
    private record Field(String name, String type, boolean optional) {

        boolean isList() {
            return type.startsWith("[");
        }

        boolean isMap() {
            return type.startsWith("{");
        }

        String item() {
            return isList() || isMap() ? type.substring(1) : type;
        }
    }

    /** The object as a tree; empty where these bytes are no object of a kind that is known here. */
    static Optional<ObjectNode> read(byte[] body) {
        try {
            return envelope(body);
        } catch (IndexOutOfBoundsException | DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Optional<ObjectNode> envelope(byte[] body) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (body[i] != MAGIC[i]) {
                return Optional.empty();
            }
        }
        String apiVersion = "";
        String kind = "";
        ProtobufFields raw = new ProtobufFields(new byte[0]);
        ProtobufFields outer = new ProtobufFields(body).from(MAGIC.length);
        while (outer.next()) {
            if (outer.number() == 1) {
                ProtobufFields type = new ProtobufFields(outer.bytes());
                while (type.next()) {
                    apiVersion = type.number() == 1 ? text(type.bytes()) : apiVersion;
                    kind = type.number() == 2 ? text(type.bytes()) : kind;
                }
            } else if (outer.number() == 2) {
                raw = new ProtobufFields(outer.bytes());
            }
        }
        if (!TYPES.containsKey(kind)) {
            return Optional.empty();
        }
        ObjectNode object = Json.object().put("apiVersion", apiVersion).put("kind", kind);
        struct(object, kind, raw);
        return Optional.of(object);
    }

    private static void struct(ObjectNode into, String type, ProtobufFields fields) {
        Map<Integer, Field> known = TYPES.getOrDefault(type, Map.of());
        while (fields.next()) {
            Field field = known.get(fields.number());
            if (field == null) {
                continue;
            }
            if (field.name().equals("-")) {
                struct(into, field.type(), new ProtobufFields(fields.bytes()));
            } else if (field.isList()) {
                Json.list(into, field.name()).add(value(field.item(), fields));
            } else if (field.isMap()) {
                entry(Json.child(into, field.name()), field.item(), new ProtobufFields(fields.bytes()));
            } else {
                JsonNode value = value(field.type(), fields);
                if (field.optional() || !isEmpty(value)) {
                    into.set(field.name(), value);
                }
            }
        }
    }

    private static void entry(ObjectNode into, String type, ProtobufFields fields) {
        String key = "";
        JsonNode value = type.equals("s") || type.equals("y") ? TextNode.valueOf("") : Json.object();
        while (fields.next()) {
            if (fields.number() == 1) {
                key = text(fields.bytes());
            } else {
                value = value(type, fields);
            }
        }
        into.set(key, value);
    }

    private static JsonNode value(String type, ProtobufFields fields) {
        return switch (type) {
            case "s" -> TextNode.valueOf(text(fields.bytes()));
            case "y" -> TextNode.valueOf(Base64.getEncoder().encodeToString(fields.bytes()));
            case "i" -> LongNode.valueOf(fields.integer());
            case "b" -> BooleanNode.valueOf(fields.integer() != 0);
            case "t", "m" -> time(new ProtobufFields(fields.bytes()));
            case "q" -> first(new ProtobufFields(fields.bytes()));
            case "o" -> intOrString(new ProtobufFields(fields.bytes()));
            default -> {
                ObjectNode object = Json.object();
                struct(object, type, new ProtobufFields(fields.bytes()));
                yield object;
            }
        };
    }

    /** A field that is always sent is not set where it is empty. */
    private static boolean isEmpty(JsonNode value) {
        return value.isNumber() ? value.asLong() == 0 : value.isBoolean() ? !value.asBoolean() : isBlank(value);
    }

    private static boolean isBlank(JsonNode value) {
        return value.isTextual() ? value.asText().isEmpty() : value.isEmpty();
    }

    private static JsonNode time(ProtobufFields fields) {
        long seconds = 0;
        long nanos = 0;
        while (fields.next()) {
            seconds = fields.number() == 1 ? fields.integer() : seconds;
            nanos = fields.number() == 2 ? fields.integer() : nanos;
        }
        return TextNode.valueOf(
                seconds == 0 ? "" : Instant.ofEpochSecond(seconds, nanos).toString());
    }

    private static JsonNode first(ProtobufFields fields) {
        return TextNode.valueOf(fields.next() ? text(fields.bytes()) : "");
    }

    private static JsonNode intOrString(ProtobufFields fields) {
        boolean isText = false;
        long number = 0;
        String text = "";
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> isText = fields.integer() == 1;
                case 2 -> number = fields.integer();
                default -> text = text(fields.bytes());
            }
        }
        return isText ? TextNode.valueOf(text) : LongNode.valueOf(number);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void readType(String line) {
        List<String> words = List.of(line.split(" "));
        Map<Integer, Field> fields = new HashMap<>();
        for (String word : words.subList(1, words.size())) {
            String[] parts = word.split(":");
            boolean optional = parts[2].endsWith("?");
            String type = optional ? parts[2].substring(0, parts[2].length() - 1) : parts[2];
            fields.put(Integer.parseInt(parts[0]), new Field(parts[1], type, optional));
        }
        TYPES.put(words.get(0), fields);
    }
}
