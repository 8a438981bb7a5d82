package io.github.kitmaven.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a sandbox behaves.
 *
 * @param state the folder that keeps its objects beyond its end; empty to keep them in memory only
 * @param port the port on 127.0.0.1; 0 for any free one, or that of the last time where the state is kept and it is free
 * @param podDelay how long a pod takes until it is ready, or has failed
 * @param slowPodDelay how long a pod takes whose image name holds {@code slow}
 * @param faults what goes wrong from the start
 * @param audience hears of each request when its answer is known, on any thread
 */
public record SandboxOptions(
        Optional<Path> state,
        int port,
        Duration podDelay,
        Duration slowPodDelay,
        Faults faults,
        Consumer<AnsweredRequest> audience) {

    /** {@return the usual options: in memory, any free port, pods ready after 0.3 s, slow ones after 10 s} */
    public static SandboxOptions defaults() {
        return new SandboxOptions(
                Optional.empty(), 0, Duration.ofMillis(300), Duration.ofSeconds(10), Faults.none(), answered -> {});
    }

    /**
     * Keeps the objects in a folder.
     *
     * @param folder the folder, made if need be
     * @return the changed options
     */
    public SandboxOptions withState(Path folder) {
        return new SandboxOptions(Optional.of(folder), port, podDelay, slowPodDelay, faults, audience);
    }

    /**
     * Listens on a port of one's choice.
     *
     * @param chosen the port
     * @return the changed options
     */
    public SandboxOptions withPort(int chosen) {
        return new SandboxOptions(state, chosen, podDelay, slowPodDelay, faults, audience);
    }

    /**
     * Changes how long pods take.
     *
     * @param usual how long a pod takes until it is ready, or has failed
     * @param slow how long a pod takes whose image name holds {@code slow}
     * @return the changed options
     */
    public SandboxOptions withPodDelays(Duration usual, Duration slow) {
        return new SandboxOptions(state, port, usual, slow, faults, audience);
    }

    /**
     * Lets things go wrong from the start, to show how clients bear it.
     *
     * @param wrong what goes wrong
     * @return the changed options
     */
    public SandboxOptions withFaults(Faults wrong) {
        return new SandboxOptions(state, port, podDelay, slowPodDelay, wrong, audience);
    }

    /**
     * Lets somebody listen.
     *
     * @param listener hears of each request when its answer is known, on any thread
     * @return the changed options
     */
    public SandboxOptions withAudience(Consumer<AnsweredRequest> listener) {
        return new SandboxOptions(state, port, podDelay, slowPodDelay, faults, listener);
    }
}
