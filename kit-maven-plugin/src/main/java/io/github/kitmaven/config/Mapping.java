package io.github.kitmaven.config;

import io.github.kitmaven.model.Origin;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A map from names to values.
 *
 * @param entries its entries, in the order of the file
 * @param keys where the names stand, as far as that is known
 * @param origin where it stands
 * @param overridden the values of lower layers that it took the place of
 * @param secretKeys the names that nobody may read
 */
public record Mapping(
        Map<String, Value> entries,
        Map<String, Origin> keys,
        Origin origin,
        List<Value> overridden,
        Set<String> secretKeys)
        implements Value {
    /** A map that no file holds. */
    static final Mapping EMPTY = new Mapping(Map.of(), Origin.of(""), List.of());

    /**
     * Makes a map.
     *
     * @param entries its entries; copied
     * @param keys where the names stand, as far as that is known; copied
     * @param origin where it stands
     * @param overridden the values of lower layers that it took the place of
     * @param secretKeys the names that nobody may read; copied
     */
    public Mapping {
        entries = entries instanceof Layered ? entries : Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        keys = Map.copyOf(keys);
        secretKeys = Set.copyOf(secretKeys);
    }

    /**
     * Makes a map whose names anybody may read.
     *
     * @param entries its entries; copied
     * @param keys where the names stand, as far as that is known; copied
     * @param origin where it stands
     * @param overridden the values of lower layers that it took the place of
     */
    public Mapping(Map<String, Value> entries, Map<String, Origin> keys, Origin origin, List<Value> overridden) {
        this(entries, keys, origin, overridden, Set.of());
    }

    /**
     * Makes a map whose names stand nowhere, and may be read by anybody.
     *
     * @param entries its entries; copied
     * @param origin where it stands
     * @param overridden the values of lower layers that it took the place of
     */
    public Mapping(Map<String, Value> entries, Origin origin, List<Value> overridden) {
        this(entries, Map.of(), origin, overridden, Set.of());
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
     * Finds a name's own place, which may be lines above that of its value.
     *
     * @param key the name
     * @return where it stands, in the highest layer that has it; where its value stands, or else this map, if that is not
     *     known
     */
    public Origin keyOrigin(String key) {
        return Stream.concat(Stream.of(this), overridden.stream())
                .flatMap(layer -> layer instanceof Mapping map ? Stream.ofNullable(map.keys.get(key)) : Stream.empty())
                .findFirst()
                .or(() -> get(key).map(Value::origin))
                .orElse(origin);
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
        return new Mapping(new Layered(entries, more), keys, origin, overridden, secretKeys);
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
