package io.github.kitmaven.explain;

import io.github.kitmaven.config.Value;
import io.github.kitmaven.model.Origin;
import java.util.List;
import java.util.Optional;

/**
 * A value and all that set it.
 *
 * @param path the path to it
 * @param role why it is explained
 * @param tag the tag of a template that asks for it, if one does
 * @param value the value; empty where the path leads to nothing, as a section's may
 * @param secret whether the value must not be shown, whatever it is
 * @param settings every place that set it, the highest layer first
 */
public record Explained(
        String path, Role role, Optional<Tag> tag, Optional<Value> value, boolean secret, List<Setting> settings) {

    /**
     * A tag of a template.
     *
     * @param name the name in it
     * @param origin where it begins
     */
    public record Tag(String name, Origin origin) {}

    /** Why a value is explained. */
    public enum Role {
        /** The user asked for it. */
        ASKED,
        /** It is printed on the line that the user asked for. */
        PRINTED,
        /** The line stands in a section that asks whether it is there. */
        GUARD,
        /** The line stands in a section that asks whether it is not there. */
        INVERTED_GUARD
    }

    /** {@return the path without the value, which may be secret} */
    @Override
    public String toString() {
        return path + " set by " + settings;
    }
}
