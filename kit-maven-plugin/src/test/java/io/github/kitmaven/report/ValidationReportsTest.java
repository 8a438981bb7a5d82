package io.github.kitmaven.report;

import static io.github.kitmaven.testing.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.Finding;
import io.github.kitmaven.testing.Folders;
import io.github.kitmaven.validate.SharedFinding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A validation as a line of the log, as JSON and as annotations of a pull request. */
class ValidationReportsTest {
    private static final SharedFinding ERROR = new SharedFinding(
            Finding.error(
                    "unknown-field",
                    Diagnostic.at(new Origin("resources/a,b:c.yaml", 3, 5), "100% wrong:\r\nall of it", "Mend it")),
            List.of("a", "b", "c", "d"));
    private static final SharedFinding WARNING = new SharedFinding(
            Finding.warning("unused", Diagnostic.at(Origin.of("dev/web.yaml"), "Nothing uses it", "Delete it")),
            List.of());
    private static final SharedFinding NOTE = new SharedFinding(
            Finding.note("rules-in-cel", Diagnostic.at(new Origin("cart.yaml", 2, 7), "Not judged", "Ask a server")),
            List.of("a"));
    private static final Validation VALIDATION = new Validation(7, List.of(ERROR, WARNING, NOTE));

    @TempDir
    private Path folder;

    @Test
    void aLineTellsPlaceAndRuleAndClusters() {
        assertThat(ValidationText.of(WARNING)).isEqualTo("dev/web.yaml: Nothing uses it. Delete it. [unused]");
        assertThat(ValidationText.of(ERROR)).endsWith("Mend it. [unknown-field] in 4 clusters: a, b, c, ...");
        assertThat(VALIDATION.summary()).isEqualTo("1 error, 1 warning in 7 clusters and the repo");
    }

    @Test
    void aNoteFailsNoBuild() {
        Validation notes = new Validation(1, List.of(NOTE));

        assertThat(notes.failure(true)).isEmpty();
        assertThat(notes.summary()).isEqualTo("0 errors, 0 warnings in 1 cluster and the repo");
        assertThat(VALIDATION.failure(true)).isPresent();
    }

    @Test
    void jsonHasAll() {
        assertThat(ValidationJson.text(VALIDATION)).isEqualTo("""
                        {
                          "version" : 1,
                          "clusters" : 7,
                          "errors" : 1,
                          "warnings" : 1,
                          "notes" : 1,
                          "findings" : [ {
                            "severity" : "error",
                            "rule" : "unknown-field",
                            "message" : "100% wrong:\\r\\nall of it",
                            "origin" : {
                              "file" : "resources/a,b:c.yaml",
                              "line" : 3,
                              "column" : 5
                            },
                            "advice" : "Mend it",
                            "clusters" : [ "a", "b", "c", "d" ]
                          }, {
                            "severity" : "warning",
                            "rule" : "unused",
                            "message" : "Nothing uses it",
                            "origin" : {
                              "file" : "dev/web.yaml"
                            },
                            "advice" : "Delete it",
                            "clusters" : [ ]
                          }, {
                            "severity" : "note",
                            "rule" : "rules-in-cel",
                            "message" : "Not judged",
                            "origin" : {
                              "file" : "cart.yaml",
                              "line" : 2,
                              "column" : 7
                            },
                            "advice" : "Ask a server",
                            "clusters" : [ "a" ]
                          } ]
                        }
                        """);
    }

    @Test
    void annotationsEscapeWhatARunnerWouldRead() {
        Folders.write(folder.resolve("resources/a,b:c.yaml"), "");

        assertThat(annotations(folder, Optional.empty()))
                .containsExactly(
                        "::error file=resources/a%2Cb%3Ac.yaml,line=3,col=5,title=kit unknown-field::100%25 wrong:%0D%0Aall of"
                                + " it. Mend it. (in 4 clusters: a, b, c, ...)",
                        "::warning title=kit unused::dev/web.yaml: Nothing uses it. Delete it.",
                        "::notice title=kit rules-in-cel::cart.yaml:2:7: Not judged. Ask a server. (in 1 cluster: a)");
    }

    @Test
    void annotationsNameFilesFromTheRunnersWorkspace() {
        Folders.write(folder.resolve("deploy/resources/a,b:c.yaml"), "");

        assertThat(annotations(folder.resolve("deploy"), Optional.of(folder)))
                .first()
                .asString()
                .startsWith("::error file=deploy/resources/a%2Cb%3Ac.yaml,line=3");
        assertThat(annotations(folder.resolve("deploy"), Optional.of(Path.of("/elsewhere"))))
                .first()
                .asString()
                .startsWith("::error file=resources/a%2Cb%3Ac.yaml,line=3");
    }

    @Test
    void gitLabReadsThoseThatHaveAPlace() throws IOException {
        Folders.write(folder.resolve("deploy/resources/a,b:c.yaml"), "");
        Path file = folder.resolve("report/gl-code-quality.json");

        new CodeQuality(folder.resolve("deploy"), Optional.of(folder), file).write(Annotation.of(VALIDATION));

        assertThat(tree("{issues: " + Files.readString(file) + "}")).isEqualTo(tree("""
                        {issues: [{description: '100% wrong:\\r\\nall of it. Mend it. (in 4 clusters: a, b, c, ...)',
                          check_name: 'kit unknown-field', fingerprint: '982b9375-f29d-3920-9230-49fc454989ab',
                          severity: 'critical',
                          location: {path: 'deploy/resources/a,b:c.yaml', lines: {begin: 3}}}]}
                        """));
    }

    private static List<String> annotations(Path repo, Optional<Path> workspace) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        new Annotations(repo, workspace, stream).print(Annotation.of(VALIDATION));
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
