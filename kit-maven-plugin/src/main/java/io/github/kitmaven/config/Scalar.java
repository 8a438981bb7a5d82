package io.github.kitmaven.config;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.model.Secrets;
import java.util.List;

/**
 * A string, number, boolean or null.
 *
 * @param type which of them
 * @param text the value as JavaScript prints it; empty for null
 * @param shown the text as it may be shown; the very same unless the value was decrypted or comes from outside of the repo
 * @param origin where it stands
 * @param overridden the values of lower layers that it took the place of
 */
public record Scalar(Type type, String text, String shown, Origin origin, List<Value> overridden) implements Value {

    /**
     * Makes a scalar that anybody may read.
     *
     * @param type which of them
     * @param text the value as JavaScript prints it; empty for null
     * @param origin where it stands
     * @param overridden the values of lower layers that it took the place of
     */
    public Scalar(Type type, String text, Origin origin, List<Value> overridden) {
        this(type, text, text, origin, overridden);
    }

    /** What a scalar is. */
    public enum Type {
        /** Text. */
        STRING,
        /** A number, a double as in JavaScript. */
        NUMBER,
        /** {@code true} or {@code false}. */
        BOOLEAN,
        /** Nothing. */
        NULL
    }

    /**
     * Makes a string.
     *
     * @param text the text
     * @param origin where it comes from
     * @return the scalar
     */
    public static Scalar string(String text, Origin origin) {
        return new Scalar(Type.STRING, text, origin, List.of());
    }

    /**
     * Makes a boolean.
     *
     * @param value the boolean
     * @param origin where it comes from
     * @return the scalar
     */
    public static Scalar bool(boolean value, Origin origin) {
        return new Scalar(Type.BOOLEAN, Boolean.toString(value), origin, List.of());
    }

    /** {@return the same value, which nobody may read} */
    public Scalar hidden() {
        return shownAs(Secrets.MASK);
    }

    /**
     * Tells what may be shown of the value.
     *
     * @param text the text to show
     * @return the same value
     */
    public Scalar shownAs(String text) {
        return new Scalar(type, this.text, text, origin, overridden);
    }

    /** {@return the value as it may be shown, and its place} */
    @Override
    public String toString() {
        return shown + " at " + origin;
    }

    @Override
    public boolean truthy() {
        return switch (type) {
            case STRING -> !text.isEmpty();
            case NUMBER -> !text.equals("0") && !text.equals("NaN");
            case BOOLEAN -> text.equals("true");
            case NULL -> false;
        };
    }
}
