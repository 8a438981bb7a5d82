package io.github.kitmaven.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files whole or not at all: a build that is killed leaves the old one, or none. */
public final class WholeFile {
    private WholeFile() {}

    /** Prints a text. */
    public interface Printing {
        /**
         * Prints it.
         *
         * @param out takes the text; it need not be closed
         * @throws IOException if it can't be written
         */
        void to(Writer out) throws IOException;
    }

    /**
     * Writes a file.
     *
     * @param file where to; its folder is made
     * @param text prints what goes into it
     * @throws IOException if the disk is full or the folder can't be written
     */
    public static void write(Path file, Printing text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        // not Files.newBufferedWriter, which fails where the cut end of a log line is half a character
        try (Writer out =
                new BufferedWriter(new OutputStreamWriter(Files.newOutputStream(unfinished), StandardCharsets.UTF_8))) {
            text.to(out);
        }
        try {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
