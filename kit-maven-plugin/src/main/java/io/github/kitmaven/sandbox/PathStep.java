package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.schema.SchemaType.ListOf;
import io.github.kitmaven.schema.SchemaType.Merging;
import java.io.UncheckedIOException;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The steps of a path in a {@link FieldSet}, in the notation of FieldsV1. */
final class PathStep {
    private PathStep() {}

    static String field(String name) {
        return "f:" + name;
    }

    /** The step to an item of a list that is merged by keys or as a set. */
    static String item(ListOf list, JsonNode item) {
        if (list.merging() == Merging.SET) {
            return "v:" + Json.text(item);
        }
        ObjectNode keys = Json.object();
        for (String key : new TreeSet<>(list.keys())) {
            if (item.has(key)) {
                keys.set(key, item.get(key));
            } else if (key.equals("protocol")) {
                keys.put(key, "TCP"); // the one key with a default in the schemas
            }
        }
        return "k:" + Json.text(keys);
    }

    /** The step as messages write it. */
    static String text(String step) {
        String value = step.substring(2);
        return switch (step.charAt(0)) {
            case 'f' -> "." + value;
            case 'k' -> "[" + keys(value) + "]";
            case 'v' -> "[=" + value + "]";
            default -> "[" + value + "]";
        };
    }

    private static String keys(String json) {
        try {
            JsonNode keys = Json.read(json);
            Iterable<String> names = keys::fieldNames;
            return StreamSupport.stream(names.spliterator(), false)
                    .map(name -> name + "=" + keys.get(name))
                    .collect(Collectors.joining(","));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
