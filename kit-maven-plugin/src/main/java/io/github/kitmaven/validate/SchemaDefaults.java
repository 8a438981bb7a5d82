package io.github.kitmaven.validate;

import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.Scalar;
import io.github.kitmaven.config.Sequence;
import io.github.kitmaven.config.Value;
import io.github.kitmaven.model.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes of a value what a server judges: what is missing has its default, and a null that may not be one is gone. A default
 * stands where the map that lacks it does.
 */
final class SchemaDefaults {
    private SchemaDefaults() {}

    /** Completes a map. */
    static Mapping fill(Mapping map, CustomSchema schema) {
        Map<String, Value> entries = new LinkedHashMap<>();
        map.entries().forEach((name, value) -> {
            Optional<CustomSchema> of = schema.property(name).or(() -> schema.schema("additionalProperties"));
            fill(value, of).ifPresent(filled -> entries.put(name, filled));
        });
        for (String name : schema.properties()) {
            if (!entries.containsKey(name)) {
                Optional<CustomSchema> of = schema.property(name);
                of.flatMap(CustomSchema::byDefault)
                        .flatMap(value -> fill(placed(value, map.origin()), of))
                        .ifPresent(value -> entries.put(name, value));
            }
        }
        return new Mapping(entries, map.keys(), map.origin(), List.of(), map.secretKeys());
    }

    private static Optional<Value> fill(Value value, Optional<CustomSchema> schema) {
        if (schema.isEmpty()) {
            return Optional.of(value);
        }
        if (value.isNull() && !schema.get().flag("nullable")) {
            return schema.get().byDefault().flatMap(it -> fill(placed(it, value.origin()), schema));
        }
        if (value instanceof Mapping map) {
            return Optional.of(fill(map, schema.get()));
        }
        return Optional.of(
                value instanceof Sequence list ? fill(list, schema.get().schema("items")) : value);
    }

    /** A null item stays: a list has no gaps. */
    private static Sequence fill(Sequence list, Optional<CustomSchema> items) {
        List<Value> elements = list.elements().stream()
                .map(element -> fill(element, items).orElse(element))
                .toList();
        return new Sequence(elements, list.origin(), List.of());
    }

    private static Value placed(Value value, Origin origin) {
        if (value instanceof Mapping map) {
            Map<String, Value> entries = new LinkedHashMap<>();
            map.entries().forEach((name, entry) -> entries.put(name, placed(entry, origin)));
            return new Mapping(entries, Map.of(), origin, List.of(), map.secretKeys());
        }
        if (value instanceof Sequence list) {
            List<Value> elements = list.elements().stream()
                    .map(element -> placed(element, origin))
                    .toList();
            return new Sequence(elements, origin, List.of());
        }
        Scalar scalar = (Scalar) value;
        return new Scalar(scalar.type(), scalar.text(), scalar.shown(), origin, List.of());
    }
}
