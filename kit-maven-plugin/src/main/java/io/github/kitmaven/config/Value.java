package io.github.kitmaven.config;

import io.github.kitmaven.model.Origin;
import java.util.List;

/** A value read from the repo. It never changes; merging layers makes new values that share the parts they keep. */
public sealed interface Value permits Scalar, Sequence, Mapping {

    /** {@return where the value stands} */
    Origin origin();

    /**
     * {@return the values of other layers that this one stands in the place of, nearest layer first; nulls of higher layers,
     * which override nothing, are among them}
     */
    List<Value> overridden();

    /**
     * {@return the value as JavaScript's {@code String()} prints it; empty for null}
     *
     * <p>Source of the rule: ECMAScript, abstract operation ToString.
     */
    String text();

    /** {@return the text as it may be shown: with a mask in the place of what is secret of it} */
    String shown();

    /** {@return whether nobody may read the text, or a part of it} */
    default boolean secret() {
        return !shown().equals(text());
    }

    /** {@return whether JavaScript takes the value for true; a list or map always is, even an empty one} */
    boolean truthy();

    /** {@return whether the value is null} */
    default boolean isNull() {
        return this instanceof Scalar scalar && scalar.type() == Scalar.Type.NULL;
    }
}
