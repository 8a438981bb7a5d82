package io.github.kitmaven.goal;

import io.github.kitmaven.apply.Applier;
import io.github.kitmaven.apply.Order;
import io.github.kitmaven.apply.Outcome;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.event.Event.Warned;
import io.github.kitmaven.event.EventSink;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.report.ClusterResult;
import io.github.kitmaven.report.ClusterResult.Status;
import io.github.kitmaven.report.Console;
import io.github.kitmaven.report.ObjectHealth;
import io.github.kitmaven.report.ObjectResult;
import io.github.kitmaven.report.Unhealthy;
import io.github.kitmaven.rollout.RolloutOptions;
import io.github.kitmaven.rollout.RolloutResult;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries out the plan of one cluster and waits until its objects are healthy. Throws nothing for what fails there. */
final class DeployCluster {
    private final ClusterClient client;
    private final DeployOptions options;
    private final Clock clock;
    private final EventSink events;

    DeployCluster(ClusterClient client, DeployOptions options, Clock clock, EventSink events) {
        this.client = client;
        this.options = options;
        this.clock = clock;
        this.events = events;
    }

    ClusterResult run(ClusterPlan.Ready ready) {
        Map<ManifestKey, Outcome> outcomes = new HashMap<>();
        Applying applying = new Applying(ready.plan(), options.rollout().keepAlive(), clock, events);
        HealthGate gate = new HealthGate(client, ready, options, patience(ready), clock, applying);
        try (applying) {
            new Applier(client, ready.plan().cluster(), ready.redaction(), ready.live(), gate, applying)
                    .execute(Order.of(ready.plan(), ready.waits().needs()))
                    .forEach(outcome -> outcomes.put(outcome.step().key(), outcome));
        }
        return result(ready, outcomes, gate.finish(awaited(ready, outcomes)));
    }

    /** Pods may log what is secret of their objects, today or before this deploy. */
    private RolloutOptions patience(ClusterPlan.Ready ready) {
        List<Manifest> wanted =
                ready.plan().steps().stream().map(Step::manifest).toList();
        return options.rollout().masking(ready.redaction().and(wanted, ready.live())::text);
    }

    private ClusterResult result(
            ClusterPlan.Ready ready, Map<ManifestKey, Outcome> outcomes, Map<ManifestKey, RolloutResult> rollouts) {
        List<ObjectResult> objects = new ArrayList<>();
        List<Diagnostic> problems = new ArrayList<>();
        List<Diagnostic> untried = new ArrayList<>();
        for (Step step : ready.plan().steps()) {
            Optional<Outcome> outcome = Optional.ofNullable(outcomes.get(step.key()));
            Optional<RolloutResult> rollout = Optional.ofNullable(rollouts.get(step.key()));
            objects.add(new ObjectResult(step, outcome.flatMap(Outcome::problem), rollout.map(ObjectHealth::of)));
            outcome.flatMap(Outcome::problem)
                    .ifPresent(problem -> (outcome.get().tried() ? problems : untried).add(problem));
            rollout.filter(waited -> !waited.healthy())
                    .map(waited ->
                            new Unhealthy(ready.plan().cluster(), step.manifest(), ObjectHealth.of(waited)).problem())
                    .ifPresent(problem -> judge(problem, problems));
        }
        untried.stream().findFirst().ifPresent(problems::add);
        if (untried.size() > 1) {
            String what = Console.count(untried.size() - 1, "more object");
            problems.add(new Diagnostic(
                    "For such reasons, " + what + " of cluster " + ready.plan().cluster() + " went unwritten",
                    Optional.empty(),
                    Optional.empty()));
        }
        return new ClusterResult(
                ready.cluster(), problems.isEmpty() ? Status.SUCCEEDED : Status.FAILED, objects, problems);
    }

    /** What was written, and what was as wanted but perhaps never became healthy. */
    private List<ManifestKey> awaited(ClusterPlan.Ready ready, Map<ManifestKey, Outcome> outcomes) {
        return ready.plan().steps().stream()
                .filter(step -> step.action() != Action.DELETE)
                .filter(step -> switch (options.waitFor()) {
                    case NONE -> false;
                    case CHANGED -> applied(step, outcomes);
                    case ALL -> applied(step, outcomes) || stillUnhealthy(step, ready);
                })
                .map(Step::key)
                .toList();
    }

    private boolean stillUnhealthy(Step step, ClusterPlan.Ready ready) {
        return step.action() == Action.UNCHANGED && !ready.healthy(step, clock.instant());
    }

    private static boolean applied(Step step, Map<ManifestKey, Outcome> outcomes) {
        Outcome outcome = outcomes.get(step.key());
        return outcome != null && outcome.applied() && step.action() != Action.DELETE;
    }

    private void judge(Diagnostic problem, List<Diagnostic> problems) {
        if (options.failOnUnhealthy()) {
            problems.add(problem);
        } else {
            events.on(new Warned(problem));
        }
    }
}
