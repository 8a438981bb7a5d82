package io.github.kitmaven.render;

import io.github.kitmaven.model.Origin;
import java.util.ArrayList;
import java.util.List;

/** Drops the space of lines that hold nothing but tags which print nothing. The last line keeps its space. */
final class StandaloneLines {
    private static final Origin NO_PLACE = Origin.of("");

    private final List<Token> tokens = new ArrayList<>();
    private final List<Integer> spaces = new ArrayList<>();
    private boolean tagOnLine;
    private boolean visibleOnLine;

    void addTag(Token tag) {
        tokens.add(tag);
        tagOnLine = true;
        visibleOnLine |= !tag.type().standsAlone();
    }

    /** Adds text that holds no line break but at its end. */
    void addText(String text) {
        if (text.isBlank()) {
            spaces.add(tokens.size());
        } else {
            visibleOnLine = true;
        }
        tokens.add(new Token(Token.Type.TEXT, text, NO_PLACE));
        if (text.endsWith("\n")) {
            endLine();
        }
    }

    List<Token> tokens() {
        return tokens.stream()
                .filter(token ->
                        token.type() != Token.Type.TEXT || !token.text().isEmpty())
                .toList();
    }

    private void endLine() {
        if (tagOnLine && !visibleOnLine) {
            spaces.forEach(index -> tokens.set(index, new Token(Token.Type.TEXT, "", NO_PLACE)));
        }
        spaces.clear();
        tagOnLine = false;
        visibleOnLine = false;
    }
}
