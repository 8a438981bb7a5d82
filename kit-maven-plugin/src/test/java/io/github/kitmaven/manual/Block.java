package io.github.kitmaven.manual;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A block of code of a page, and what a comment before it says of how it is shown to be right.
 *
 * @param page the file it stands in
 * @param line its first line, from 1
 * @param language what stands after the fence; empty where nothing does
 * @param text its lines, each ended
 * @param before what is told between the block before and this one
 * @param marks such as {@code file} with {@code kit.yaml}; a mark without a value has an empty one
 */
record Block(Path page, int line, String language, String text, String before, Map<String, String> marks) {

    boolean isCommand() {
        return language.equals("sh");
    }

    boolean isOutput() {
        return language.equals("text");
    }

    boolean has(String mark) {
        return marks.containsKey(mark);
    }

    Optional<String> mark(String name) {
        return Optional.ofNullable(marks.get(name));
    }

    String place() {
        return page + ":" + line;
    }
}
