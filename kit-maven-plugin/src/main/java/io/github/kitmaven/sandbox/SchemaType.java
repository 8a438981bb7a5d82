package io.github.kitmaven.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The type of a value in an API object, as far as reading, merging and owning its fields needs it. */
sealed interface SchemaType {

    /** The scalars, with the name that a server gives them in messages. */
    enum Scalar implements SchemaType {
        STRING("string"),
        INT("int32"),
        NUMBER("float64"),
        BOOL("bool"),
        QUANTITY("resource.Quantity"),
        INT_OR_STRING("intstr.IntOrString");

        final String goName;

        Scalar(String goName) {
            this.goName = goName;
        }
    }

    /** A value that no schema describes: maps merge by key, lists are replaced as a whole. */
    enum Untyped implements SchemaType {
        UNTYPED
    }

    /**
     * A struct.
     *
     * @param fields its fields; the map is filled while the schema is read
     * @param open whether it may have other fields, too
     * @param atomic whether it is replaced as a whole
     */
    record Struct(String name, Map<String, Field> fields, boolean open, boolean atomic) implements SchemaType {}

    /** A map with free keys; {@code atomic} where it is replaced as a whole. */
    record MapOf(SchemaType value, boolean atomic) implements SchemaType {}

    /** A list: merged by the values of its keys, merged as a set, or replaced as a whole. */
    record ListOf(SchemaType item, Merging merging, List<String> keys) implements SchemaType {}

    /** How two lists are merged. */
    enum Merging {
        ATOMIC,
        SET,
        BY_KEYS
    }

    /** A field of a struct. */
    record Field(SchemaType type, boolean required) {}

    static SchemaType untyped() {
        return Untyped.UNTYPED;
    }

    /** Whether a change of any part is a change of the whole. */
    default boolean isAtomic() {
        return (this instanceof Struct struct && struct.atomic()) || (this instanceof MapOf map && map.atomic());
    }

    /** The type of a member of an object; empty where a struct declares no such field. */
    default Optional<SchemaType> member(String name) {
        if (this instanceof Struct struct) {
            Field field = struct.fields().get(name);
            return field != null
                    ? Optional.of(field.type())
                    : struct.open() ? Optional.of(untyped()) : Optional.empty();
        }
        return Optional.of(this instanceof MapOf map ? map.value() : untyped());
    }
}
