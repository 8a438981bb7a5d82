package io.github.kitmaven.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Trees as bytes. Read again they are equal, types of numbers included, which JSON would not keep; and each text is there
 * once, however often the trees have it. For one writer or reader, of trees in the order in which they were written.
 */
final class TreeFormat {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<String, Integer> places = new HashMap<>();
    private final List<String> texts = new ArrayList<>();

    void write(JsonNode node, DataOutputStream out) throws IOException {
        if (node instanceof ObjectNode object) {
            out.writeByte('{');
            out.writeInt(object.size());
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                write(field.getKey(), out);
                write(field.getValue(), out);
            }
        } else if (node instanceof ArrayNode array) {
            out.writeByte('[');
            out.writeInt(array.size());
            for (JsonNode item : array) {
                write(item, out);
            }
        } else {
            out.writeByte(type(node));
            write(node.asText(), out);
        }
    }

    private static char type(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> 's';
            case BOOLEAN -> 't';
            case NULL -> '0';
            case NUMBER ->
                switch (node.numberType()) {
                    case INT -> 'i';
                    case LONG -> 'l';
                    case BIG_INTEGER -> 'b';
                    case FLOAT -> 'f';
                    case DOUBLE -> 'd';
                    case BIG_DECIMAL -> 'e';
                };
            default -> throw new IllegalArgumentException("no value of JSON: " + node.getNodeType());
        };
    }

    private void write(String text, DataOutputStream out) throws IOException {
        Integer place = places.putIfAbsent(text, places.size());
        if (place != null) {
            out.writeInt(place);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(-1 - bytes.length);
        out.write(bytes);
    }

    JsonNode read(DataInputStream in) throws IOException {
        char type = (char) in.readByte();
        if (type == '{') {
            ObjectNode object = NODES.objectNode();
            for (int left = in.readInt(); left > 0; left--) {
                String key = text(in);
                object.set(key, read(in));
            }
            return object;
        }
        if (type == '[') {
            ArrayNode array = NODES.arrayNode();
            for (int left = in.readInt(); left > 0; left--) {
                array.add(read(in));
            }
            return array;
        }
        return value(type, text(in));
    }

    private static JsonNode value(char type, String text) {
        return switch (type) {
            case 's' -> NODES.textNode(text);
            case 't' -> NODES.booleanNode(Boolean.parseBoolean(text));
            case '0' -> NODES.nullNode();
            case 'i' -> NODES.numberNode(Integer.parseInt(text));
            case 'l' -> NODES.numberNode(Long.parseLong(text));
            case 'b' -> NODES.numberNode(new BigInteger(text));
            case 'f' -> NODES.numberNode(Float.parseFloat(text));
            case 'd' -> NODES.numberNode(Double.parseDouble(text));
            case 'e' -> DecimalNode.valueOf(new BigDecimal(text));
            default -> throw new IllegalArgumentException("no type of a tree: " + type);
        };
    }

    private String text(DataInputStream in) throws IOException {
        int place = in.readInt();
        if (place >= 0) {
            return texts.get(place);
        }
        String text = new String(in.readNBytes(-1 - place), StandardCharsets.UTF_8);
        texts.add(text);
        return text;
    }
}
