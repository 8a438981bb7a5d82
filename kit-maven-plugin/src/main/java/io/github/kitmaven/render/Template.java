package io.github.kitmaven.render;

import io.github.kitmaven.model.Origin;
import java.util.List;

/**
 * A parsed Mustache template. It never changes, so that all clusters share it.
 *
 * @param file the file it stands in
 * @param indent how many characters of space a partial has before each line, which are not in its file
 * @param parts what it is made of, in order
 */
record Template(String file, int indent, List<Part> parts) {

    /** A part of a template. */
    sealed interface Part permits Text, Variable, Section, Include {}

    /** Text that is printed as it is, from a line and a column that counts the indent. */
    record Text(String text, int line, int column) implements Part {}

    /** A name whose value is printed. */
    record Variable(Name name, boolean escaped) implements Part {}

    /** Parts that are printed once for each element of a name's value, or, if inverted, only for want of a value. */
    record Section(Name name, boolean inverted, List<Part> parts) implements Part {}

    /** Another template, printed in this place with what is seen from here. */
    record Include(Name name, Template template) implements Part {}

    /** A name, as the template asks for it. */
    record Name(String text, List<String> path, Origin origin) {
        private static final String SELF = ".";

        static Name of(String text, Origin origin) {
            boolean dotted = text.indexOf('.') > 0;
            return new Name(text, dotted ? List.of(text.split("\\.", -1)) : List.of(text), origin);
        }

        boolean isSelf() {
            return text.equals(SELF);
        }

        /** Whether it is a comment in triple braces, which mustache.js takes for a name that nothing has. */
        boolean isComment() {
            return text.startsWith("!");
        }
    }
}
