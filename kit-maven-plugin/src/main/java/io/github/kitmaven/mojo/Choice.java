package io.github.kitmaven.mojo;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.List;

/** A parameter that takes one of a few words. */
final class Choice {
    private Choice() {}

    static String of(String property, String value, String... choices) {
        if (!List.of(choices).contains(value)) {
            throw new UserException(
                    Diagnostic.of(property + " is '" + value + "'", "Set it to one of " + String.join(", ", choices)));
        }
        return value;
    }
}
