package io.github.kitmaven.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code sops} program of this machine, with a new age key of its own in a folder. */
public final class SopsProgram {
    private final Path folder;
    private final String key;
    private final String recipient;

    private SopsProgram(Path folder, String key, String recipient) {
        this.folder = folder;
        this.key = key;
        this.recipient = recipient;
    }

    /** Makes a key with {@code age-keygen}. */
    public static SopsProgram in(Path folder) {
        String made = run(folder, "", "age-keygen").orElseThrow(() -> new AssertionError("age-keygen failed"));
        String key = line(made, "AGE-SECRET-KEY-1").strip();
        return new SopsProgram(
                folder, key, line(made, "# public key: ").substring(14).strip());
    }

    /** The environment that opens the files. */
    public Map<String, String> environment() {
        return Map.of("SOPS_AGE_KEY", key);
    }

    /** Encrypts a file by a rule of {@code .sops.yaml}, such as {@code encrypted_regex: ^data$}. */
    public String encrypt(String name, String text, String... rule) {
        StringBuilder config = new StringBuilder("creation_rules:\n  - age: " + recipient + "\n");
        List.of(rule).forEach(line -> config.append("    ").append(line).append('\n'));
        Folders.write(folder.resolve("sops-config.yaml"), config.toString());
        Folders.write(folder.resolve(name), text);
        return run(folder, key, "sops", "--config", "sops-config.yaml", "--encrypt", name)
                .orElseThrow(() -> new AssertionError("sops refuses to encrypt " + text));
    }

    /** Decrypts a file; empty if the program refuses it. */
    public Optional<String> decrypt(String name, String text) {
        Folders.write(folder.resolve(name), text);
        return run(folder, key, "sops", "--decrypt", name);
    }

    private static String line(String text, String begin) {
        return text.lines().filter(line -> line.startsWith(begin)).findFirst().orElseThrow();
    }

    private static Optional<String> run(Path folder, String key, String... command) {
        ProcessBuilder program = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        program.environment().put("SOPS_AGE_KEY", key);
        try {
            Process process = program.start();
            byte[] out = process.getInputStream().readAllBytes();
            return process.waitFor() == 0 ? Optional.of(new String(out, StandardCharsets.UTF_8)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(command[0] + " has to be on the PATH", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
