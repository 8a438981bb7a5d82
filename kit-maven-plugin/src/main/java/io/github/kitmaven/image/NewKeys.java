package io.github.kitmaven.image;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * A value that a YAML file lacks, under a key, or under keys of maps in each other, none of which is there.
 *
 * @param keys the keys, one at least
 * @param value the value
 */
record NewKeys(List<String> keys, String value) {
    private static final Pattern PLAIN_VALUE =
            Pattern.compile("[A-Za-z][\\w./@-]*(:[\\w./@-]+)+|[A-Za-z][\\w.-]*[/@][\\w./@-]+");
    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z_][\\w.-]*");
    private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n|\\n|\\r");
    private static final String INDENT = "  ";

    /** The same without the first key. */
    NewKeys below() {
        return new NewKeys(keys.subList(1, keys.size()), value);
    }

    /** Adds them at the begin of a map in braces. */
    String inFlow(String text, TopLevel map) {
        int inside =
                text.indexOf('{', TopLevel.offset(text, map.map().orElseThrow().getStartMark())) + 1;
        String comma = map.entries().isEmpty() ? "" : ", ";
        return text.substring(0, inside) + pair() + comma + text.substring(inside);
    }

    /** Adds them to a map with a line for each key: to the file's own at its end, to another at its begin. */
    String inBlock(String text, TopLevel map, boolean atTheTop) {
        Matcher found = LINE_BREAK.matcher(text);
        String lineBreak = found.find() ? found.group() : "\n";
        if (!atTheTop) {
            TopLevel.Entry first = map.entries().get(0);
            int column = first.keyEvent().getStartMark().map(Mark::getColumn).orElse(0);
            int start = first.start(text);
            String lines = lines(" ".repeat(column), lineBreak).stripLeading();
            return text.substring(0, start) + lines + lineBreak + " ".repeat(column) + text.substring(start);
        }
        int column = map.map().flatMap(Event::getStartMark).map(Mark::getColumn).orElse(0);
        String lines = lines(" ".repeat(column), lineBreak);
        boolean whole = text.isEmpty() || text.endsWith("\n") || text.endsWith("\r");
        return whole ? text + lines + lineBreak : text + lineBreak + lines;
    }

    /** As a map in braces. */
    String inBraces() {
        return "{" + pair() + "}";
    }

    private String pair() {
        return key() + ": " + (keys.size() == 1 ? styled(value, ScalarStyle.PLAIN) : below().inBraces());
    }

    private String lines(String indent, String lineBreak) {
        return keys.size() == 1
                ? indent + pair()
                : indent + key() + ":" + lineBreak + below().lines(indent + INDENT, lineBreak);
    }

    private String key() {
        return Optional.of(keys.get(0))
                .filter(key -> PLAIN_KEY.matcher(key).matches())
                .orElseGet(() -> styled(keys.get(0), ScalarStyle.SINGLE_QUOTED));
    }

    static String styled(String value, ScalarStyle style) {
        if (style == ScalarStyle.DOUBLE_QUOTED) {
            return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        }
        return style != ScalarStyle.SINGLE_QUOTED && PLAIN_VALUE.matcher(value).matches()
                ? value
                : "'" + value.replace("'", "''") + "'";
    }
}
