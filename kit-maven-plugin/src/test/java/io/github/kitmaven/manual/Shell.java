package io.github.kitmaven.manual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The terminal of somebody who reads a page: where he went and what he exported lasts from command to command. */
final class Shell implements AutoCloseable {
    /** Commands of the manual take seconds; on a busy machine, longer. */
    private static final long PATIENCE_SECONDS = 300;

    private final Path folder;
    private final Path home;
    private final Map<String, String> environment;
    private final List<Process> background = new ArrayList<>();
    private int commands = 0;

    /** What came of a command. */
    record Outcome(int exit, String output) {}

    /**
     * A shell.
     *
     * @param folder where it begins
     * @param home a folder of its own for what must not be in the way of the reader's files
     * @param environment variables besides those of the test
     */
    Shell(Path folder, Path home, Map<String, String> environment) {
        this.folder = folder;
        this.home = home;
        this.environment = environment;
    }

    Outcome run(String commands) throws IOException, InterruptedException {
        Path output = home.resolve("output-" + ++this.commands);
        Process process = start(commands, output);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            end(process);
            return new Outcome(-1, Files.readString(output) + "\n(it did not end)");
        }
        return new Outcome(process.exitValue(), Files.readString(output));
    }

    /** {@return the file that has what it says, while it goes on until the shell is closed} */
    Path background(String commands) throws IOException {
        Path output = home.resolve("output-" + ++this.commands);
        background.add(start(commands, output));
        return output;
    }

    /** {@return where the reader is} */
    Path here() throws IOException {
        Path state = home.resolve("here");
        return Files.exists(state) ? Path.of(Files.readString(state).strip()) : folder;
    }

    private Process start(String commands, Path output) throws IOException {
        Path script = Files.writeString(home.resolve("script-" + this.commands), """
                set -euo pipefail
                test ! -e "$KIT_MANUAL/exports" || source "$KIT_MANUAL/exports"
                """ + commands + """
                        export -p | grep -v 'declare -x \\(PWD\\|OLDPWD\\|SHLVL\\)' >"$KIT_MANUAL/exports"
                        pwd >"$KIT_MANUAL/here"
                        """);
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString())
                .directory(here().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("KIT_MANUAL", home.toString());
        return builder.start();
    }

    private static void end(Process process) {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        try {
            if (process.waitFor(20, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        background.forEach(Shell::end);
    }
}
