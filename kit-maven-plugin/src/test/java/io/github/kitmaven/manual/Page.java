package io.github.kitmaven.manual;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the manual, as a story that can be played: its blocks of code in their order.
 *
 * @param file where it stands
 * @param beginning what the reader has at first: {@code an empty folder}, or {@code the archetype's repo}
 * @param blocks its blocks of code
 */
record Page(Path file, String beginning, List<Block> blocks) {
    /** The root of the checkout. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    static final String EMPTY = "an empty folder";
    static final String REPO = "the archetype's repo";

    private static final Pattern COMMENT = Pattern.compile("<!-- *([a-z ]+?)(?:: *(.*?))? *-->");

    /** {@return the README and each page of the manual} */
    static List<Page> all() {
        try (Stream<Path> files = Files.walk(ROOT.resolve("src/site/markdown"))) {
            return Stream.concat(
                            Stream.of(ROOT.resolve("README.md")),
                            files.filter(it -> it.toString().endsWith(".md")))
                    .sorted()
                    .map(Page::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Page read(Path file) {
        try {
            return of(ROOT.relativize(file), Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Page of(Path file, List<String> lines) {
        String beginning = EMPTY;
        List<Block> blocks = new ArrayList<>();
        Map<String, String> marks = new LinkedHashMap<>();
        StringBuilder told = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher comment = COMMENT.matcher(line);
            if (comment.matches()) {
                String value = comment.group(2) == null ? "" : comment.group(2);
                if (comment.group(1).equals("begins with")) {
                    beginning = value;
                } else {
                    marks.put(comment.group(1), value);
                }
            } else if (line.startsWith("```")) {
                int end = i + 1;
                while (!lines.get(end).equals("```")) {
                    end++;
                }
                String text = String.join("\n", lines.subList(i + 1, end)) + "\n";
                blocks.add(new Block(file, i + 1, line.substring(3).strip(), text, told.toString(), Map.copyOf(marks)));
                told.setLength(0);
                marks.clear();
                i = end;
            } else if (!line.isBlank()) {
                told.append(line).append('\n');
                marks.clear();
            }
        }
        return new Page(file, beginning, List.copyOf(blocks));
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
