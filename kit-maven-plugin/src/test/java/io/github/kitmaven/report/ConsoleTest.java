package io.github.kitmaven.report;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.event.Event.ClusterFinished;
import io.github.kitmaven.event.Event.RolloutChanged;
import io.github.kitmaven.event.Event.RolloutState;
import io.github.kitmaven.event.Event.StillApplying;
import io.github.kitmaven.event.Event.StillWaiting;
import io.github.kitmaven.event.Event.Unready;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.FieldChange;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.report.ClusterResult.Status;
import io.github.kitmaven.rollout.Evidence;
import io.github.kitmaven.rollout.Verdict.Failed.Certainty;
import io.github.kitmaven.testing.SetClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private final Manifest web =
            manifest("{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', namespace: 'shop'}}");
    private final List<String> lines = new ArrayList<>();
    private final Console console = new Console(
            lines::add,
            line -> lines.add("! " + line),
            Paint.NONE,
            new FleetProgress(new SetClock()),
            false,
            answer -> {});

    @Test
    void aPlanShowsWhatChangesAndCountsTheRest() {
        FieldChange image = new FieldChange("spec.image", Optional.of("web:1"), Optional.of("web:2"));
        FieldChange paused = new FieldChange("spec.paused", Optional.empty(), Optional.of("true"));
        console.planned(List.of(
                Results.planned(
                        "dev",
                        Step.create(web, true),
                        new Step(web, Action.UPDATE, "2 fields changed", List.of(image, paused), false, false),
                        Step.unchanged(web),
                        Step.skip(web, "only new objects are created")),
                new ClusterResult(Results.cluster("eu", false), Status.UNREACHABLE, List.of(), List.of())));
        assertThat(lines)
                .containsExactly(
                        "Plan for 2 clusters:",
                        "  dev: 1 to create, 1 to update, 1 unchanged, 1 left alone",
                        "    + Deployment shop/web *",
                        "    ~ Deployment shop/web  (2 fields changed)",
                        "        spec.image: web:1 -> web:2",
                        "        spec.paused: (none) -> true",
                        "      Deployment shop/web  (only new objects are created)",
                        "      * the cluster can't check it yet: its namespace or its kind comes with this deploy",
                        "  eu: unreachable");
    }

    @Test
    void ofLongTextsOnlyTheLinesThatDifferAreShown() {
        String text = IntStream.range(0, 50).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
        FieldChange change = new FieldChange(
                "data.text", Optional.of(text), Optional.of(text.replace("line 7\n", "line seven\nand a half\n")));
        FieldChange gone = new FieldChange("data.gone", Optional.of(text), Optional.empty());
        console.planned(List.of(Results.planned(
                "dev", new Step(web, Action.UPDATE, "2 fields changed", List.of(change, gone), false, false))));
        assertThat(lines.subList(3, 9))
                .containsExactly(
                        "        data.text:",
                        "          - line 7",
                        "          + line seven",
                        "          + and a half",
                        "        data.gone:",
                        "          - line 0");
        assertThat(lines.get(lines.size() - 1)).isEqualTo("          - ... 30 more lines");
    }

    @Test
    void whatIsPlannedForManyClustersAlikeIsShownOnce() {
        FieldChange image = new FieldChange("spec.image", Optional.of("web:1"), Optional.of("web:2"));
        Step change = new Step(web, Action.UPDATE, "image changed", List.of(image), false, false);
        console.planned(List.of(
                Results.planned("ap", Step.unchanged(web)),
                Results.planned("dev", change, Step.unchanged(web)),
                Results.planned("eu", change),
                Results.planned("us", change, Step.unchanged(web), Step.unchanged(web))));
        assertThat(lines)
                .containsExactly(
                        "Plan for 4 clusters, 3 alike, 1 differs:",
                        "  3 clusters alike: 1 to update, 0 to 2 unchanged",
                        "    (dev, eu, us)",
                        "    ~ Deployment shop/web  (image changed)",
                        "        spec.image: web:1 -> web:2",
                        "  ap: 1 unchanged");
    }

    @Test
    void ofAHugePlanTheFirstLinesAreShown() {
        Step[] steps = IntStream.range(0, 400)
                .mapToObj(i -> Step.create(
                        manifest("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'c" + i + "'}}"), false))
                .toArray(Step[]::new);
        console.planned(List.of(Results.planned("dev", steps), Results.planned("eu", steps)));
        assertThat(lines).hasSize(304).startsWith("Plan for 2 clusters, all alike:");
        assertThat(lines.get(303)).isEqualTo("    ... 100 more lines, which result.json has");
    }

    @Test
    void progressIsALineForEachChange() {
        console.on(new RolloutChanged("dev", web.key(), RolloutState.PROGRESSING, "1 of 2 replicas are available"));
        console.on(new RolloutChanged("dev", web.key(), RolloutState.HEALTHY, "all replicas are available"));
        console.on(new RolloutChanged("eu", manifest("{kind: 'ConfigMap'}").key(), RolloutState.HEALTHY, "in place"));
        console.on(new RolloutChanged("eu", web.key(), RolloutState.FAILED, "ImagePullBackOff"));
        console.on(new StillApplying("eu", 12, 300, 30));
        console.on(new StillWaiting(
                "eu",
                3,
                60,
                List.of(new Unready(web.key(), "1 of 2 replicas are available"), new Unready(web.key(), "b"))));
        console.on(new ClusterFinished("dev", true, 1, 2));
        assertThat(lines)
                .containsExactly(
                        "  dev: Deployment shop/web: 1 of 2 replicas are available",
                        "  dev: Deployment shop/web: healthy",
                        "!   eu: Deployment shop/web: failed: ImagePullBackOff",
                        "  eu: still applying after 30 s: 12 of 300 objects written",
                        "  eu: still waiting for 3 objects after 60 s: Deployment shop/web: 1 of 2 replicas are available;"
                                + " Deployment shop/web: b",
                        "  dev: done in 0.0 s (1 of 2 clusters)");
    }

    @Test
    void theEndCountsWhatWasDone() {
        ClusterResult planned = Results.planned("dev", Step.create(web, false), Step.unchanged(web));
        ClusterResult done =
                new ClusterResult(planned.cluster(), Status.SUCCEEDED, planned.objects(), List.<Diagnostic>of());
        console.deployed(new Result(
                "deploy", Instant.EPOCH, Duration.ofMillis(3_420), Optional.empty(), List.of(done, done), List.of()));
        assertThat(lines).containsExactly("Deployed 2 of 2 clusters in 3.4 s: 2 created, 2 unchanged.");
    }

    @Test
    void whatWasIgnoredIsSummedUpByReason() {
        ObjectHealth one = health(Map.of("FailedMount", 2, "BackOff", 1));
        ObjectHealth other = health(Map.of("FailedMount", 1));
        console.ignored(List.of(withHealth("dev", one), withHealth("eu", other)));
        assertThat(lines).containsExactly("Ignored as asked: BackOff x1, FailedMount x3.");
        console.ignored(List.of(withHealth("dev", health(Map.of()))));
        assertThat(lines).hasSize(1);
    }

    private ClusterResult withHealth(String cluster, ObjectHealth health) {
        ObjectResult object = new ObjectResult(Step.create(web, false), Optional.empty(), Optional.of(health));
        return new ClusterResult(Results.cluster(cluster, false), Status.SUCCEEDED, List.of(object), List.of());
    }

    private static ObjectHealth health(Map<String, Integer> ignored) {
        return new ObjectHealth(
                RolloutState.HEALTHY, "in place", Duration.ZERO, Certainty.UNKNOWN, List.of(), Evidence.NONE, ignored);
    }
}
