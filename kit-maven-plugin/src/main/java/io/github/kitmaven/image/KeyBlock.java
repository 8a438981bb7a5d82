package io.github.kitmaven.image;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key at the top of a YAML file, with lines of its own, which come and go as a whole. Every other character stays.
 *
 * @param file the file's path, for messages
 * @param key the key
 */
record KeyBlock(String file, String key) {
    private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n|\\n|\\r");
    private static final Pattern REST_OF_LINE = Pattern.compile("[ \\t]*(#[^\\r\\n]*)?(\\r\\n|\\n|\\r|\\z)");

    /**
     * Adds the key at the end, in the place of the one that is there.
     *
     * @param text the file's text
     * @param lines makes the key's lines, given the file's line break
     * @throws UserException where the text is no YAML map, or one that can't be edited without changing more
     */
    String with(String text, UnaryOperator<String> lines) {
        String rest = without(text);
        Matcher found = LINE_BREAK.matcher(rest);
        String lineBreak = found.find() ? found.group() : "\n";
        boolean whole = rest.isEmpty() || rest.endsWith("\n") || rest.endsWith("\r");
        return checked(text, rest + (whole ? "" : lineBreak) + lines.apply(lineBreak), true);
    }

    /**
     * Removes the key.
     *
     * @param text the file's text
     * @throws UserException where the text is no YAML map, or one that can't be edited without changing more
     */
    String without(String text) {
        Optional<TopLevel.Entry> entry = TopLevel.parse(file, text).find(file, key);
        if (entry.isEmpty()) {
            return text;
        }
        int start = entry.get().start(text);
        Matcher rest = REST_OF_LINE.matcher(text).region(entry.get().end(text), text.length());
        int end = rest.lookingAt() ? rest.end() : entry.get().end(text);
        return checked(text, text.substring(0, start) + text.substring(end), false);
    }

    private String checked(String before, String edited, boolean present) {
        if (!same(before, edited, present)) {
            throw new UserException(Diagnostic.at(
                    Origin.of(file),
                    "The key \"" + key + "\" can't be changed here without changing more",
                    "Write the file with one key a line, or change the key by hand"));
        }
        return edited;
    }

    private boolean same(String before, String edited, boolean present) {
        try {
            TopLevel after = TopLevel.parse(file, edited);
            List<String> others = TopLevel.parse(file, before).without(key);
            return after.without(key).equals(others) && after.find(file, key).isPresent() == present;
        } catch (UserException e) {
            return false; // the edit broke the file; the caller says so
        }
    }
}
