package io.github.kitmaven.render;

import io.github.kitmaven.model.Origin;

/** Leads from the lines of a rendered file to those of the templates it is made from. */
public interface SourceMap {

    /**
     * Finds where a place of the file comes from.
     *
     * @param line the line, counted from 1; one beyond the end counts as the last
     * @param column the column, counted from 1 in characters; 0 for the line as a whole
     * @return the place in a template, a partial's included; without a column where the line as a whole is meant
     */
    Origin source(int line, int column);

    /**
     * Finds what decides on a line.
     *
     * @param line the line, counted from 1; one beyond the end counts as the last
     * @return the line with the names that are printed on it and the sections it stands in
     */
    PrintedLine line(int line);
}
