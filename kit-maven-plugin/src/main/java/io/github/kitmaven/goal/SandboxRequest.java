package io.github.kitmaven.goal;

import io.github.kitmaven.config.Selection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Which sandboxes to run, and how.
 *
 * @param repo the folder that holds kit.yaml, absolute
 * @param selection the clusters that are asked for
 * @param folder where sandboxes keep their state, a folder for each
 * @param port the port of the first, those of the others follow; 0 for those of the last time, or any free ones
 * @param latency how long each request waits
 * @param faults what goes wrong, as {@link SandboxFaults} reads it; empty for nothing
 * @param time how long they run; empty for until the process is told to end
 */
public record SandboxRequest(
        Path repo,
        Selection selection,
        Path folder,
        int port,
        Duration latency,
        String faults,
        Optional<Duration> time) {

    /**
     * Reads how long requests are to wait.
     *
     * @param text such as {@code 20ms}, {@code 2s} or {@code 1m}
     * @return the time; empty where the text is none
     */
    public static Optional<Duration> latency(String text) {
        return SandboxFaults.latency(text);
    }
}
