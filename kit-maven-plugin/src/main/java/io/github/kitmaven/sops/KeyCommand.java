package io.github.kitmaven.sops;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The program of {@code SOPS_AGE_KEY_CMD}, which prints the age key of the recipient that {@code SOPS_AGE_RECIPIENT} names.
 *
 * <p>Source of the rules: age/keysource.go of {@code sops}; no shell is involved.
 */
final class KeyCommand {
    static final String VARIABLE = "SOPS_AGE_KEY_CMD";
    private static final String RECIPIENT = "SOPS_AGE_RECIPIENT";
    private static final long SECONDS = 60;
    private static final Pattern WORD = Pattern.compile("(?:\"(?:\\\\.|[^\"\\\\])*\"|'[^']*'|\\\\.|[^\\s\"'\\\\])+");
    private static final Pattern PART =
            Pattern.compile("\"((?:\\\\.|[^\"\\\\])*)\"|'([^']*)'|((?:\\\\.|[^\"'\\\\])+)", Pattern.DOTALL);

    private final Map<String, String> environment;

    KeyCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Runs the program; empty if there is none or it fails, which is noted in {@code faults}. */
    Optional<String> output(String recipient, List<String> faults) {
        List<String> words = words(environment.getOrDefault(VARIABLE, ""));
        if (words.isEmpty()) {
            return Optional.empty();
        }
        try {
            ProcessBuilder program = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
            program.environment().clear();
            program.environment().putAll(environment);
            program.environment().put(RECIPIENT, recipient);
            return run(program, faults);
        } catch (IOException e) {
            faults.add(VARIABLE + " can't be run");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            faults.add(VARIABLE + " was interrupted");
        }
        return Optional.empty();
    }

    /** Keys are short, so that they wait in the pipe until the program has ended. */
    private static Optional<String> run(ProcessBuilder program, List<String> faults)
            throws IOException, InterruptedException {
        Process process = program.start();
        try (InputStream out = process.getInputStream()) {
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                faults.add(VARIABLE + " did not end within " + SECONDS + " s");
            } else if (process.exitValue() != 0) {
                faults.add(VARIABLE + " failed with exit status " + process.exitValue());
            } else {
                return Optional.of(new String(out.readNBytes(out.available()), StandardCharsets.UTF_8));
            }
            return Optional.empty();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Splits a command line as a shell does, quotes and backslashes included. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        for (Matcher word = WORD.matcher(line); word.find(); ) {
            StringBuilder text = new StringBuilder();
            for (Matcher part = PART.matcher(word.group()); part.find(); ) {
                text.append(Optional.ofNullable(part.group(2)).orElseGet(() -> unescaped(part)));
            }
            words.add(text.toString());
        }
        return words;
    }

    private static String unescaped(Matcher part) {
        String text = Optional.ofNullable(part.group(1)).orElse(part.group(3));
        return text.replaceAll("(?s)\\\\(.)", "$1");
    }
}
