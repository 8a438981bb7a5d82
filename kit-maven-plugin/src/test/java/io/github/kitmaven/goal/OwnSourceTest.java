package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.Repo;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A source of variables that a user brings in a jar of his. */
class OwnSourceTest {
    private static final String KIT = """
            version: "%s"
            base: {path: .}
            images: {path: images}
            type: {path: type}
            cluster: {path: clusters}
            resources: {path: resources}
            plugin: %s
            """;

    @TempDir
    private Path root;

    private Repo repo;

    @BeforeEach
    void aRepo() {
        repo = Repo.in(root, "3")
                .with("images/acme/web/next.yaml", "image: of-next\n")
                .with(
                        "resources/web.mustache",
                        "{{web-con.image}}{{#web-con.env}} {{name}}={{value}}{{/web-con.env}}"
                                + "{{#web-con.mixed}} [{{.}}]{{/web-con.mixed}}");
    }

    @ParameterizedTest
    @CsvSource({"3, name: own-source", "3, path: own-source", "2, path: ../src/plugins/own-source.js"})
    void itsValuesGoOverTheContainersAndAreSecretButNamesAndBranches(String version, String name) {
        repo.with("kit.yaml", KIT.formatted(version, "{" + name + ", options: {greeting: hello}}"))
                .cluster("dev", "resources: {web: {containers: {web-con: {name: front}}}}\n");
        repo.with(
                "resources/web.mustache",
                "{{web-con.image}}{{#web-con.env}} {{name}}={{value}}{{/web-con.env}}"
                        + " {{web-con.mixed.0}} {{web-con.mixed.1}} {{web-con.mixed.3.0}}");

        assertThat(repo.texts())
                .containsExactly(entry(
                        "dev/web.yaml", "of-next GREETING=hello front of web in dev at no commit ON=true 1 2.5 deep"));
        assertThat(repo.render()
                        .kit()
                        .sops()
                        .secrets()
                        .mask("hello front of web in dev at no commit, deep, hello, of-next"))
                .isEqualTo("<secret>, <secret>, hello, of-next");
    }

    @Test
    void itHearsOfTheCommit() {
        repo.with("kit.yaml", KIT.formatted("2", "{path: own-source, options: {greeting: hello}}"))
                .commit("0a1b2c3", false);

        assertThat(repo.texts().get("dev/web.yaml")).contains("hello web of web in dev at 0a1b2c3");
    }

    @Test
    void whatItThrowsNamesTheContainerAndShowsNoMessageThatMayHoldASecret() {
        repo.with("kit.yaml", KIT.formatted("3", "{name: own-source, options: {greeting: s3cr3t, fails: true}}"))
                .cluster("eu", "");

        assertThatThrownBy(repo::render)
                .isInstanceOf(EnvironmentException.class)
                .hasMessage("base-cluster.yaml:7:16: The plugin own-source failed on the container web of cluster dev:"
                        + " java.lang.IllegalStateException."
                        + " Mend the plugin, or let it throw a UserException that says what is wrong."
                        + System.lineSeparator()
                        + "base-cluster.yaml:7:16: The plugin own-source failed on the container web of cluster eu:"
                        + " java.lang.IllegalStateException."
                        + " Mend the plugin, or let it throw a UserException that says what is wrong.")
                .hasNoCause();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "too early | kit.yaml:7:16: The plugin own-source failed before the first question:"
                        + " java.lang.IllegalStateException.",
                "needs a jar | base-cluster.yaml:7:16: The plugin own-source failed on the container web of cluster dev:"
                        + " java.lang.NoClassDefFoundError: com/example/Client."
            })
    void whatItFailsOnIsNamed(String greeting, String message) {
        repo.with("kit.yaml", KIT.formatted("3", "{name: own-source, options: {greeting: %s}}".formatted(greeting)));

        assertThatThrownBy(repo::render)
                .isInstanceOf(EnvironmentException.class)
                .hasMessage(message + " Mend the plugin, or let it throw a UserException that says what is wrong.")
                .hasNoCause();
    }

    @Test
    void itIsClosedInTheEnd() {
        repo.with("kit.yaml", KIT.formatted("3", "{name: own-source, options: {greeting: too late}}"))
                .with("resources/web.mustache", "fine");

        assertThatThrownBy(repo::render)
                .isInstanceOf(EnvironmentException.class)
                .hasMessage("The plugin own-source failed after the last question: java.lang.IllegalStateException."
                        + " Mend the plugin, or let it throw a UserException that says what is wrong.");
    }

    @Test
    void whatItRefusesFailsOneResourceOnly() {
        repo.with("kit.yaml", KIT.formatted("3", "{name: own-source, options: {greeting: hello}}"))
                .cluster("dev", "  allowFailure: true\nresources: {other: {file: web.mustache, name: refused}}\n")
                .with("resources/web.mustache", "fine");

        assertThat(repo.texts()).containsOnlyKeys("dev/web.yaml");
        assertThat(repo.events().toString()).contains("There is nothing for refused");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: own-sorce} | kit.yaml:7:16: The plugin own-sorce is not known; there is env-api, file-config,"
                        + " own-source. The nearest name is own-source.",
                "{name: vault} | kit.yaml:7:16: The plugin vault is not known; there is env-api, file-config, own-source."
                        + " Name one of these, or add the jar of yours to the <dependencies> of kit-maven-plugin.",
                "{name: own-source} | kit.yaml:7:9: plugin.options.greeting is missing. Add what to say.",
                "{options: {}} | kit.yaml:7:9: plugin.path is missing."
                        + " Name a source of environment variables: plugin.name: file-config.",
                "{name: own-source, options: {greting: x}} | kit.yaml:7:38: The option plugin.options.greting is not known."
                        + " The nearest name is greeting.",
                "{name: own-source, options: {greeting: x, fails: 1}} | kit.yaml:7:58: plugin.options.fails must be a"
                        + " boolean, not 1. Write true or false, without quotes."
            })
    void aWrongChoiceIsNamedWithItsPlace(String plugin, String message) {
        repo.with("kit.yaml", KIT.formatted("3", plugin));

        assertThatThrownBy(repo::render).isInstanceOf(UserException.class).hasMessage(message);
    }
}
