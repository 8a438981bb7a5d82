package io.github.kitmaven.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Locale;

/** How a manifest is written down. */
public enum BackupFormat {
    /** As people write manifests. */
    YAML,
    /** As the API takes them. */
    JSON;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The end of a file's name, with its dot. */
    String suffix() {
        return "." + name().toLowerCase(Locale.ROOT);
    }

    /** The other one. */
    BackupFormat other() {
        return this == YAML ? JSON : YAML;
    }

    /** An object as a text that ends in a line break. */
    String text(ObjectNode object) {
        if (this == YAML) {
            return YamlText.of(object);
        }
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(object) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a tree can be written", e);
        }
    }
}
