package io.github.kitmaven.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.Golden;
import io.github.kitmaven.testing.Repo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Partials of version "3": those of the Mustache spec, but strict. */
class PartialsTest {
    @TempDir
    private Path root;

    @TestFactory
    Stream<DynamicTest> everyPartialPrintsAsTheTableSays() {
        return Golden.each(Golden.read("mustache-partials.json").get("cases"))
                .map(row -> DynamicTest.dynamicTest(
                        row.get("name").asText(),
                        () -> assertThat(repo(row).texts())
                                .containsEntry(
                                        "dev/web.yaml", row.get("expected").asText())));
    }

    private Repo repo(JsonNode row) {
        Repo repo = Repo.in(root.resolve(row.get("name").asText()), "3")
                .with("resources/web.mustache", row.get("template").asText())
                .with("clusters/dev/configuration-var.yaml", vars(row.get("data")));
        row.get("partials")
                .properties()
                .forEach(partial -> repo.with(
                        "resources/" + partial.getKey() + ".mustache",
                        partial.getValue().asText()));
        return repo;
    }

    /** JSON is YAML. */
    private static String vars(JsonNode data) {
        return data.isEmpty()
                ? "kind: ResourceConfig\n"
                : data.toString().replaceFirst("\\{", "{\"kind\": \"ResourceConfig\", ");
    }

    @Test
    void versionTwoPrintsNothingForThem() {
        Repo repo = Repo.in(root, "2").with("resources/web.mustache", "a\n  {{> none}}\nb{{> none}}");

        assertThat(repo.texts()).containsEntry("dev/web.yaml", "a\nb");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {{> a}} | {{> b}}           | x {{> a}} | b.mustache:1:3: The template includes itself: resources/a.mustache -> resources/b.mustache -> resources/a.mustache.
            {{> a}} | {{> b}}           | {{> web}} | b.mustache:1:1: The template includes itself: resources/web.mustache -> resources/a.mustache -> resources/b.mustache -> resources/web.mustache.
            {{> a}} | {{#x}}{{>a}}{{/x}}|           | a.mustache:1:7: The template includes itself: resources/a.mustache -> resources/a.mustache.
            """)
    void aCycleIsFoundWhenParsedAndShown(String web, String a, String b, String message) {
        Repo repo = Repo.in(root, "3")
                .with("resources/web.mustache", web)
                .with("resources/a.mustache", a)
                .with("resources/b.mustache", b == null ? "" : b);

        assertThatThrownBy(repo::render)
                .isInstanceOf(UserException.class)
                .hasMessage("resources/" + message
                        + " Remove one of these partials, or repeat its text with a section over a list.");
    }

    @Test
    void aNameThatIsNotThereIsReportedInThePartialAndWhereThatIsIncluded() {
        Repo repo = Repo.in(root, "3")
                .with("resources/web.mustache", "a:\n  {{> common/outer}}\n")
                .with("resources/common/outer.mustache", "b:\n  {{> common/inner}}\n")
                .with("resources/common/inner.mustache", "\nx: 1 {{deployment.replica}}\n");

        assertThatThrownBy(repo::render)
                .hasMessage("resources/common/inner.mustache:2:6: deployment.replica is not there"
                        + " (included at resources/common/outer.mustache:2:3, resources/web.mustache:2:3)."
                        + " The nearest name is deployment.replicas.");
    }

    @Test
    void aMistakeInAPartialIsReportedAtItsOwnColumn() {
        Repo repo = Repo.in(root, "3")
                .with("resources/web.mustache", "a:\n        {{> p}}\n")
                .with("resources/p.mustache", "x\ny {{#open}}\n");

        assertThatThrownBy(repo::render).hasMessageStartingWith("resources/p.mustache:2:3: The section open begins");
    }

    @Test
    void aPartialOfAnotherFolderIsTheNearestName() {
        Repo repo = Repo.in(root, "3")
                .with("resources/web.mustache", "{{> labels}}")
                .with("resources/common/labels.mustache", "");

        assertThatThrownBy(repo::render).hasMessageEndingWith("The nearest name is common/labels.");
    }

    @Test
    void partialsThatMultiplyEndAtOnce() {
        Repo repo =
                Repo.in(root, "3").with("resources/web.mustache", "{{> p0}}").with("resources/p40.mustache", "");
        for (int i = 0; i < 40; i++) {
            String next = "{{> p" + (i + 1) + "}}";
            repo.with("resources/p" + i + ".mustache", "-" + next + next.replace("p", "./p"));
        }

        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThatThrownBy(repo::render).hasMessageStartingWith("resources/web.mustache: The template "));
    }

    @Test
    void partialsNestOnlySoDeep() {
        Repo repo =
                Repo.in(root, "3").with("resources/web.mustache", "{{> p0}}").with("resources/p200.mustache", "");
        for (int i = 0; i < 200; i++) {
            repo.with("resources/p" + i + ".mustache", "  {{> p" + (i + 1) + "}}");
        }

        assertThatThrownBy(repo::render)
                .hasMessage("resources/p99.mustache:1:3: Partials nest deeper than 100 levels. Flatten them.");
    }
}
