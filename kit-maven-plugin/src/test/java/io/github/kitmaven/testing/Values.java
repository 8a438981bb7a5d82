package io.github.kitmaven.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.config.FormatVersion;
import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.Scalar;
import io.github.kitmaven.config.Sequence;
import io.github.kitmaven.config.SourceText;
import io.github.kitmaven.config.Value;
import io.github.kitmaven.config.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes values from YAML, and shows them as plain Java objects to compare. */
public final class Values {
    private Values() {}

    /** Reads one YAML document as the original would. */
    public static Mapping yaml(String text) {
        return yaml(text, FormatVersion.V2);
    }

    /** Reads one YAML document. */
    public static Mapping yaml(String text, FormatVersion version) {
        return (Mapping)
                YamlReader.of(version).one(new SourceText("test.yaml", text)).orElseThrow();
    }

    /** Shows a value as maps, lists and strings, where a scalar also shows its type. */
    public static Object plain(Value value) {
        if (value instanceof Mapping mapping) {
            Map<String, Object> map = new LinkedHashMap<>();
            mapping.entries().forEach((key, entry) -> map.put(key, plain(entry)));
            return map;
        }
        if (value instanceof Sequence sequence) {
            return sequence.elements().stream().map(Values::plain).toList();
        }
        Scalar scalar = (Scalar) value;
        return scalar.type() + " " + scalar.text();
    }

    /** Shows a value as JSON. */
    public static JsonNode json(Value value) {
        if (value instanceof Mapping mapping) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            mapping.entries().forEach((key, entry) -> object.set(key, json(entry)));
            return object;
        }
        if (value instanceof Sequence sequence) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            sequence.elements().forEach(element -> array.add(json(element)));
            return array;
        }
        Scalar scalar = (Scalar) value;
        return switch (scalar.type()) {
            case STRING -> JsonNodeFactory.instance.textNode(scalar.text());
            case NUMBER -> JsonNodeFactory.instance.numberNode(Double.parseDouble(scalar.text()));
            case BOOLEAN -> JsonNodeFactory.instance.booleanNode(scalar.truthy());
            case NULL -> JsonNodeFactory.instance.nullNode();
        };
    }

    /** Shows JSON in the same way. */
    public static Object plain(JsonNode json) {
        if (json.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            json.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
            return map;
        }
        if (json.isArray()) {
            List<Object> list = new ArrayList<>();
            json.forEach(element -> list.add(plain(element)));
            return list;
        }
        return json.isNull() ? "NULL " : json.getNodeType() + " " + json.asText();
    }
}
