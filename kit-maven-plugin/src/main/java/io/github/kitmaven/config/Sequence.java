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
 * @param appending whether its elements go behind those of the lower layer's list, instead of taking their place
 */
public record Sequence(List<Value> elements, Origin origin, List<Value> overridden, boolean appending)
        implements Value {

    /**
     * Makes a list.
     *
     * @param elements its elements, in order
     * @param origin where it stands
     * @param overridden the values of lower layers that it took the place of
     * @param appending whether its elements go behind those of the lower layer's list
     */
    public Sequence {
        elements = List.copyOf(elements);
    }

    /**
     * Makes a list that takes the place of the lower layer's.
     *
     * @param elements its elements, in order
     * @param origin where it stands
     * @param overridden the values of lower layers that it took the place of
     */
    public Sequence(List<Value> elements, Origin origin, List<Value> overridden) {
        this(elements, origin, overridden, false);
    }

    @Override
    public String text() {
        return elements.stream().map(Value::text).collect(Collectors.joining(","));
    }

    @Override
    public String shown() {
        return elements.stream().map(Value::shown).collect(Collectors.joining(","));
    }

    @Override
    public boolean secret() {
        return elements.stream().anyMatch(Value::secret);
    }

    @Override
    public boolean truthy() {
        return true;
    }
}
