package io.github.kitmaven.config;

import io.github.kitmaven.model.Origin;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A map from names to values.
 *
 * @param entries its entries, in the order of the file
 * @param origin where it stands
 * @param overridden the values of lower layers that it took the place of
 * @param secretKeys the names that nobody may read
 */
public record Mapping(Map<String, Value> entries, Origin origin, List<Value> overridden, Set<String> secretKeys)
        implements Value {
    /** A map that no file holds. */
    static final Mapping EMPTY = new Mapping(Map.of(), Origin.of(""), List.of());

    /**
     * Makes a map.
     *
     * @param entries its entries; copied
     * @param origin where it stands
     * @param overridden the values of lower layers that it took the place of
     * @param secretKeys the names that nobody may read; copied
     */
    public Mapping {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        secretKeys = Set.copyOf(secretKeys);
    }

    /**
     * Makes a map whose names anybody may read.
     *
     * @param entries its entries; copied
     * @param origin where it stands
     * @param overridden the values of lower layers that it took the place of
     */
    public Mapping(Map<String, Value> entries, Origin origin, List<Value> overridden) {
        this(entries, origin, overridden, Set.of());
    }

    /**
     * Looks a name up.
     *
     * @param key the name
     * @return its value, if the map has the name
     */
    public Optional<Value> get(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /**
     * Looks a name up, taking for missing what JavaScript takes for false.
     *
     * @param key the name
     * @return its value, if it has one other than null, false, 0 and the empty string
     */
    public Optional<Value> truthy(String key) {
        return get(key).filter(Value::truthy);
    }

    /**
     * Adds or replaces entries.
     *
     * @param more the entries
     * @return a map of both
     */
    public Mapping with(Map<String, Value> more) {
        Map<String, Value> all = new LinkedHashMap<>(entries);
        all.putAll(more);
        return new Mapping(all, origin, overridden);
    }

    @Override
    public String text() {
        return "[object Object]";
    }

    @Override
    public String shown() {
        return text();
    }

    @Override
    public boolean truthy() {
        return true;
    }
}
