package io.github.kitmaven.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.manual.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The oldest Maven, the usual one and the newest, on the Java that kit is built for and on the newest with long support. Slow,
 * since each command is a Maven of its own.
 */
@Tag("compatibility")
@Execution(ExecutionMode.CONCURRENT)
class CompatibilityTest {
    private static final String OLDEST = "3.8.1";
    private static final String USUAL = "3.9.16";
    private static final String NEWEST = "4.0.0-rc-5";

    @TempDir
    static Path shared;

    private static MavenVersions mavens;

    @BeforeAll
    static void fetch() throws IOException, InterruptedException {
        mavens = new MavenVersions(shared);
        for (String version : List.of(OLDEST, USUAL, NEWEST)) {
            mavens.fetch(version);
        }
    }

    static Stream<Arguments> mavensAndJavas() {
        return Stream.of(
                Arguments.of(OLDEST, Javas.own()),
                Arguments.of(USUAL, Javas.newest()),
                Arguments.of(NEWEST, Javas.own()),
                Arguments.of(NEWEST, Javas.newest()));
    }

    @ParameterizedTest(name = "Maven {0}, Java {1}")
    @MethodSource("mavensAndJavas")
    void aRepoIsMadeDeployedAndLookedAt(String maven, Path java, @TempDir Path folder) throws Exception {
        Path where = Files.createDirectories(folder.resolve("Größe und Straße"));
        Terminal terminal =
                new Terminal(Files.createDirectories(folder.resolve("terminal")), mavens.program(maven), java);
        try (Shell shell = terminal.shell(where, Files.createDirectories(folder.resolve("home")))) {
            expect(shell, "mvn --version\n", "Apache Maven " + maven);
            expect(shell, Terminal.generate() + "cd deployments && git init -q && git add . && git commit -qm Begin\n");
            expect(shell, "mvn -T 4 deploy\n", "Deployed 1 of 1 cluster", "7 created");
            expect(shell, "mvn -o kit:status -Dkit.failOnStatus=true\n", "3 of 3 resources in step");
            expect(shell, commitImage(), "Committed registry.example.com/example/web:master-2");
            expect(shell, "git reset -q --hard main && mvn kit:deploy\n", "1 updated, 6 unchanged");
        }
    }

    /** From a service's folder without a POM, by the plugin's whole name. */
    private static String commitImage() {
        return """
                git init -q --bare "$PWD/../remote.git" && git push -q "$PWD/../remote.git" HEAD:main
                (mkdir ../web && cd ../web && mvn %s:commit-image -Dkit.branch=master \\
                    -Dkit.image=registry.example.com/example/web:master-2 -Dkit.commit=1234567 \\
                    "-Dkit.deployments.url=file://$(cd .. && pwd | sed 's/ /%%20/g')/remote.git")
                git fetch -q "$PWD/../remote.git" main && git reset -q --hard FETCH_HEAD
                """.formatted(Terminal.PLUGIN);
    }

    /** Not by Maven 4, which itself writes to target. */
    @Test
    void aCheckoutThatCantBeWrittenIsLeftAlone(@TempDir Path folder) throws Exception {
        Terminal terminal =
                new Terminal(Files.createDirectories(folder.resolve("terminal")), mavens.program(USUAL), Javas.own());
        try (Shell shell = terminal.shell(
                Files.createDirectories(folder.resolve("work")), Files.createDirectories(folder.resolve("home")))) {
            expect(shell, Terminal.generate() + "cd deployments && chmod -R a-w .\n");
            for (String goal : List.of("validate", "render", "diff", "deploy", "status")) {
                expect(
                        shell,
                        unprivileged("mvn " + Terminal.PLUGIN + ":" + goal + " -Dkit.output=../out"),
                        "BUILD SUCCESS");
            }
            expect(shell, "test ! -e target && test -s ../out/.kit/result.json && test -d ../out/local\n");
            expect(shell, "chmod -R u+w .\n");
        }
    }

    /** Root may write anywhere, unless that is taken from it. */
    private static String unprivileged(String command) {
        return "if [ $(id -u) = 0 ]; then setpriv --bounding-set=-dac_override " + command + "; else " + command
                + "; fi\n";
    }

    private static void expect(Shell shell, String commands, String... seen) throws IOException, InterruptedException {
        Outcome outcome = shell.run(commands);
        assertThat(outcome.exit()).as("%s%n%s", commands, outcome.output()).isZero();
        assertThat(List.of(seen)).as(outcome.output()).allMatch(outcome.output()::contains);
    }
}
