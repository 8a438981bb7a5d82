package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Trees of API objects. Those in the store are never changed: whoever changes one copies it first. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static byte[] bytes(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(JsonNode tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a tree; a missing node where there is no content. */
    static JsonNode read(String content) throws JsonProcessingException {
        return MAPPER.readTree(content);
    }

    /** The tree of plain lists, maps and scalars. */
    static JsonNode tree(@Nullable Object plain) {
        return MAPPER.valueToTree(plain);
    }

    /** The object under a name, made where there is none. */
    static ObjectNode child(ObjectNode parent, String name) {
        return parent.get(name) instanceof ObjectNode child ? child : parent.putObject(name);
    }

    /** The list under a name, made where there is none. */
    static ArrayNode list(ObjectNode parent, String name) {
        return parent.get(name) instanceof ArrayNode child ? child : parent.putArray(name);
    }

    /** The items of a list, or the values of an object; none of anything else. */
    static Stream<JsonNode> items(JsonNode parent) {
        return StreamSupport.stream(parent.spliterator(), false);
    }

    /** The items of a list that are objects. */
    static Stream<ObjectNode> objects(JsonNode parent) {
        return items(parent).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
    }

    static void copy(ObjectNode from, ObjectNode to, String field) {
        JsonNode value = from.get(field);
        if (value == null) {
            to.remove(field);
        } else {
            to.set(field, value);
        }
    }
}
