package io.github.kitmaven.validate;

import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.Scalar;
import io.github.kitmaven.config.Sequence;
import io.github.kitmaven.config.Value;
import io.github.kitmaven.model.Secrets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Values without their places: to compare them, and to print them in one line. */
final class SchemaText {
    private SchemaText() {}

    /** What is equal for equal values, and only for them. */
    static Object comparable(Optional<Value> value) {
        return value.map(SchemaText::comparable).orElse("");
    }

    private static Object comparable(Value value) {
        if (value instanceof Mapping map) {
            Map<String, Object> entries = new HashMap<>();
            map.entries().forEach((name, entry) -> entries.put(name, comparable(entry)));
            return entries;
        }
        if (value instanceof Sequence list) {
            return list.elements().stream().map(SchemaText::comparable).toList();
        }
        return List.of(((Scalar) value).type(), value.text());
    }

    /** The value as YAML in one line, as it may be shown; {@code null} if it is missing. */
    static String of(Optional<Value> value) {
        return value.map(SchemaText::of).orElse("null");
    }

    static String of(Value value) {
        if (value instanceof Mapping map) {
            return map.entries().entrySet().stream()
                    .map(entry -> (map.secretKeys().contains(entry.getKey()) ? Secrets.MASK : entry.getKey()) + ": "
                            + of(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Sequence list) {
            return list.elements().stream().map(SchemaText::of).collect(Collectors.joining(", ", "[", "]"));
        }
        return value.isNull() && !value.secret() ? "null" : value.shown();
    }
}
