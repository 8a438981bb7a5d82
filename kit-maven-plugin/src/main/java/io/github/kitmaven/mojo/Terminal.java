package io.github.kitmaven.mojo;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What the output of this build can show.
 *
 * @param colours whether Maven colours its own output
 * @param columns how wide the terminal is; empty where lines must not be drawn over: there is none, the build is in batch
 *     mode, or other modules write to it at the same time
 */
record Terminal(boolean colours, Optional<Integer> columns) {
    private static final int USUAL_COLUMNS = 80;

    /**
     * Looks.
     *
     * @param interactive whether Maven may ask the user something; not in batch mode
     * @param threads how many modules Maven builds at once
     * @param environment the process's environment
     */
    static Terminal of(boolean interactive, int threads, Map<String, String> environment) {
        boolean colours = mavenColours();
        boolean moves = colours && moves(interactive, threads, environment) && isTerminal();
        return new Terminal(colours, moves ? Optional.of(columns(environment)) : Optional.empty());
    }

    /** Whether a terminal, if there is one, can be drawn over. */
    static boolean moves(boolean interactive, int threads, Map<String, String> environment) {
        return interactive
                && threads <= 1
                && !environment.containsKey("CI")
                && !"dumb".equals(environment.getOrDefault("TERM", "dumb"));
    }

    /**
     * Maven 3 tells by Jansi, which it shares with plugins: -B, -l and -Dstyle.color are in it already. Maven 4 doesn't; there
     * the output is plain.
     */
    private static boolean mavenColours() {
        try {
            Class<?> ansi = Class.forName("org.fusesource.jansi.Ansi");
            return (boolean) ansi.getMethod("isEnabled").invoke(null);
        } catch (ReflectiveOperationException | LinkageError e) {
            return false;
        }
    }

    static int columns(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : USUAL_COLUMNS;
    }

    /** Java tells whether input and output are one, and from Java 22 on not even that; the shell knows. */
    private static boolean isTerminal() {
        try {
            Process test =
                    new ProcessBuilder("sh", "-c", "test -t 1").inheritIO().start();
            return test.waitFor(5, TimeUnit.SECONDS) && test.exitValue() == 0;
        } catch (IOException e) {
            return false; // no shell here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
