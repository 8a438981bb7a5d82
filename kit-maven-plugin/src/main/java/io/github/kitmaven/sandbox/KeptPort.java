package io.github.kitmaven.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The port that a state was last served at, so that kubeconfigs stay right beyond a restart. */
record KeptPort(Path state) {

    /** The port; empty where none was kept, or nothing sound. */
    Optional<Integer> last() {
        try {
            return Optional.of(Integer.parseInt(Files.readString(file()).strip()))
                    .filter(port -> port > 0 && port < 65_536);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    void keep(int port) {
        try {
            Files.writeString(file(), port + "\n");
        } catch (IOException e) {
            // the next start takes another port
        }
    }

    private Path file() {
        return state.resolve("port");
    }
}
