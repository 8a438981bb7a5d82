package io.github.kitmaven.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A build of a release from a copy of this checkout, in surroundings of its own. */
final class ReleaseBuild {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

    private final Path folder;

    /**
     * Copies what a commit of this checkout would hold.
     *
     * @param folder where to
     */
    ReleaseBuild(Path folder) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        run(
                new ProcessBuilder(
                        "bash",
                        "-euo",
                        "pipefail",
                        "-c",
                        "git ls-files -co --exclude-standard | while IFS= read -r file; do"
                                + " test ! -f \"$file\" || cp --parents \"$file\" \"$0\"; done",
                        folder.toString()),
                CHECKOUT);
    }

    /**
     * Builds it without the gates, which this checkout has passed.
     *
     * @param umask what is taken from the rights of its files
     * @param java options of Maven's JVM
     * @param environment variables besides those of the test
     * @param goals what comes after {@code package}
     */
    void run(String umask, String java, Map<String, String> environment, String goals)
            throws IOException, InterruptedException {
        ProcessBuilder process = new ProcessBuilder(
                "bash",
                "-c",
                "umask " + umask + " && exec " + System.getProperty("kit.test.maven", "mvn")
                        + " -B -ntp package " + goals + " -Prelease -Dmaven.test.skip -DskipTests"
                        + " -Dspotless.check.skip -Denforcer.skip");
        process.environment().put("MAVEN_OPTS", java);
        process.environment().putAll(environment);
        run(process, folder);
    }

    /** {@return what it would publish, by name and with its bytes, but for signatures} */
    Map<String, byte[]> published() throws IOException {
        Map<String, byte[]> published = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder, 3)) {
            for (Path file : files.toList()) {
                String name = folder.relativize(file).toString();
                if (name.matches("(.*/)?(pom\\.xml|target/bom\\.json|target/[^/]*\\.jar)")) {
                    published.put(name, Files.readAllBytes(file));
                }
            }
        }
        return published;
    }

    /** {@return the names of the signatures it made in a folder} */
    List<String> signatures(String below) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(below))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".asc"))
                    .toList();
        }
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    private static void run(ProcessBuilder builder, Path where) throws IOException, InterruptedException {
        Path log = Files.createTempFile("kit-release", ".log");
        int exit = builder.directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        assertThat(exit).as(Files.readString(log)).isZero();
        Files.delete(log);
    }
}
