package io.github.kitmaven.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Writes, reads and copies whole folders. */
public final class Folders {
    private Folders() {}

    /** Reads every file below a folder, by its relative path; folders without files don't count. */
    public static Map<String, String> read(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            Map<String, String> texts = new TreeMap<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(folder.relativize(file).toString(), Files.readString(file));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes files, making the folders they need. */
    public static void write(Path folder, Map<String, String> texts) {
        texts.forEach((file, text) -> write(folder.resolve(file), text));
    }

    /** Copies a folder and all in it. */
    public static Path copy(Path from, Path to) {
        write(to, read(from));
        return to;
    }

    /** Writes one file, making the folders it needs. */
    public static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
