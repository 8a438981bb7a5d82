package io.github.kitmaven.render;

import io.github.kitmaven.config.Value;
import io.github.kitmaven.model.Origin;
import java.util.Optional;

/**
 * A name in a template, as it was looked up while one line was printed.
 *
 * @param text the name, as the template has it
 * @param tag where its tag begins
 * @param inverted whether the tag asks for the value's absence
 * @param value what the name stood for
 */
public record PrintedName(String text, Origin tag, boolean inverted, Optional<Value> value) {

    /** {@return the name and its place, without the value, which may be secret} */
    @Override
    public String toString() {
        return text + " at " + tag;
    }
}
