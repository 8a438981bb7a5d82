package io.github.kitmaven.render;

import io.github.kitmaven.config.FormatVersion;
import io.github.kitmaven.config.SourceText;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.List;

/**
 * Finds the tags of a template.
 *
 * <p>Source of the rules, down to which lines vanish: mustache.js 2.2.1, which the original renders with.
 */
final class TagScanner {
    private final SourceText source;
    private final String text;
    private final int indent;
    private final StandaloneLines lines;
    private String opening = "{{";
    private String closing = "}}";
    private int position;
    private int counted;
    private int line = 1;
    private int column = 1;

    TagScanner(SourceText source, int indent, FormatVersion version) {
        this.source = source;
        this.indent = indent;
        this.lines = new StandaloneLines(version);
        this.text = source.text();
    }

    List<Token> tokens() {
        while (position < text.length()) {
            int tag = text.indexOf(opening, position);
            scanText(tag < 0 ? text.length() : tag);
            if (tag >= 0) {
                lines.addTag(scanTag());
            }
        }
        return lines.tokens();
    }

    private void scanText(int end) {
        while (position < end) {
            int newline = text.indexOf('\n', position);
            int stop = newline < 0 || newline >= end ? end : newline + 1;
            lines.addText(text.substring(position, stop), here());
            position = stop;
        }
    }

    private Token scanTag() {
        Origin origin = here();
        origin = new Origin(origin.file(), origin.line(), Math.max(1, origin.column() - indent));
        position = skipSpace(position + opening.length());
        char sigil = position < text.length() ? text.charAt(position) : ' ';
        if ("#^/>{&=!".indexOf(sigil) >= 0) {
            position = skipSpace(position + 1);
        }
        return switch (sigil) {
            case '#' -> new Token(Token.Type.SECTION, until(closing, origin), origin);
            case '^' -> new Token(Token.Type.INVERTED, until(closing, origin), origin);
            case '/' -> new Token(Token.Type.END, until(closing, origin), origin);
            case '&' -> new Token(Token.Type.UNESCAPED, until(closing, origin), origin);
            case '{' -> new Token(Token.Type.UNESCAPED, until("}" + closing, origin), origin);
            case '>' -> new Token(Token.Type.PARTIAL, until(closing, origin), origin);
            case '!' -> new Token(Token.Type.SILENT, until(closing, origin), origin);
            case '=' -> changeDelimiters(origin);
            default -> new Token(Token.Type.ESCAPED, until(closing, origin), origin);
        };
    }

    /** The place of the position, indent included. Counts only what has been passed since it was last asked for. */
    private Origin here() {
        for (; counted < position; counted++) {
            if (text.charAt(counted) == '\n') {
                line++;
                column = 1;
            } else if (!Character.isLowSurrogate(text.charAt(counted))) {
                column++;
            }
        }
        return new Origin(source.name(), line, column);
    }

    private Token changeDelimiters(Origin origin) {
        String delimiters = until("=", origin);
        until(closing, origin);
        String[] pair = delimiters.split("\\s+");
        if (pair.length < 2 || pair[0].isEmpty()) {
            throw new UserException(Diagnostic.at(
                    origin, "The delimiters can't be changed to " + delimiters, "Give two, such as {{=<% %>=}}"));
        }
        opening = pair[0];
        closing = pair[1];
        return new Token(Token.Type.SILENT, delimiters, origin);
    }

    /** Reads up to an end, and moves past it; space before the end is dropped. */
    private String until(String end, Origin origin) {
        int found = text.indexOf(end, position);
        if (found < 0) {
            throw new UserException(Diagnostic.at(origin, "This tag has no end", "Close it with " + end));
        }
        String name = text.substring(position, found).stripTrailing();
        position = found + end.length();
        return name;
    }

    private int skipSpace(int from) {
        int i = from;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }
}
