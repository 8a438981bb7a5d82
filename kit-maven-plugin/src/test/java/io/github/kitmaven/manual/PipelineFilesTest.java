package io.github.kitmaven.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pipelines of the archetype's repo, and the Jobs of the manual, name goals and properties that kit has. */
class PipelineFilesTest {
    private static final Path ARCHETYPE =
            Page.ROOT.resolve("kit-deployments-archetype/src/main/resources/archetype-resources");
    private static final Pattern GOAL = Pattern.compile("(?:kit|kit-maven-plugin:[^:\\s]+):([a-z][a-z-]*)");
    private static final Pattern PROPERTY = Pattern.compile("-D(kit\\.[A-Za-z.]+)");

    static Stream<Path> files() {
        Path examples = Page.ROOT.resolve("src/site/resources/examples");
        return Stream.of(
                ARCHETYPE.resolve("__github__/workflows/pull-request.yaml"),
                ARCHETYPE.resolve("__github__/workflows/deploy.yaml"),
                ARCHETYPE.resolve("__gitlabci__.yml"),
                ARCHETYPE.resolve("Jenkinsfile"),
                ARCHETYPE.resolve("README.md"),
                examples.resolve("sharded-deploy-job.yaml"),
                examples.resolve("sharded-report-job.yaml"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void goalsAndPropertiesAreThere(Path file) throws IOException {
        String descriptor = Files.readString(Path.of("target/classes/META-INF/maven/plugin.xml"));
        assertThat(named(GOAL, file))
                .as("goals")
                .isNotEmpty()
                .allMatch(goal -> descriptor.contains("<goal>" + goal + "</goal>"));
        assertThat(named(PROPERTY, file))
                .as("properties")
                .allMatch(property -> descriptor.contains("${" + property + "}"));
    }

    private static List<String> named(Pattern what, Path file) throws IOException {
        return what.matcher(Files.readString(file))
                .results()
                .map((MatchResult found) -> found.group(1))
                .distinct()
                .toList();
    }
}
