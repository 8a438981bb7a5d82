package io.github.kitmaven.image;

import io.github.kitmaven.image.PropertyPath.Place;
import io.github.kitmaven.image.TopLevel.Entry;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Sets one property of a YAML file, and leaves every other character as it is.
 *
 * @param file the file's path, for messages
 * @param property the key, or the keys of maps in each other, with dots between
 * @param value the value it is to have
 */
public record PropertyEdit(String file, String property, String value) {
    private static final Pattern ANCHOR_AND_TAG = Pattern.compile("([&!]\\S*\\s*)*");

    /**
     * Reads the value that a file has now.
     *
     * @param text the file's text
     * @return the value; empty where the file lacks the property
     * @throws UserException where the text is no YAML map, or the value is a map or a list
     */
    public Optional<String> current(String text) {
        TopLevel top = TopLevel.parse(file, text);
        return path(top).place(top).property().map(this::text);
    }

    private String text(Entry entry) {
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
        PropertyPath path = path(before);
        Place place = path.place(before);
        String edited = place.property()
                .map(entry -> replaced(text, entry.value(), value))
                .orElseGet(() -> added(text, before, place));
        if (!onlyChangesTheValue(before, path, edited)) {
            throw new UserException(Diagnostic.at(
                    Origin.of(file),
                    "The key \"" + property + "\" can't be set here without changing more than its value",
                    "Write it by hand once, on a line of its own: \"" + property + ": " + value + "\""));
        }
        return edited;
    }

    private PropertyPath path(TopLevel top) {
        return PropertyPath.in(top, file, property);
    }

    private boolean onlyChangesTheValue(TopLevel before, PropertyPath path, String edited) {
        try {
            return current(edited).filter(value::equals).isPresent()
                    && TopLevel.parse(file, edited).without(path.keys()).equals(before.without(path.keys()));
        } catch (UserException e) {
            return false; // the edit broke the file; the caller says so
        }
    }

    private static String replaced(String text, Event old, String value) {
        ScalarStyle style = old instanceof ScalarEvent scalar ? scalar.getScalarStyle() : ScalarStyle.PLAIN;
        return written(text, old, NewKeys.styled(value, style));
    }

    private static String written(String text, Event old, String written) {
        int start = TopLevel.offset(text, old.getStartMark());
        int end = TopLevel.offset(text, old.getEndMark());
        String was = text.substring(start, end);
        Matcher kept = ANCHOR_AND_TAG.matcher(was);
        String prefix = old instanceof ScalarEvent && kept.lookingAt() ? kept.group() : "";
        String space = (text.substring(0, start) + prefix).endsWith(":") ? " " : "";
        String lineBreak = was.substring(was.stripTrailing().length());
        return text.substring(0, start) + prefix + space + written + lineBreak + text.substring(end);
    }

    private String added(String text, TopLevel top, Place place) {
        NewKeys keys = new NewKeys(place.missing(), value);
        if (place.entry().isPresent()) {
            return written(text, place.entry().get().value(), keys.below().inBraces());
        }
        boolean flow = place.map().map().filter(start -> start.isFlow()).isPresent();
        return flow
                ? keys.inFlow(text, place.map())
                : keys.inBlock(text, place.map(), place.map().equals(top));
    }
}
