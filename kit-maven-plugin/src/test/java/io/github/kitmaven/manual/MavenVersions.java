package io.github.kitmaven.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Versions of Maven, fetched by Maven itself from where it has all else. */
final class MavenVersions {
    private final Path folder;

    MavenVersions(Path folder) {
        this.folder = folder;
    }

    void fetch(String version) throws IOException, InterruptedException {
        Path log = folder.resolve(version + ".log");
        int exit = new ProcessBuilder(
                        Terminal.maven(),
                        "-q",
                        "-B",
                        "-ntp",
                        "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:unpack",
                        "-Dartifact=org.apache.maven:apache-maven:" + version + ":zip:bin",
                        "-DoutputDirectory=" + folder)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        assertThat(exit).as(Files.readString(log)).isZero();
        program(version).toFile().setExecutable(true);
    }

    Path program(String version) {
        return folder.resolve("apache-maven-" + version).resolve("bin/mvn");
    }
}
