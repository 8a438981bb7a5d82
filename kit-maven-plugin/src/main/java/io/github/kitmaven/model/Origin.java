package io.github.kitmaven.model;

import java.util.Optional;

/**
 * Where something stands in the text of a repo.
 *
 * @param file the file, relative to the repo's root, with {@code /} between folders
 * @param line the line, counted from 1; 0 where the file as a whole is meant
 * @param column the column, counted from 1 in characters; 0 where the line as a whole is meant
 * @param rendered where it stands in what was rendered from it, {@code <cluster>/<file>}, if that is what is talked of
 */
public record Origin(String file, int line, int column, Optional<Origin> rendered) {

    /**
     * Points at a place that nothing was rendered from.
     *
     * @param file the file, relative to the repo's root
     * @param line the line, counted from 1; 0 where the file as a whole is meant
     * @param column the column, counted from 1; 0 where the line as a whole is meant
     */
    public Origin(String file, int line, int column) {
        this(file, line, column, Optional.empty());
    }

    /**
     * Points at a file as a whole.
     *
     * @param file the file, relative to the repo's root
     * @return its origin, without line and column
     */
    public static Origin of(String file) {
        return new Origin(file, 0, 0);
    }

    /**
     * Adds where the place shows in a rendered file.
     *
     * @param output the place in the rendered file
     * @return the same place with both
     */
    public Origin renderedAs(Origin output) {
        return new Origin(file, line, column, Optional.of(output));
    }

    /** {@return the same place, without where it shows in a rendered file} */
    public Origin source() {
        return new Origin(file, line, column);
    }

    /**
     * {@return {@code file:line:column}, as compilers write it, as far as it is known; and
     * {@code (rendered: cluster/file:line)}, where it is of a rendered file}
     */
    @Override
    public String toString() {
        String place = line == 0 ? file : column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
        return rendered.map(output ->
                        place + " (rendered: " + output.file() + (output.line() == 0 ? "" : ":" + output.line()) + ")")
                .orElse(place);
    }
}
