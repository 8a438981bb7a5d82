package io.github.kitmaven.config;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map over another that never changes, and which it does not copy: a fleet puts a few values of each resource over all
 * vars of each cluster, and asks for some of them. It never changes either.
 */
final class Layered extends AbstractMap<String, Value> {
    private final Map<String, Value> lower;
    private final Map<String, Value> upper;

    /** Lays a copy of {@code upper} over {@code lower}, which must not change. */
    Layered(Map<String, Value> lower, Map<String, Value> upper) {
        this.lower = lower;
        this.upper = new LinkedHashMap<>(upper);
    }

    @Override
    public @Nullable Value get(Object key) {
        Value above = upper.get(key);
        return above == null ? lower.get(key) : above;
    }

    @Override
    public boolean containsKey(Object key) {
        return get(key) != null;
    }

    @Override
    public Set<Entry<String, Value>> entrySet() {
        Map<String, Value> all = new LinkedHashMap<>(lower);
        all.putAll(upper);
        return Collections.unmodifiableMap(all).entrySet();
    }
}
