package io.github.kitmaven.render;

import io.github.kitmaven.config.FormatVersion;
import io.github.kitmaven.model.Origin;
import java.util.ArrayList;
import java.util.List;

/**
 * Drops the space of lines that hold nothing but tags which print nothing by themselves. The space before a partial on
 * such a line goes before each of the partial's lines instead.
 *
 * <p>In version "2" the last line keeps its space, as in the original.
 */
final class StandaloneLines {
    private final boolean lastKeepsSpace;
    private final List<Token> tokens = new ArrayList<>();
    private final List<Integer> spaces = new ArrayList<>();
    private final List<Integer> partials = new ArrayList<>();
    private boolean tagOnLine;
    private boolean visibleOnLine;

    StandaloneLines(FormatVersion version) {
        this.lastKeepsSpace = version.likeOriginal();
    }

    void addTag(Token tag) {
        if (tag.type() == Token.Type.PARTIAL) {
            partials.add(tokens.size());
        }
        tokens.add(tag);
        tagOnLine = true;
        visibleOnLine |= !tag.type().standsAlone();
    }

    /** Adds text that holds no line break but at its end. */
    void addText(String text, Origin origin) {
        if (text.isBlank()) {
            spaces.add(tokens.size());
        } else {
            visibleOnLine = true;
        }
        tokens.add(new Token(Token.Type.TEXT, text, origin));
        if (text.endsWith("\n")) {
            endLine();
        }
    }

    List<Token> tokens() {
        if (!lastKeepsSpace) {
            endLine();
        }
        return tokens.stream()
                .filter(token ->
                        token.type() != Token.Type.TEXT || !token.text().isEmpty())
                .toList();
    }

    private void endLine() {
        if (tagOnLine && !visibleOnLine) {
            partials.forEach(index ->
                    tokens.set(index, tokens.get(index).with(tokens.get(index).text(), before(index))));
            spaces.forEach(index -> tokens.set(index, tokens.get(index).with("", "")));
        }
        spaces.clear();
        partials.clear();
        tagOnLine = false;
        visibleOnLine = false;
    }

    private String before(int tag) {
        StringBuilder space = new StringBuilder();
        spaces.stream()
                .filter(index -> index < tag)
                .forEach(index -> space.append(tokens.get(index).text()));
        return space.toString();
    }
}
