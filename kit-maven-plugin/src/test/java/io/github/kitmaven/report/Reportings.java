package io.github.kitmaven.report;

import static io.github.kitmaven.testing.Trees.manifest;

import io.github.kitmaven.event.Event.RolloutState;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.FieldChange;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.report.ClusterResult.Status;
import io.github.kitmaven.rollout.Evidence;
import io.github.kitmaven.rollout.Verdict.Failed.Certainty;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A deploy to five clusters for tests of reports: two went well, one is unhealthy, one did not answer, one has newer. */
final class Reportings {
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final Manifest WEB = manifest(
                    "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', namespace: 'shop'},"
                            + " spec: {template: {spec: {containers: [{name: 'web', image: 'acme/web:2'}]}}}}")
            .at(new Origin("resources/web.mustache", 3, 1).renderedAs(new Origin("eu/web.yaml", 1, 1)))
            .ofResource("web");
    private static final Manifest CONFIG =
            manifest("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'web', namespace: 'shop'}}");

    private Reportings() {}

    static Step update() {
        FieldChange image = new FieldChange(
                "spec.template.spec.containers[web].image", Optional.of("acme/web:1"), Optional.of("acme/web:2"));
        return new Step(WEB, Action.UPDATE, "image changed", List.of(image), false, false);
    }

    static Result deploy() {
        ObjectHealth healthy = health(RolloutState.HEALTHY, "all replicas are available", Evidence.NONE);
        ObjectHealth failed = health(
                RolloutState.FAILED,
                "pod web-1, container web: CrashLoopBackOff",
                new Evidence(
                        Optional.of(new Evidence.Event("BackOff", "Back-off restarting <web>", 4)),
                        Optional.of(
                                new Evidence.Log("web-1", "web", true, List.of("starting", "\u001b[31mno ``` db")))));
        Diagnostic lost = Diagnostic.of("Cluster us-1 did not answer: connection refused", "Look whether it is up");
        return new Result(
                "deploy",
                NOON,
                Duration.ofMillis(42_100),
                Optional.of("0123456789abcdef"),
                List.of(
                        cluster("ap-1", Status.SUCCEEDED, List.of(), healthy),
                        cluster("eu-1", Status.SUCCEEDED, List.of(), healthy),
                        cluster("eu-2", Status.FAILED, List.of(new Unhealthy("eu-2", WEB, failed).problem()), failed),
                        new ClusterResult(
                                Results.cluster("sa-1", false),
                                Status.SUPERSEDED,
                                List.of(),
                                List.of(Diagnostic.of("Cluster sa-1 has the newer commit fedcba", "Pull"))),
                        new ClusterResult(
                                Results.cluster("us-1", false), Status.UNREACHABLE, List.of(), List.of(lost))),
                List.of());
    }

    static RunReport report(Result result) {
        RunInfo info =
                new RunInfo("0d0c", "Jane [Doe]", Optional.of("41"), Optional.of("https://ci.example.org/builds/7"));
        return report(result, info);
    }

    static RunReport report(Result result, RunInfo info) {
        return new Reporting(info, new Secrets()::mask, new Timeline(Clock.systemUTC()), ChangeSources.NONE).of(result);
    }

    static ClusterResult cluster(String name, Status status, List<Diagnostic> problems, ObjectHealth health) {
        return new ClusterResult(
                Results.cluster(name, false),
                status,
                List.of(
                        new ObjectResult(update(), Optional.empty(), Optional.of(health)),
                        new ObjectResult(Step.unchanged(CONFIG), Optional.empty(), Optional.empty())),
                problems);
    }

    static ObjectHealth health(RolloutState state, String reason, Evidence evidence) {
        return new ObjectHealth(state, reason, Duration.ofMillis(1500), Certainty.STUCK, List.of(), evidence, Map.of());
    }
}
