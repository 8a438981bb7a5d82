package io.github.kitmaven.report;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.event.Event.RolloutState;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.ClusterResult.Status;
import io.github.kitmaven.rollout.Evidence;
import io.github.kitmaven.rollout.Trouble;
import io.github.kitmaven.rollout.Verdict.Failed.Certainty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The golden files in src/test/resources/failure-text are what a person reads at the end of a deploy that failed. */
class FailureTextTest {
    private static final Evidence LOG = new Evidence(
            Optional.of(new Evidence.Event("Unhealthy", "Readiness probe failed: 503", 9)),
            Optional.of(new Evidence.Log("web-5d-x", "app", true, List.of("starting", "fatal: DB_URL is not set"))));

    @Test
    void aCrashShowsItsLastEventAndTheEndOfItsLog() throws IOException {
        shows("one-crash", failed("dev", crash("shop", "web-5d-x")));
    }

    @Test
    void theSameCauseOnManyClustersIsToldOnce() throws IOException {
        shows(
                "many-clusters",
                IntStream.range(0, 37)
                        .mapToObj(i -> failed("eu-" + i, crash("shop", "web-5d-x" + i)))
                        .toArray(ClusterResult[]::new));
    }

    @Test
    void theSameCauseInSomeNamespacesOfAClusterIsToldOnceToo() throws IOException {
        shows("namespaces", failed("dev", crash("blue", "web-1"), crash("green", "web-2")));
    }

    @Test
    void theWorstComesFirst() throws IOException {
        Diagnostic refused = Diagnostic.of("ConfigMap shop/a in cluster eu is refused: too long", "Shorten it");
        ClusterResult eu = failed(
                "eu",
                object("late", Certainty.TIMED_OUT, "not healthy after 300 s: 0 of 1 replicas are available"),
                object("homeless", Certainty.OUTLASTED_GRACE, "pod homeless-1: Unschedulable: no cpu"),
                object("stuck", Certainty.STUCK, "it is paused, so nothing rolls out"));
        ClusterResult us = failed(
                "us",
                object("late", Certainty.TIMED_OUT, "not healthy after 301 s: 0 of 1 replicas are available"),
                object("lost", Certainty.UNKNOWN, "the wait broke off: away"));
        ClusterResult away = new ClusterResult(
                Results.cluster("ap", false),
                Status.UNREACHABLE,
                List.of(),
                List.of(Diagnostic.of("Cluster ap is unreachable: connection refused", "Check it")));
        shows("worst-first", away, with(refused, eu), with(sameIn("us", refused), us));
    }

    @Test
    void whatIsOnlyWarnedOfIsNoProblemAndNothingIsToldTwice() {
        ClusterResult dev = failed("dev", object("web", Certainty.STUCK, "it is paused, so nothing rolls out"));
        assertThat(FailureText.of(List.of(dev))).isEqualTo(dev.problems());
        Diagnostic other = Diagnostic.of("Something else", "Mend it");
        ClusterResult lenient = new ClusterResult(dev.cluster(), Status.FAILED, dev.objects(), List.of(other));
        assertThat(FailureText.of(List.of(lenient))).containsExactly(other);
    }

    private static Diagnostic sameIn(String cluster, Diagnostic problem) {
        return new Diagnostic(
                problem.message().replace("cluster eu", "cluster " + cluster), problem.origin(), problem.advice());
    }

    private static ClusterResult with(Diagnostic first, ClusterResult cluster) {
        List<Diagnostic> problems = new ArrayList<>(List.of(first));
        problems.addAll(cluster.problems());
        return new ClusterResult(cluster.cluster(), cluster.status(), cluster.objects(), problems);
    }

    private static ClusterResult failed(String cluster, ObjectResult... objects) {
        List<Diagnostic> problems = new ArrayList<>();
        List<ObjectResult> placed = new ArrayList<>();
        for (ObjectResult object : objects) {
            Manifest there = object.step().manifest();
            Origin origin = there.origin().renderedAs(new Origin(cluster + "/web.yaml", 1, 1));
            Manifest manifest = new Manifest(there.tree(), origin);
            placed.add(new ObjectResult(Step.create(manifest, false), Optional.empty(), object.health()));
            problems.add(new Unhealthy(cluster, manifest, object.health().orElseThrow()).problem());
        }
        return new ClusterResult(Results.cluster(cluster, false), Status.FAILED, placed, problems);
    }

    private static ObjectResult crash(String namespace, String pod) {
        Trouble trouble = Results.trouble(pod, "CrashLoopBackOff", "back-off restarting container app of " + pod);
        return object("web", namespace, Certainty.STUCK, trouble.words(), List.of(trouble), LOG);
    }

    private static ObjectResult object(String name, Certainty certainty, String reason) {
        return object(name, "shop", certainty, reason, List.of(), Evidence.NONE);
    }

    private static ObjectResult object(
            String name,
            String namespace,
            Certainty certainty,
            String reason,
            List<Trouble> troubles,
            Evidence evidence) {
        Manifest manifest = manifest("{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: '" + name
                + "', namespace: '" + namespace + "'}}");
        ObjectHealth health = new ObjectHealth(
                RolloutState.FAILED, reason, Duration.ofSeconds(3), certainty, troubles, evidence, Map.of());
        return new ObjectResult(Step.create(manifest, false), Optional.empty(), Optional.of(health));
    }

    private static void shows(String file, ClusterResult... failed) throws IOException {
        String text = String.valueOf(new UserException(FailureText.of(List.of(failed))).getMessage());
        String golden = Files.readString(Path.of("src/test/resources/failure-text", file + ".txt"));
        assertThat(text.replace("\r\n", "\n") + "\n").isEqualTo(golden);
    }
}
