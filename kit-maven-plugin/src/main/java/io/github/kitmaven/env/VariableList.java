package io.github.kitmaven.env;

import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.Scalar;
import io.github.kitmaven.config.Sequence;
import io.github.kitmaven.config.Value;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Turns the {@code values} of an answer into the {@code env} of a container: v3 has a map from names to values, v4 a list
 * of variables, which is sorted by name without regard to case.
 */
record VariableList(EnvApiSession.Options options) {
    private static final Comparator<Value> BY_NAME = Comparator.comparing(
            variable -> ((Mapping) variable).truthy("name").orElseThrow().text().toLowerCase(Locale.ROOT));

    /** Reads an answer; empty if its values are not as this version of env-api has them. */
    Optional<Mapping> of(Mapping body) {
        Optional<Value> values = body.get("values").filter(value -> !value.isNull());
        return (options.v4()
                        ? values.flatMap(VariableList::sorted)
                        : values.map(VariableList::listed).orElse(Optional.of(List.of())))
                .map(list -> new Mapping(
                        Map.of("env", new Sequence(list, body.origin(), List.of())), body.origin(), List.of()));
    }

    private static Optional<List<Value>> sorted(Value values) {
        boolean named = values instanceof Sequence list
                && list.elements().stream()
                        .allMatch(it -> it instanceof Mapping variable
                                && variable.truthy("name").isPresent());
        return named
                ? Optional.of(
                        ((Sequence) values).elements().stream().sorted(BY_NAME).toList())
                : Optional.empty();
    }

    private static Optional<List<Value>> listed(Value values) {
        return values instanceof Mapping mapping
                ? Optional.of(mapping.entries().entrySet().stream()
                        .map(entry -> variable(entry.getKey(), entry.getValue()))
                        .toList())
                : Optional.empty();
    }

    private static Value variable(String name, Value value) {
        Map<String, Value> entries = new LinkedHashMap<>();
        entries.put("name", Scalar.string(name, value.origin()));
        entries.put("value", value);
        return new Mapping(entries, value.origin(), List.of());
    }
}
