package io.github.kitmaven.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The type of a value in an API object, as far as reading, merging and owning its fields needs it. */
public sealed interface SchemaType {

    /** The scalars, with the name that a server gives them in messages. */
    enum Scalar implements SchemaType {
        /** Text. */
        STRING("string"),
        /** A whole number. */
        INT("int32"),
        /** Any number. */
        NUMBER("float64"),
        /** True or false. */
        BOOL("bool"),
        /** An amount, such as {@code 500m}. */
        QUANTITY("resource.Quantity"),
        /** A whole number or text, such as a port. */
        INT_OR_STRING("intstr.IntOrString");

        private final String goName;

        Scalar(String goName) {
            this.goName = goName;
        }

        /** {@return the name that a server gives the type in messages} */
        public String goName() {
            return goName;
        }
    }

    /** A value that no schema describes: maps merge by key, lists are replaced as a whole. */
    enum Untyped implements SchemaType {
        /** The only one. */
        UNTYPED
    }

    /**
     * A struct.
     *
     * @param name the type's name
     * @param fields its fields; the map is filled while the schema is read
     * @param open whether it may have other fields, too
     * @param atomic whether it is replaced as a whole
     */
    record Struct(String name, Map<String, Field> fields, boolean open, boolean atomic) implements SchemaType {}

    /**
     * A map with free keys.
     *
     * @param value the type of its values
     * @param atomic whether it is replaced as a whole
     */
    record MapOf(SchemaType value, boolean atomic) implements SchemaType {}

    /**
     * A list.
     *
     * @param item the type of its items
     * @param merging how two are merged
     * @param keys the fields of an item by which they are merged
     */
    record ListOf(SchemaType item, Merging merging, List<String> keys) implements SchemaType {}

    /** How two lists are merged. */
    enum Merging {
        /** One replaces the other. */
        ATOMIC,
        /** What is in either is in both. */
        SET,
        /** Items whose keys have the same values are merged. */
        BY_KEYS
    }

    /**
     * A field of a struct.
     *
     * @param type the type of its value
     * @param required whether an object must have it
     */
    record Field(SchemaType type, boolean required) {}

    /** {@return the type of a value that no schema describes} */
    static SchemaType untyped() {
        return Untyped.UNTYPED;
    }

    /** {@return whether a change of any part is a change of the whole} */
    default boolean isAtomic() {
        return (this instanceof Struct struct && struct.atomic()) || (this instanceof MapOf map && map.atomic());
    }

    /**
     * Looks up a member of an object of this type.
     *
     * @param name the member's name
     * @return its type; empty where a struct declares no such field
     */
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
