package io.github.kitmaven.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a value of a configuration file may be: for the check of unknown keys, and for the schemas that editors read. */
sealed interface Shape {
    /** Anything. */
    record Any() implements Shape {}

    /** A string or number; if any words are given, one of these. */
    record Text(List<String> words) implements Shape {}

    /** A boolean. */
    record Flag() implements Shape {}

    /** A list; if {@code orOne}, an element may stand by itself. */
    record ListOf(Shape element, boolean orOne) implements Shape {}

    /** A map with names that the repo chooses. */
    record MapOf(Shape value) implements Shape {}

    /**
     * A map with keys that kit gives a meaning to.
     *
     * @param keys the keys, in the order in which people write them
     * @param open whether templates may use other keys, too
     */
    record Struct(Map<String, Key> keys, boolean open) implements Shape {

        /** Adds a key that may be left out. */
        Struct with(String name, Shape shape, String meaning) {
            return with(name, new Key(shape, meaning, false));
        }

        /** Adds a key that must be there. */
        Struct needs(String name, Shape shape, String meaning) {
            return with(name, new Key(shape, meaning, true));
        }

        private Struct with(String name, Key key) {
            Map<String, Key> all = new LinkedHashMap<>(keys);
            all.put(name, key);
            return new Struct(all, open);
        }
    }

    /** A key of a struct; its meaning is one sentence. */
    record Key(Shape shape, String meaning, boolean required) {}

    /** Whatever the repo's templates need. */
    static Shape any() {
        return new Any();
    }

    /** A string or number. */
    static Shape text() {
        return new Text(List.of());
    }

    /** {@code true} or {@code false}. */
    static Shape flag() {
        return new Flag();
    }

    /** A string that must be one of some words. */
    static Shape oneOf(String... words) {
        return new Text(List.of(words));
    }

    /** A map with no other keys than those that are added. */
    static Struct closed() {
        return new Struct(Map.of(), false);
    }

    /** A map with more keys than those that are added. */
    static Struct open() {
        return new Struct(Map.of(), true);
    }

    /** {@return the shape under a key; empty if there can't be such a key} */
    default Optional<Shape> at(String key) {
        if (this instanceof Struct struct) {
            Key known = struct.keys().get(key);
            return known != null ? Optional.of(known.shape()) : struct.open() ? Optional.of(any()) : Optional.empty();
        }
        if (this instanceof MapOf map) {
            return Optional.of(map.value());
        }
        return this instanceof Any ? Optional.of(any()) : Optional.empty();
    }
}
