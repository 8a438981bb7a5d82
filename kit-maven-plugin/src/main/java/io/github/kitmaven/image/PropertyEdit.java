package io.github.kitmaven.image;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Sets one key at the top of a YAML file, and leaves every other character as it is.
 *
 * @param file the file's path, for messages
 * @param property the key
 * @param value the value it is to have
 */
public record PropertyEdit(String file, String property, String value) {
    private static final Pattern PLAIN_VALUE =
            Pattern.compile("[A-Za-z][\\w./@-]*(:[\\w./@-]+)+|[A-Za-z][\\w.-]*[/@][\\w./@-]+");
    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z_][\\w.-]*");
    private static final Pattern ANCHOR_AND_TAG = Pattern.compile("([&!]\\S*\\s*)*");
    private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n|\\n|\\r");

    /**
     * Reads the value that a file has now.
     *
     * @param text the file's text
     * @return the value; empty where the file lacks the key
     * @throws UserException where the text is no YAML map, or the value is a map or a list
     */
    public Optional<String> current(String text) {
        return TopLevel.parse(file, text).find(file, property).map(entry -> {
            if (entry.value() instanceof ScalarEvent scalar) {
                return scalar.getValue();
            }
            if (entry.value() instanceof AliasEvent alias) {
                return "*" + alias.getAlias();
            }
            throw new YamlProblem(file)
                    .at(
                            entry.value().getStartMark(),
                            "The value of \"" + property + "\" is a map or a list, not an image",
                            "Move it to another key, or set images.property of kit.yaml to another one");
        });
    }

    /**
     * Makes the edit.
     *
     * @param text the file's text; empty for a file that is to be made
     * @return the text with the value in it; the very same text where it is there already
     * @throws UserException where the text is no YAML map, or is one that can't be edited without changing more than
     *     the value
     */
    public String in(String text) {
        if (current(text).filter(value::equals).isPresent()) {
            return text;
        }
        TopLevel before = TopLevel.parse(file, text);
        String edited = before.find(file, property)
                .map(entry -> replaced(text, entry.value()))
                .orElseGet(() -> added(text, before));
        if (!onlyChangesTheValue(before, edited)) {
            throw new UserException(Diagnostic.at(
                    Origin.of(file),
                    "The key \"" + property + "\" can't be set here without changing more than its value",
                    "Write it by hand once, on a line of its own: \"" + property + ": " + value + "\""));
        }
        return edited;
    }

    private boolean onlyChangesTheValue(TopLevel before, String edited) {
        try {
            return current(edited).filter(value::equals).isPresent()
                    && TopLevel.parse(file, edited).without(property).equals(before.without(property));
        } catch (UserException e) {
            return false; // the edit broke the file; the caller says so
        }
    }

    private String replaced(String text, Event old) {
        int start = TopLevel.offset(text, old.getStartMark());
        int end = TopLevel.offset(text, old.getEndMark());
        String was = text.substring(start, end);
        ScalarStyle style = old instanceof ScalarEvent scalar ? scalar.getScalarStyle() : ScalarStyle.PLAIN;
        Matcher kept = ANCHOR_AND_TAG.matcher(was);
        String prefix = old instanceof ScalarEvent && kept.lookingAt() ? kept.group() : "";
        String space = (text.substring(0, start) + prefix).endsWith(":") ? " " : "";
        String lineBreak = was.substring(was.stripTrailing().length());
        return text.substring(0, start) + prefix + space + styled(value, style) + lineBreak + text.substring(end);
    }

    private String added(String text, TopLevel before) {
        String key = PLAIN_KEY.matcher(property).matches() ? property : styled(property, ScalarStyle.SINGLE_QUOTED);
        String entry = key + ": " + styled(value, ScalarStyle.PLAIN);
        Optional<MappingStartEvent> flow = before.map().filter(MappingStartEvent::isFlow);
        if (flow.isPresent()) {
            int inside = text.indexOf('{', TopLevel.offset(text, flow.get().getStartMark())) + 1;
            String comma = before.entries().isEmpty() ? "" : ", ";
            return text.substring(0, inside) + entry + comma + text.substring(inside);
        }
        Matcher found = LINE_BREAK.matcher(text);
        String lineBreak = found.find() ? found.group() : "\n";
        int indent =
                before.map().flatMap(Event::getStartMark).map(Mark::getColumn).orElse(0);
        String line = " ".repeat(indent) + entry;
        boolean whole = text.isEmpty() || text.endsWith("\n") || text.endsWith("\r");
        return whole ? text + line + lineBreak : text + lineBreak + line;
    }

    private static String styled(String value, ScalarStyle style) {
        if (style == ScalarStyle.DOUBLE_QUOTED) {
            return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        }
        return style != ScalarStyle.SINGLE_QUOTED && PLAIN_VALUE.matcher(value).matches()
                ? value
                : "'" + value.replace("'", "''") + "'";
    }
}
