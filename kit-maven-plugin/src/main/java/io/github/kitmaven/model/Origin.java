package io.github.kitmaven.model;

/**
 * Where something stands in the text of a repo.
 *
 * @param file the file, relative to the repo's root, with {@code /} between folders
 * @param line the line, counted from 1; 0 where the file as a whole is meant
 * @param column the column, counted from 1 in characters; 0 where the line as a whole is meant
 */
public record Origin(String file, int line, int column) {

    /**
     * Points at a file as a whole.
     *
     * @param file the file, relative to the repo's root
     * @return its origin, without line and column
     */
    public static Origin of(String file) {
        return new Origin(file, 0, 0);
    }

    /** {@return {@code file:line:column}, as compilers write it, as far as it is known} */
    @Override
    public String toString() {
        if (line == 0) {
            return file;
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
