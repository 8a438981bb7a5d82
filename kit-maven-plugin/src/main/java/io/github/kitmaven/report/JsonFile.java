package io.github.kitmaven.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.github.kitmaven.model.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** JSON as kit's files hold it: indented, a newline at the end, written whole or not at all. */
final class JsonFile {
    /** Reads and writes the records of reports. */
    static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build();

    /** Keys whose values are words of kit, or a time or a commit: no secret, even where one reads the same. */
    private static final Set<String> OWN_WORDS = Set.of("goal", "status", "state", "startedAt", "commit");

    private JsonFile() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static String text(ObjectNode tree, Secrets secrets) {
        return text((ObjectNode) masked(tree, secrets));
    }

    static String text(ObjectNode tree) {
        try {
            return JSON.writeValueAsString(tree) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can be written", e);
        }
    }

    /** Writes a record, without ever having all of its text in memory. */
    static void write(Object value, Path file) throws IOException {
        WholeFile.write(file, out -> {
            JSON.writeValue(out, value);
            out.write("\n");
        });
    }

    static void write(String text, Path file) throws IOException {
        WholeFile.write(file, out -> out.write(text));
    }

    /** Value by value: in the text, a secret might be a part of JSON's own signs. */
    private static JsonNode masked(JsonNode node, Secrets secrets) {
        if (node instanceof ObjectNode object) {
            object.properties().stream()
                    .filter(entry -> !OWN_WORDS.contains(entry.getKey()))
                    .forEach(entry -> entry.setValue(masked(entry.getValue(), secrets)));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, masked(array.get(i), secrets));
            }
        } else if (node.isTextual()) {
            return TextNode.valueOf(secrets.mask(node.asText()));
        }
        return node;
    }
}
