package io.github.kitmaven.render;

import io.github.kitmaven.model.Origin;

/**
 * A tag of a template, or the text between two.
 *
 * @param type what it is
 * @param text the text, or the tag's name
 * @param origin where it begins
 * @param indent of a partial: the space that goes before each of its lines
 */
record Token(Type type, String text, Origin origin, String indent) {

    Token(Type type, String text, Origin origin) {
        this(type, text, origin, "");
    }

    Token with(String newText, String newIndent) {
        return new Token(type, newText, origin, newIndent);
    }

    /** Whether this is text that continues another without a gap. */
    boolean continues(Token before) {
        return before.text.endsWith("\n")
                ? origin.line() == before.origin.line() + 1 && origin.column() == 1
                : origin.line() == before.origin.line()
                        && origin.column()
                                == before.origin.column() + before.text.codePointCount(0, before.text.length());
    }

    /** What a token is. */
    enum Type {
        /** Text between tags. */
        TEXT,
        /** A value to print, its HTML escaped. */
        ESCAPED,
        /** A value to print as it is. */
        UNESCAPED,
        /** The begin of a section. */
        SECTION,
        /** The begin of an inverted section. */
        INVERTED,
        /** The end of either. */
        END,
        /** The name of another template. */
        PARTIAL,
        /** A tag that prints nothing: a comment, a change of delimiters. */
        SILENT;

        /** Whether a line that holds only such tags and space vanishes. */
        boolean standsAlone() {
            return this != ESCAPED && this != UNESCAPED;
        }
    }
}
