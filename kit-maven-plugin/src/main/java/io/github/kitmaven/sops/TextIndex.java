package io.github.kitmaven.sops;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Turns the places of a parser, counted in characters, into indexes of a text, in about the order they come in. */
final class TextIndex {
    private final String text;
    private int characters;
    private int index;

    TextIndex(String text) {
        this.text = text;
    }

    int of(Optional<Mark> mark) {
        int wanted = mark.orElseThrow().getIndex();
        index = text.offsetByCodePoints(index, wanted - characters);
        characters = wanted;
        return index;
    }
}
