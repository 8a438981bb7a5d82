package io.github.kitmaven.render;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.ArrayList;
import java.util.List;

/**
 * The templates that are being parsed, each included by the one before.
 *
 * @param files their files, outermost first
 */
record Including(List<String> files) {
    static final Including NOTHING = new Including(List.of());

    private static final int DEEPEST = 100;

    Including and(String file) {
        List<String> more = new ArrayList<>(files);
        more.add(file);
        return new Including(List.copyOf(more));
    }

    /** Refuses a template that would include itself; {@code tag} is where. */
    void check(String file, Origin tag) {
        int begin = files.indexOf(file);
        if (begin >= 0) {
            List<String> cycle = new ArrayList<>(files.subList(begin, files.size()));
            cycle.add(file);
            throw new UserException(Diagnostic.at(
                    tag,
                    "The template includes itself: " + String.join(" -> ", cycle),
                    "Remove one of these partials, or repeat its text with a section over a list"));
        }
        if (files.size() > DEEPEST) {
            throw new UserException(
                    Diagnostic.at(tag, "Partials nest deeper than " + DEEPEST + " levels", "Flatten them"));
        }
    }
}
