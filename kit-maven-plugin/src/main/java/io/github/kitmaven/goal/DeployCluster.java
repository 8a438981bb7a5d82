package io.github.kitmaven.goal;

import io.github.kitmaven.apply.Applier;
import io.github.kitmaven.apply.Outcome;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.event.Event.RolloutState;
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
import io.github.kitmaven.rollout.Rollout;
import io.github.kitmaven.rollout.RolloutOptions;
import io.github.kitmaven.rollout.RolloutResult;
import io.github.kitmaven.rollout.RolloutTarget;
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
        new Applier(client, ready.plan().cluster(), ready.redaction(), events)
                .execute(ready.plan())
                .forEach(outcome -> outcomes.put(outcome.step().key(), outcome));
        Map<ManifestKey, RolloutResult> rollouts = new HashMap<>();
        RolloutOptions patience = RolloutOptions.within(options.timeout());
        EventSink words = RolloutWords.of(ready, events);
        Rollout.await(client, ready.plan().cluster(), targets(ready, outcomes), patience, words)
                .forEach(rollout -> rollouts.put(rollout.key(), rollout));
        return result(ready, outcomes, rollouts);
    }

    private ClusterResult result(
            ClusterPlan.Ready ready, Map<ManifestKey, Outcome> outcomes, Map<ManifestKey, RolloutResult> rollouts) {
        List<ObjectResult> objects = new ArrayList<>();
        List<Diagnostic> problems = new ArrayList<>();
        int untried = 0;
        for (Step step : ready.plan().steps()) {
            Optional<Outcome> outcome = Optional.ofNullable(outcomes.get(step.key()));
            Optional<RolloutResult> rollout = Optional.ofNullable(rollouts.get(step.key()));
            String reason = rollout.map(waited -> ready.redaction()
                            .text(step.manifest(), waited.verdict().reason()))
                    .orElse("");
            objects.add(new ObjectResult(
                    step, outcome.flatMap(Outcome::problem), rollout.map(waited -> health(waited, reason))));
            outcome.filter(Outcome::tried).flatMap(Outcome::problem).ifPresent(problems::add);
            rollout.filter(waited -> !waited.healthy())
                    .map(waited -> unhealthy(ready.plan().cluster(), step.manifest(), reason))
                    .ifPresent(problem -> judge(problem, problems));
            untried += outcome.isPresent() && !outcome.get().tried() ? 1 : 0;
        }
        if (untried > 0) {
            String what = Console.count(untried, "more object");
            problems.add(new Diagnostic(
                    "Because of that, " + what + " of cluster " + ready.plan().cluster() + " went unwritten",
                    Optional.empty(),
                    Optional.empty()));
        }
        return new ClusterResult(
                ready.cluster(), problems.isEmpty() ? Status.SUCCEEDED : Status.FAILED, objects, problems);
    }

    /** What was written, and what was as wanted but perhaps never became healthy. */
    private List<RolloutTarget> targets(ClusterPlan.Ready ready, Map<ManifestKey, Outcome> outcomes) {
        List<RolloutTarget> targets = new ArrayList<>();
        for (Step step : ready.plan().steps()) {
            boolean awaited = switch (options.waitFor()) {
                case NONE -> false;
                case CHANGED -> applied(step, outcomes);
                case ALL -> applied(step, outcomes) || stillUnhealthy(step, ready);
            };
            if (awaited) {
                Manifest manifest = step.manifest();
                client.type(manifest.apiVersion(), manifest.kind())
                        .ifPresent(type -> targets.add(new RolloutTarget(type, step.key())));
            }
        }
        return targets;
    }

    private boolean stillUnhealthy(Step step, ClusterPlan.Ready ready) {
        return step.action() == Action.UNCHANGED && !ready.healthy(step, clock.instant());
    }

    private static boolean applied(Step step, Map<ManifestKey, Outcome> outcomes) {
        Outcome outcome = outcomes.get(step.key());
        return outcome != null && outcome.applied();
    }

    private void judge(Diagnostic problem, List<Diagnostic> problems) {
        if (options.failOnUnhealthy()) {
            problems.add(problem);
        } else {
            events.on(new Warned(problem));
        }
    }

    private static ObjectHealth health(RolloutResult rollout, String reason) {
        RolloutState state = rollout.healthy() ? RolloutState.HEALTHY : RolloutState.FAILED;
        return new ObjectHealth(state, reason, rollout.took());
    }

    private static Diagnostic unhealthy(String cluster, Manifest manifest, String reason) {
        return Diagnostic.at(
                manifest.origin(),
                manifest.key() + " in cluster " + cluster + " is unhealthy: " + reason,
                "Mend the cause and deploy again, or git revert and deploy");
    }
}
