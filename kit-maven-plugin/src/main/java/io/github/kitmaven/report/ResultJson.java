package io.github.kitmaven.report;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The result for machines, {@code target/kit/result.json}: a {@link RunReport} as it is. A key once in it keeps its meaning;
 * new ones may join.
 */
public final class ResultJson {
    /** The name of the file. */
    public static final String NAME = "result.json";

    private ResultJson() {}

    /**
     * Writes the file, whole or not at all.
     *
     * @param report the run
     * @param file where to; its folder is made
     * @throws IOException if the disk is full or the folder can't be written
     */
    public static void write(RunReport report, Path file) throws IOException {
        JsonFile.write((Object) report, file);
    }
}
