package io.github.kitmaven.config;

import io.github.kitmaven.config.Shape.Any;
import io.github.kitmaven.config.Shape.Flag;
import io.github.kitmaven.config.Shape.ListOf;
import io.github.kitmaven.config.Shape.MapOf;
import io.github.kitmaven.config.Shape.Struct;
import io.github.kitmaven.config.Shape.Text;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.Finding;
import io.github.kitmaven.problem.Nearest;
import io.github.kitmaven.problem.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares a file with its shape. Values that are null count as missing, as everywhere. */
final class ShapeCheck {
    private static final String UNKNOWN_KEY = "unknown-key";
    private static final String WRONG_TYPE = "wrong-type";

    private final List<Finding> found = new ArrayList<>();

    private ShapeCheck() {}

    /** {@return all that is wrong with a file; a key that is likely a mistake is a warning where any key is allowed} */
    static List<Finding> of(Mapping file, Shape shape) {
        ShapeCheck check = new ShapeCheck();
        check.check(file, shape, "");
        return check.found;
    }

    /** Throws what is wrong with a file in version "3"; the original passes over it. */
    static void require(Mapping file, Shape shape, FormatVersion version) {
        List<Diagnostic> errors = version.likeOriginal()
                ? List.of()
                : of(file, shape).stream()
                        .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                        .map(Finding::diagnostic)
                        .toList();
        if (!errors.isEmpty()) {
            throw new UserException(errors);
        }
    }

    private void check(Value value, Shape shape, String path) {
        if (value.isNull() || shape instanceof Any) {
            return;
        }
        if (shape instanceof Text text) {
            checkText(value, text, path);
        } else if (shape instanceof Flag) {
            checkFlag(value, path);
        } else if (shape instanceof ListOf list) {
            checkList(value, list, path);
        } else if (!(value instanceof Mapping mapping)) {
            wrong(value, path, "a map", "Write its entries below it, indented");
        } else if (shape instanceof Struct struct) {
            checkStruct(mapping, struct, path);
        } else if (shape instanceof MapOf map) {
            mapping.entries().forEach((key, entry) -> check(entry, map.value(), join(path, key)));
        }
    }

    private void checkText(Value value, Text text, String path) {
        if (value.text().isEmpty()) {
            return;
        }
        if (!(value instanceof Scalar)) {
            wrong(value, path, "a string", "Give it one value");
        } else if (!text.words().isEmpty() && !text.words().contains(value.text())) {
            error(
                    "unknown-value",
                    value.origin(),
                    path + " can't be " + value.shown(),
                    Nearest.advice(value.secret() ? "" : value.text(), text.words()));
        }
    }

    private void checkFlag(Value value, String path) {
        if (!(value instanceof Scalar scalar && scalar.type() == Scalar.Type.BOOLEAN)) {
            error(
                    WRONG_TYPE,
                    value.origin(),
                    path + " must be a boolean, not "
                            + (value instanceof Scalar scalar ? scalar.shown() : "a list or map"),
                    "Write true or false, without quotes");
        }
    }

    private void checkList(Value value, ListOf list, String path) {
        if (value instanceof Sequence sequence) {
            sequence.elements().forEach(element -> check(element, list.element(), path));
        } else if (list.orOne() && !(list.element() instanceof Text && value instanceof Mapping)) {
            check(value, list.element(), path);
        } else {
            wrong(value, path, "a list", "Write it as [one, other]");
        }
    }

    private void checkStruct(Mapping mapping, Struct struct, String path) {
        mapping.entries().forEach((key, value) -> {
            Shape.Key known = struct.keys().get(key);
            if (known != null) {
                check(value, known.shape(), join(path, key));
            } else if (!struct.open()) {
                error(
                        UNKNOWN_KEY,
                        mapping.keyOrigin(key),
                        join(path, key) + " is not a key that kit knows",
                        Nearest.advice(key, struct.keys().keySet()));
            } else {
                warnOfTypo(key, mapping, struct, path);
            }
        });
    }

    private void warnOfTypo(String key, Mapping mapping, Struct struct, String path) {
        Optional<String> meant = Nearest.typo(key, struct.keys().keySet());
        meant.ifPresent(name -> found.add(Finding.warning(
                UNKNOWN_KEY,
                Diagnostic.at(
                        mapping.keyOrigin(key),
                        join(path, key) + " has no meaning to kit, but " + name + " does",
                        "If no template needs it, write " + name))));
    }

    private void wrong(Value value, String path, String wanted, String advice) {
        error(WRONG_TYPE, value.origin(), (path.isEmpty() ? "The file" : path) + " must be " + wanted, advice);
    }

    private void error(String rule, Origin origin, String message, String advice) {
        found.add(Finding.error(rule, Diagnostic.at(origin, message, advice)));
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
