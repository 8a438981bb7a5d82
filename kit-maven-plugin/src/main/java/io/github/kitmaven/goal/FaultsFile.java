package io.github.kitmaven.goal;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file that says what goes wrong in sandboxes, for people to edit while they run. */
final class FaultsFile {
    private final Path file;
    private String last;

    private FaultsFile(Path file, String text) {
        this.file = file;
        this.last = text;
    }

    /** Writes the file as things are now. */
    static FaultsFile create(Path file, String faults) {
        String text = "# What goes wrong, read again whenever it changes: " + SandboxFaults.WORDS + ".\n"
                + "# Such as: production:status=500@30%,drop@10%\n" + (faults.isBlank() ? "" : faults.strip() + "\n");
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new EnvironmentException(
                    Diagnostic.of("the sandbox can't write " + file + ": " + e, "Make room there"), e);
        }
        return new FaultsFile(file, text);
    }

    /** What it says, if that is not what it said last time; a file that was deleted says nothing. */
    Optional<String> changed() {
        String now;
        try {
            now = Files.readString(file);
        } catch (IOException e) {
            now = "";
        }
        if (now.equals(last)) {
            return Optional.empty();
        }
        last = now;
        return Optional.of(now);
    }
}
