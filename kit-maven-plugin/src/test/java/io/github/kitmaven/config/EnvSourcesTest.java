package io.github.kitmaven.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.UserException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars of users that are not as they should be. */
class EnvSourcesTest {
    private static final String BEGIN =
            "kit.yaml:7:9: A plugin in the <dependencies> of kit-maven-plugin can't be loaded: ";
    private static final String OF_EVERY_LATER_JAVA = "cafebabe0000ffff";

    @TempDir
    private Path jar;

    @Test
    void aClassThatItsServiceFileNamesIsMissing() {
        assertThatThrownBy(() -> find("com.example.Missing"))
                .isInstanceOf(UserException.class)
                .hasMessage(BEGIN + "io.github.kitmaven.config.EnvSource: Provider com.example.Missing not found."
                        + " Name in META-INF/services of its jar a public class with a public constructor without"
                        + " parameters.")
                .hasNoCause();
    }

    @Test
    void aClassThrowsAsItIsMade() {
        assertThatThrownBy(() -> find(Throwing.class.getName()))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(BEGIN + "io.github.kitmaven.config.EnvSource: Provider "
                        + Throwing.class.getName() + " could not be instantiated, java.lang.IllegalStateException. ");
    }

    @Test
    void aClassIsBuiltForALaterJava() throws IOException {
        Files.createDirectories(jar.resolve("com/example"));
        Files.write(jar.resolve("com/example/Later.class"), HexFormat.of().parseHex(OF_EVERY_LATER_JAVA));

        assertThatThrownBy(() -> find("com.example.Later"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(BEGIN + "java.lang.UnsupportedClassVersionError: com/example/Later ")
                .hasMessageEndingWith(". Build it for Java 17, and add the jars that it needs to <dependencies>, too.");
    }

    /** Looks for a source, where the service file of a jar names a class. */
    private void find(String provider) throws IOException {
        Path services = Files.createDirectories(jar.resolve("META-INF/services"));
        Files.writeString(services.resolve(EnvSource.class.getName()), provider + "\n");
        EnvPlugin plugin =
                new EnvPlugin("vault", "vault", new Origin("kit.yaml", 7, 9), Mapping.EMPTY, Optional.empty());
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader())) {
            EnvSources.find(plugin, loader);
        }
    }

    /** A source whose constructor throws. */
    public static final class Throwing implements EnvSource {
        /** Throws. */
        public Throwing() {
            throw new IllegalStateException("s3cr3t");
        }

        @Override
        public String name() {
            return "throwing";
        }

        @Override
        public Session open(EnvSettings settings) {
            throw new IllegalStateException("s3cr3t");
        }
    }
}
