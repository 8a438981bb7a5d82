package io.github.kitmaven.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.kitmaven.config.FormatVersion;
import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.Scalar;
import io.github.kitmaven.config.Sequence;
import io.github.kitmaven.config.SourceText;
import io.github.kitmaven.config.Value;
import io.github.kitmaven.config.YamlReader;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Values as they may be shown: without secrets. */
final class Shown {
    private static final int LONGEST_LINE = 80;
    private static final int WIDEST = 48;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Secrets secrets;

    Shown(Secrets secrets) {
        this.secrets = secrets;
    }

    /** A line of YAML, and the place of the value on it; empty for a line that opens a map or list. */
    private record Line(String text, String place) {}

    String text(String text) {
        return secrets.mask(text);
    }

    JsonNode json(Value value) {
        if (value instanceof Mapping mapping) {
            var object = NODES.objectNode();
            mapping.entries()
                    .forEach(
                            (key, entry) -> object.set(key, Secrecy.isExternal(mapping, key) ? masked() : json(entry)));
            return object;
        }
        if (value instanceof Sequence list) {
            var array = NODES.arrayNode();
            list.elements().forEach(element -> array.add(json(element)));
            return array;
        }
        Scalar scalar = (Scalar) value;
        String shown = secrets.mask(scalar.shown());
        if (!shown.equals(scalar.text()) || scalar.type() == Scalar.Type.STRING) {
            return NODES.textNode(shown);
        }
        return switch (scalar.type()) {
            case NUMBER -> number(scalar.text());
            case BOOLEAN -> NODES.booleanNode(scalar.truthy());
            default -> NODES.nullNode();
        };
    }

    static TextNode masked() {
        return NODES.textNode(Secrets.MASK);
    }

    private static JsonNode number(String text) {
        return text.matches("-?\\d+")
                ? NODES.numberNode(new java.math.BigInteger(text))
                : NODES.numberNode(Double.parseDouble(text));
    }

    /** A value in one line, cut where it is long. */
    String brief(Value value) {
        String text = flow(value);
        return text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE) + "...";
    }

    private String flow(Value value) {
        if (value instanceof Mapping mapping) {
            return mapping.entries().entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + flow(mapping, entry))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Sequence list) {
            return list.elements().stream().map(this::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        return scalar((Scalar) value);
    }

    private String flow(Mapping holder, Map.Entry<String, Value> entry) {
        return Secrecy.isExternal(holder, entry.getKey()) ? Secrets.MASK : flow(entry.getValue());
    }

    private String scalar(Scalar scalar) {
        return switch (scalar.type()) {
            case NULL -> "null";
            case NUMBER, BOOLEAN -> secrets.mask(scalar.shown());
            case STRING -> quoted(secrets.mask(scalar.shown()));
        };
    }

    /** As a string has to be written in YAML to stay one. */
    private static String quoted(String text) {
        boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> c < ' ' || "{}[],#\"'".indexOf(c) >= 0);
        return plain && readsAsItself(text) ? text : NODES.textNode(text).toString();
    }

    private static boolean readsAsItself(String text) {
        try {
            return YamlReader.of(FormatVersion.V3).one(new SourceText("", text)).stream()
                    .anyMatch(value -> value instanceof Scalar scalar
                            && scalar.type() == Scalar.Type.STRING
                            && scalar.text().equals(text));
        } catch (UserException e) {
            return false;
        }
    }

    /** A map or list as YAML, beside each value the place that sets it. */
    List<String> yaml(Value value) {
        List<Line> lines = new ArrayList<>();
        addLines(value, "", "", lines);
        int width = Math.min(
                WIDEST,
                lines.stream()
                        .filter(line -> !line.place().isEmpty())
                        .mapToInt(line -> line.text().length())
                        .max()
                        .orElse(0));
        return lines.stream()
                .map(line -> line.place().isEmpty()
                        ? line.text()
                        : line.text()
                                + " ".repeat(Math.max(0, width - line.text().length())) + "  # " + line.place())
                .toList();
    }

    /** Adds the lines of a value; {@code first} stands before its first line, {@code indent} before all others. */
    private void addLines(Value value, String first, String indent, List<Line> lines) {
        String before = first;
        if (value instanceof Mapping mapping && !mapping.entries().isEmpty()) {
            for (var entry : mapping.entries().entrySet()) {
                String key = before + entry.getKey() + ":";
                boolean hidden = Secrecy.isExternal(mapping, entry.getKey());
                addEntry(
                        hidden ? Scalar.string(Secrets.MASK, entry.getValue().origin()) : entry.getValue(),
                        key,
                        indent,
                        lines);
                before = indent;
            }
        } else if (value instanceof Sequence list && !list.elements().isEmpty()) {
            for (Value element : list.elements()) {
                addLines(element, before + "- ", indent + "  ", lines);
                before = indent;
            }
        } else {
            lines.add(new Line(before + brief(value), value.origin().toString()));
        }
    }

    private void addEntry(Value value, String key, String indent, List<Line> lines) {
        boolean empty = (value instanceof Mapping mapping && mapping.entries().isEmpty())
                || (value instanceof Sequence list && list.elements().isEmpty());
        if (value instanceof Scalar || empty) {
            lines.add(new Line(key + " " + brief(value), value.origin().toString()));
        } else {
            lines.add(new Line(key, ""));
            addLines(value, indent + "  ", indent + "  ", lines);
        }
    }
}
