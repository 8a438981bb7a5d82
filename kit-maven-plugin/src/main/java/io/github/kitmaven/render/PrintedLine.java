package io.github.kitmaven.render;

import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.model.Origin;
import java.util.List;

/**
 * One line of a rendered file, and what in the templates decides on it.
 *
 * @param text the line as it may be shown, without its end
 * @param source the line of the template that it comes from
 * @param data all that the template sees
 * @param names the names that are printed on the line, in order
 * @param guards the names of the sections that the line stands in, outermost first
 */
public record PrintedLine(String text, Origin source, Mapping data, List<PrintedName> names, List<PrintedName> guards) {

    /** {@return where the line comes from, without its text, which may hold secrets} */
    @Override
    public String toString() {
        return "line from " + source;
    }
}
