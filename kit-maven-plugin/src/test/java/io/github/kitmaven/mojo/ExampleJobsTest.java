package io.github.kitmaven.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the manual's Jobs tell the plugin, by the generated META-INF/maven/plugin.xml. */
class ExampleJobsTest {

    @ParameterizedTest
    @CsvSource({"sharded-deploy-job.yaml, - kit:deploy, deploy", "sharded-report-job.yaml, :report, report"})
    void eachPropertyIsAParameterOfTheGoal(String file, String call, String goal) throws IOException {
        String job = Files.readString(Path.of("..", "src", "site", "resources", "examples", file));
        String mojo = Stream.of(Files.readString(Path.of("target/classes/META-INF/maven/plugin.xml"))
                        .split("<mojo>"))
                .filter(it -> it.contains("<goal>" + goal + "</goal>"))
                .findFirst()
                .orElseThrow();
        List<String> properties = Pattern.compile("- -D(kit\\.[\\w.]+)=")
                .matcher(job)
                .results()
                .map(MatchResult::group)
                .map(it -> it.substring("- -D".length(), it.length() - 1))
                .toList();
        assertThat(job).containsPattern(Pattern.compile(Pattern.quote(call) + "$", Pattern.MULTILINE));
        assertThat(properties)
                .isNotEmpty()
                .allSatisfy(property -> assertThat(mojo).contains("${" + property + "}"));
    }
}
