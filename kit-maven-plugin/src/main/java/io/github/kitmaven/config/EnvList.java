package io.github.kitmaven.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists of environment variables, each a map with a {@code name}. They merge by name, in the lower list's order. */
final class EnvList {
    static final String KEY = "env";

    private EnvList() {}

    /**
     * Merges two lists. The upper one's fields win, its nulls too; each of its variables is used once.
     *
     * <p>Source of the rule: kit-deploymentizer's resource handler.
     */
    static Sequence merge(Sequence lower, Sequence upper) {
        List<Value> rest = new ArrayList<>(upper.elements());
        List<Value> merged = new ArrayList<>();
        for (Value variable : lower.elements()) {
            merged.add(take(name(variable), rest)
                    .map(above -> (Value) over((Mapping) variable, above))
                    .orElse(variable));
        }
        merged.addAll(rest);
        return new Sequence(merged, upper.origin(), LayerMerge.remember(upper, lower));
    }

    /** {@return the variable's name; empty if it has none} */
    static Optional<String> name(Value variable) {
        return variable instanceof Mapping mapping ? mapping.truthy("name").map(Value::text) : Optional.empty();
    }

    private static Optional<Mapping> take(Optional<String> name, List<Value> variables) {
        for (int i = 0; name.isPresent() && i < variables.size(); i++) {
            if (name.equals(name(variables.get(i)))) {
                return Optional.of((Mapping) variables.remove(i));
            }
        }
        return Optional.empty();
    }

    private static Mapping over(Mapping lower, Mapping upper) {
        if (lower.equals(upper)) {
            return lower; // without a source of variables, a list is merged with itself
        }
        Map<String, Value> entries = new LinkedHashMap<>(lower.entries());
        upper.entries()
                .forEach((key, value) -> entries.merge(key, value, (below, above) -> LayerMerge.replace(below, above)));
        return new Mapping(entries, upper.keys(), upper.origin(), LayerMerge.remember(upper, lower));
    }
}
