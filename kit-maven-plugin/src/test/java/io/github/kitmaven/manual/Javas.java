package io.github.kitmaven.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Properties;
import java.util.stream.Stream;

/** The JDKs of this machine that kit must run on. */
final class Javas {
    private static final Path PLACE = Path.of("/usr/lib/jvm");

    private Javas() {}

    /** {@return the home of the Java that runs this, 17 in a build} */
    static Path own() {
        return Path.of(System.getProperty("java.home"));
    }

    /** {@return the home of the newest with long support} */
    static Path newest() {
        try (Stream<Path> homes = Files.list(PLACE)) {
            Path newest = homes.filter(home -> Files.exists(home.resolve("bin/javac")))
                    .filter(home -> version(home) >= 17 && version(home) % 4 == 1) // 17, 21, 25, ...
                    .max(Comparator.comparing(Javas::version))
                    .orElseThrow();
            assertThat(version(newest))
                    .as(
                            "there is no JDK newer than 17 with long support in %s; Debian's openjdk-21-jdk-headless is one",
                            PLACE)
                    .isGreaterThan(17);
            return newest;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int version(Path home) {
        Properties release = new Properties();
        try (var in = Files.newBufferedReader(home.resolve("release"))) {
            release.load(in);
        } catch (IOException e) {
            return 0; // a folder that is no JDK
        }
        return Integer.parseInt(
                release.getProperty("JAVA_VERSION", "0").replace("\"", "").replaceFirst("[^0-9].*", ""));
    }
}
