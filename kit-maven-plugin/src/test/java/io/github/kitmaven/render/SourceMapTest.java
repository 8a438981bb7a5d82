package io.github.kitmaven.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.goal.Render;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.testing.Repo;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceMapTest {
    private static final String TEMPLATE = """
            apiVersion: v1
            {{! which kind }}
            kind: ConfigMap
            metadata:
              name: {{name}}
              {{> common/labels}}
            data:
            {{#web-con}}
            {{#env}}
              {{name}}: "{{value}}"
            {{/env}}
            {{/web-con}}
              motd: |
                {{{motd}}}
              end: "1"
            """;

    @TempDir
    private Path root;

    private Repo repo(String version) {
        return Repo.in(root, version)
                .with("resources/web.mustache", TEMPLATE)
                .with("resources/common/labels.mustache", "labels:\n  {{#on}}\n  tier: {{tier}}\n  {{/on}}\n")
                .with(
                        "base-var.yaml",
                        "kind: ResourceConfig\ntier: web\non: true\nmotd: \"one\\n    two\\n    three\"\n")
                .cluster(
                        "dev",
                        "resources: {web: {containers: {web-con: {env: [{name: A, value: 1}, {name: B, value: 2}]}}}}\n");
    }

    private static RenderedFile file(Repo repo) {
        return repo.render().clusters().get(0).files().get(0);
    }

    @Test
    void everyLineLeadsToItsTemplateOrPartial() {
        RenderedFile file = file(repo("3"));

        List<String> lines = file.text().lines().toList();
        StringBuilder places = new StringBuilder();
        for (int i = 1; i <= lines.size(); i++) {
            places.append(lines.get(i - 1).strip())
                    .append(" <- ")
                    .append(file.source(i).toString().replace("resources/", ""))
                    .append("\n");
        }

        assertThat(places).hasToString("""
                        apiVersion: v1 <- web.mustache:1
                        kind: ConfigMap <- web.mustache:3
                        metadata: <- web.mustache:4
                        name: web <- web.mustache:5
                        labels: <- common/labels.mustache:1
                        tier: web <- common/labels.mustache:3
                        data: <- web.mustache:7
                        A: "1" <- web.mustache:10
                        B: "2" <- web.mustache:10
                        motd: | <- web.mustache:13
                        one <- web.mustache:14
                        two <- web.mustache:14
                        three <- web.mustache:14
                        end: "1" <- web.mustache:15
                        """);
    }

    @Test
    void aColumnLeadsToItsColumnWithoutTheIndentOfAPartial() {
        SourceMap map = file(repo("3")).map().get();

        assertThat(map.source(3, 5)).hasToString("resources/web.mustache:4:5");
        assertThat(map.source(4, 10)).hasToString("resources/web.mustache:5:9");
        assertThat(map.source(6, 5)).hasToString("resources/common/labels.mustache:3:3");
        assertThat(map.source(6, 12)).hasToString("resources/common/labels.mustache:3:9");
        assertThat(map.source(999, 1)).hasToString("resources/web.mustache:15:1");
    }

    @Test
    void aLineNamesWhatIsPrintedOnItAndWhatGuardsIt() {
        SourceMap map = file(repo("3")).map().get();

        PrintedLine line = map.line(9);
        assertThat(line.text()).isEqualTo("  B: \"2\"");
        assertThat(line.names())
                .extracting(PrintedName::toString)
                .containsExactly("name at resources/web.mustache:10:3", "value at resources/web.mustache:10:14");
        assertThat(line.names())
                .extracting(name -> name.value().orElseThrow().text())
                .containsExactly("B", "2");
        assertThat(line.guards()).extracting(PrintedName::text).containsExactly("web-con", "env");
        assertThat(map.line(6).guards()).extracting(PrintedName::text).containsExactly("on");
        assertThat(map.line(6).names()).extracting(PrintedName::text).containsExactly("tier");
        assertThat(map.line(7).guards()).isEmpty();
        assertThat(map.line(12).names()).extracting(PrintedName::text).containsExactly("motd");
        assertThat(map.line(13).names()).extracting(PrintedName::text).containsExactly("motd");
        assertThat(map.line(14).names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "3"})
    void aCopiedManifestLeadsToItself(String version) {
        Repo repo = Repo.in(root, version)
                .cluster("dev", "resources: {web: {disable: true}, raw: {file: sub/raw.yaml}}\n")
                .with("resources/sub/raw.yaml", "a: 1\nb: 2\n");

        assertThat(file(repo).source(2)).hasToString("resources/sub/raw.yaml:2");
        assertThat(file(repo).map().get().line(2).text()).isEqualTo("b: 2");
    }

    @Test
    void anObjectComesFromItsTemplateAndKnowsWhatWasRendered() {
        assertThat(repo("3").render().desired().get(0).manifests())
                .extracting(Manifest::toString)
                .containsExactly("ConfigMap web at resources/web.mustache:1:1 (rendered: dev/web.yaml:1)");
    }

    @Test
    void whatIsNoManifestIsNamedByItsTemplateAndCluster() {
        Repo repo = repo("3").with("resources/web.mustache", "apiVersion: v1\n{{> common/labels}}\nx:\n  y: a: b\n");

        Render.Result rendered = repo.render();

        assertThatThrownBy(rendered::desired)
                .hasMessageStartingWith("resources/web.mustache:4:7 (rendered: dev/web.yaml:5): This is not YAML: ");
    }

    @Test
    void nothingPrintedLeadsToTheTemplate() {
        RenderedFile file = file(Repo.in(root, "2").with("resources/web.mustache", "{{! nothing }}"));

        assertThat(file.source(1)).hasToString("resources/web.mustache");
        assertThat(file.map().get().line(1).text()).isEmpty();
    }
}
