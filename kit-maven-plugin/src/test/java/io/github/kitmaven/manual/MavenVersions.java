package io.github.kitmaven.manual;

import java.io.IOException;
import java.nio.file.Path;

/** Versions of Maven, fetched by Maven itself. */
final class MavenVersions {
    private final Path folder;

    MavenVersions(Path folder) {
        this.folder = folder;
    }

    void fetch(String version) throws IOException, InterruptedException {
        Artifact.fetch("unpack", "org.apache.maven:apache-maven:" + version + ":zip:bin", folder);
        program(version).toFile().setExecutable(true);
    }

    Path program(String version) {
        return folder.resolve("apache-maven-" + version).resolve("bin/mvn");
    }
}
