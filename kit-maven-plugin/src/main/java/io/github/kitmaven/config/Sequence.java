package io.github.kitmaven.config;

import io.github.kitmaven.model.Origin;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A list.
 *
 * @param elements its elements, in order
 * @param origin where it stands
 * @param overridden the values of lower layers that it took the place of
 */
public record Sequence(List<Value> elements, Origin origin, List<Value> overridden) implements Value {

    /**
     * Makes a list.
     *
     * @param elements its elements, in order
     * @param origin where it stands
     * @param overridden the values of lower layers that it took the place of
     */
    public Sequence {
        elements = List.copyOf(elements);
    }

    @Override
    public String text() {
        return elements.stream().map(Value::text).collect(Collectors.joining(","));
    }

    @Override
    public boolean truthy() {
        return true;
    }
}
