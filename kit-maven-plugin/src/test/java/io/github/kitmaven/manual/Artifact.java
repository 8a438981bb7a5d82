package io.github.kitmaven.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What only some tests need, fetched by Maven from where it has all else. */
final class Artifact {
    private Artifact() {}

    /**
     * Fetches an artifact to a folder.
     *
     * @param goal {@code copy}, or {@code unpack}
     * @param coordinates group, name, version, and what else Maven wants to know
     */
    static void fetch(String goal, String coordinates, Path folder) throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, goal, ".log");
        int exit = new ProcessBuilder(
                        Terminal.maven(),
                        "-q",
                        "-B",
                        "-ntp",
                        "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:" + goal,
                        "-Dartifact=" + coordinates,
                        "-DoutputDirectory=" + folder)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        assertThat(exit).as(Files.readString(log)).isZero();
    }
}
