package io.github.kitmaven.report;

import static io.github.kitmaven.testing.Trees.manifest;
import static io.github.kitmaven.testing.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.kitmaven.event.Event.RolloutState;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.FieldChange;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.report.ClusterResult.Status;
import io.github.kitmaven.rollout.Evidence;
import io.github.kitmaven.rollout.Verdict.Failed.Certainty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultJsonTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void theFileHoldsAllThatIsKnown() throws IOException {
        Step step = new Step(
                manifest("{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', namespace: 'shop'}}"),
                Action.UPDATE,
                "image changed",
                List.of(new FieldChange("spec.image", Optional.of("a"), Optional.of("b"), List.of("kubectl-edit"))),
                false,
                false);
        ObjectHealth health = new ObjectHealth(
                RolloutState.FAILED,
                "pod web-1: CrashLoopBackOff",
                Duration.ofMillis(1500),
                Certainty.STUCK,
                List.of(Results.trouble("web-1", "CrashLoopBackOff", "back-off 10s")),
                new Evidence(
                        Optional.of(new Evidence.Event("BackOff", "Back-off restarting", 4)),
                        Optional.of(new Evidence.Log("web-1", "app", true, List.of("starting", "fatal: no db")))),
                Map.of("FailedMount", 3));
        Origin place = new Origin("resources/web.mustache", 2, 1).renderedAs(new Origin("dev/web.yaml", 3, 0));
        Diagnostic problem = Diagnostic.at(place, "it is not healthy", "Mend the image");
        ClusterResult dev = new ClusterResult(
                Results.cluster("dev", false),
                Status.FAILED,
                List.of(new ObjectResult(step, Optional.empty(), Optional.of(health))),
                List.of(problem));
        Path file = folder.resolve("new/result.json");

        new Reports(new Secrets(), file)
                .write(new Result(
                        "deploy", NOON, Duration.ofSeconds(2), Optional.of("abc123"), List.of(dev), List.of()));

        assertThat(new JsonMapper().readTree(Files.readString(file))).isEqualTo(tree("""
                                {version: 1, goal: 'deploy', successful: false, startedAt: '2026-11-23T12:00:00Z', seconds: 2.0,
                                 commit: 'abc123', problems: [],
                                 progress: {found: 1, successful: 0, failed: 1, remaining: 0, percent: 100},
                                 failures: [{message: 'it is not healthy', origin: {file: 'resources/web.mustache', line: 2, column: 1,
                                              rendered: {file: 'dev/web.yaml', line: 3}}, advice: 'Mend the image'}],
                                 clusters: [
                                  {name: 'dev', type: 'test', sandbox: false, status: 'failed', counts: {update: 1},
                                   problems: [{message: 'it is not healthy', origin: {file: 'resources/web.mustache', line: 2, column: 1,
                                                 rendered: {file: 'dev/web.yaml', line: 3}},
                                               advice: 'Mend the image'}],
                                   objects: [
                                    {apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web',
                                     origin: {file: 'dev/some.yaml', line: 1, column: 1}, action: 'update',
                                     reason: 'image changed', changes: [{path: 'spec.image', before: 'a', after: 'b', owners: ['kubectl-edit']}],
                                     health: {state: 'failed', reason: 'pod web-1: CrashLoopBackOff', seconds: 1.5, certainty: 'stuck',
                                      troubles: [{pod: 'web-1', container: 'app', reason: 'CrashLoopBackOff',
                                                  message: 'back-off 10s', exit: 'exit code 1 (Error)', times: 2}],
                                      event: {reason: 'BackOff', message: 'Back-off restarting', times: 4},
                                      log: {pod: 'web-1', container: 'app', previous: true,
                                            lines: ['starting', 'fatal: no db']},
                                      ignored: {FailedMount: 3}}}]}]}
                                """));
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aClusterThatMayFailDoesNotFailTheBuild() {
        ClusterResult lenient = new ClusterResult(Results.cluster("dev", true), Status.FAILED, List.of(), List.of());
        ClusterResult strict = new ClusterResult(Results.cluster("eu", false), Status.FAILED, List.of(), List.of());
        assertThat(new Result("deploy", NOON, Duration.ZERO, Optional.empty(), List.of(lenient), List.of())
                        .successful())
                .isTrue();
        assertThat(new Result("deploy", NOON, Duration.ZERO, Optional.empty(), List.of(lenient, strict), List.of())
                        .successful())
                .isFalse();
    }
}
