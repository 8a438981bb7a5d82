package io.github.kitmaven.report;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownTest {
    @TempDir
    private Path folder;

    @Test
    void aDeployShowsWhatFailedAndWhatChanged() {
        assertThat(Markdown.text(Reportings.report(Reportings.deploy()))).isEqualTo("""
                ### :x: kit:deploy: 2 of 5 clusters done

                commit `0123456789` · by Jane \\[Doe\\] · deploy 41 · 42.1 s · [build](https://ci.example.org/builds/7)

                #### What failed

                - Deployment shop/web in cluster eu-2 is unhealthy: pod web-1, container web: CrashLoopBackOff \
                (`resources/web.mustache:3:1 (rendered: eu/web.yaml:1:1)`). Mend the cause and deploy again, or git revert and deploy

                  ````
                  last event: BackOff (4 times): Back-off restarting <web>
                  log of pod web-1, container web, before its restart:
                    | starting
                    | \u001b[31mno ``` db
                  ````

                - Cluster us-1 did not answer: connection refused. Look whether it is up

                | clusters | result | objects |
                |---|---|---|
                | ap-1, eu-1 | succeeded | 1 update, 1 unchanged |
                | eu-2 | failed | 1 update, 1 unchanged |
                | sa-1 | superseded |  |
                | us-1 | unreachable |  |

                <details><summary>What changed in 2 clusters alike: 1 updated, 1 unchanged</summary>

                ap-1, eu-1

                ```diff
                ~ Deployment shop/web  (image changed)
                    spec.template.spec.containers[web].image: acme/web:1 -> acme/web:2
                ```

                </details>

                <details><summary>What changed in eu-2: 1 updated, 1 unchanged</summary>

                ```diff
                ~ Deployment shop/web  (image changed)
                    spec.template.spec.containers[web].image: acme/web:1 -> acme/web:2
                ```

                </details>
                """);
    }

    @Test
    void wordsOfOthersAreNoMarkup() {
        Result result = new Result(
                "diff",
                Reportings.NOON,
                Duration.ZERO,
                Optional.empty(),
                List.of(),
                List.of(Diagnostic.of("<img src=x> @acme/ops | `x` **bold**\n# no", "Mend it")));
        assertThat(Markdown.text(Reportings.report(result)))
                .startsWith("### :x: kit:diff: failed before it came to clusters\n")
                .contains("- &lt;img src=x> &#64;acme/ops \\| \\`x\\` \\*\\*bold\\*\\* \\# no. Mend it\n");
    }

    @Test
    void aPlanTooLongForACommentIsLeftOut() {
        Step[] steps = IntStream.range(0, 4000)
                .mapToObj(i -> Step.create(
                        manifest("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'some-config-" + i + "'}}"),
                        false))
                .toArray(Step[]::new);
        Result result = new Result(
                "diff",
                Reportings.NOON,
                Duration.ZERO,
                Optional.empty(),
                List.of(Results.planned("a", Reportings.update()), Results.planned("b", steps)),
                List.of());
        assertThat(Markdown.text(Reportings.report(result)))
                .hasSizeLessThan(65_536)
                .contains("What changes in a: 1 to update", "| b | planned | 4000 create |")
                .endsWith("The rest is too long for a comment; the report of the build has it.\n");
    }

    @Test
    void itIsAddedToTheSummaryOfTheJob() throws IOException {
        Path summary = Files.writeString(folder.resolve("step"), "before\n");
        Path file = folder.resolve("report/summary.md");

        new Markdown(file, Optional.of(summary)).ended(Reportings.report(Reportings.deploy()));

        assertThat(summary).content().isEqualTo("before\n" + Files.readString(file) + "\n");
    }
}
