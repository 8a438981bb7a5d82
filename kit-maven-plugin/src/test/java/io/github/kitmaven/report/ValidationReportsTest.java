package io.github.kitmaven.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.Finding;
import io.github.kitmaven.testing.Folders;
import io.github.kitmaven.validate.SharedFinding;
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
    private static final Validation VALIDATION = new Validation(7, List.of(ERROR, WARNING));

    @TempDir
    private Path folder;

    @Test
    void aLineTellsPlaceAndRuleAndClusters() {
        assertThat(ValidationText.of(WARNING)).isEqualTo("dev/web.yaml: Nothing uses it. Delete it. [unused]");
        assertThat(ValidationText.of(ERROR)).endsWith("Mend it. [unknown-field] in 4 clusters: a, b, c, ...");
        assertThat(VALIDATION.summary()).isEqualTo("1 error, 1 warning in 7 clusters and the repo");
    }

    @Test
    void jsonHasAll() {
        assertThat(ValidationJson.text(VALIDATION)).isEqualTo("""
                        {
                          "version" : 1,
                          "clusters" : 7,
                          "errors" : 1,
                          "warnings" : 1,
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
                          } ]
                        }
                        """);
    }

    @Test
    void annotationsEscapeWhatARunnerWouldRead() {
        Folders.write(folder.resolve("resources/a,b:c.yaml"), "");

        assertThat(new Annotations(folder, Optional.empty()).lines(VALIDATION))
                .containsExactly(
                        "::error file=resources/a%2Cb%3Ac.yaml,line=3,col=5,title=kit unknown-field::100%25 wrong:%0D%0Aall of"
                                + " it. Mend it. (in 4 clusters: a, b, c, ...)",
                        "::warning title=kit unused::dev/web.yaml: Nothing uses it. Delete it.");
    }

    @Test
    void annotationsNameFilesFromTheRunnersWorkspace() {
        Folders.write(folder.resolve("deploy/resources/a,b:c.yaml"), "");

        assertThat(new Annotations(folder.resolve("deploy"), Optional.of(folder)).lines(VALIDATION))
                .first()
                .asString()
                .startsWith("::error file=deploy/resources/a%2Cb%3Ac.yaml,line=3");
        assertThat(new Annotations(folder.resolve("deploy"), Optional.of(Path.of("/elsewhere"))).lines(VALIDATION))
                .first()
                .asString()
                .startsWith("::error file=resources/a%2Cb%3Ac.yaml,line=3");
    }
}
