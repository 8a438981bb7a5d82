package io.github.kitmaven.goal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.apply.Gate;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.rollout.Baseline;
import io.github.kitmaven.rollout.Health;
import io.github.kitmaven.rollout.Rollout;
import io.github.kitmaven.rollout.RolloutOptions;
import io.github.kitmaven.rollout.RolloutResult;
import io.github.kitmaven.rollout.RolloutTarget;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Waits for the objects of one cluster until they are healthy, each once: for what comes after it, or at the end. */
final class HealthGate implements Gate {
    private final ClusterClient client;
    private final ClusterPlan.Ready ready;
    private final DeployOptions options;
    private final Clock clock;
    private final RolloutOptions patience;
    private final Applying applying;
    private final Set<ManifestKey> chosen;
    private final Map<ManifestKey, Step> steps = new HashMap<>();
    private final Map<ManifestKey, Baseline> left = new ConcurrentHashMap<>();
    private final Map<ManifestKey, RolloutResult> results = new LinkedHashMap<>();

    HealthGate(
            ClusterClient client,
            ClusterPlan.Ready ready,
            DeployOptions options,
            RolloutOptions patience,
            Clock clock,
            Applying applying) {
        this.client = client;
        this.ready = ready;
        this.chosen = ready.waits().chosen();
        this.options = options;
        this.clock = clock;
        this.patience = patience;
        this.applying = applying;
        ready.plan().steps().forEach(step -> steps.put(step.key(), step));
    }

    /** Objects that others chose to wait for have a patience of their own. */
    @Override
    public Map<ManifestKey, String> await(Set<ManifestKey> objects) {
        Map<Boolean, List<ManifestKey>> isChosen =
                objects.stream().collect(Collectors.partitioningBy(chosen::contains));
        await(isChosen.getOrDefault(true, List.of()), options.dependencyTimeout());
        await(isChosen.getOrDefault(false, List.of()), patience.timeout());
        Map<ManifestKey, String> unhealthy = new HashMap<>();
        for (ManifestKey object : objects) {
            Optional.ofNullable(results.get(object))
                    .filter(result -> !result.healthy())
                    .ifPresent(result -> unhealthy.put(object, result.verdict().reason()));
        }
        return unhealthy;
    }

    @Override
    public void applied(ManifestKey key, ObjectNode object) {
        if (!Health.isImmediate(key.group(), key.kind())) {
            left.put(key, Baseline.of(object));
        }
    }

    @Override
    public Optional<Diagnostic> objection(Step step) {
        return new ServiceSwitch(client, ready.plan().cluster(), ready.live()).objection(step);
    }

    /** Waits for what has not been waited for yet; {@return how that ended, and how each wait before did}. */
    Map<ManifestKey, RolloutResult> finish(Collection<ManifestKey> objects) {
        await(objects, patience.timeout());
        return results;
    }

    private void await(Collection<ManifestKey> objects, Duration timeout) {
        List<RolloutTarget> targets = new ArrayList<>();
        objects.stream()
                .filter(object -> !results.containsKey(object) && !isHealthyAlready(object))
                .forEach(object -> target(object).ifPresent(targets::add));
        if (!targets.isEmpty()) {
            String cluster = ready.plan().cluster();
            Rollout.await(client, cluster, targets, patience.lasting(timeout), applying)
                    .forEach(result -> results.put(result.key(), result));
        }
    }

    /** Whether an object that this deploy does not write was healthy when it was read. */
    private boolean isHealthyAlready(ManifestKey object) {
        Optional<Step> step = Optional.ofNullable(steps.get(object));
        if (step.filter(it -> it.action().writes()).isPresent()) {
            return false;
        }
        Optional<ObjectNode> there = Optional.ofNullable(ready.live().get(object))
                .or(() -> Optional.ofNullable(ready.waits().others().get(object)));
        return there.map(live -> ClusterPlan.isHealthy(live, clock.instant()))
                .orElse(step.filter(it -> it.action() == Action.UNCHANGED).isPresent());
    }

    private Optional<RolloutTarget> target(ManifestKey object) {
        ObjectNode tree = Optional.ofNullable(steps.get(object))
                .map(step -> step.manifest().tree())
                .orElseGet(() -> other(object));
        return client.type(tree.path("apiVersion").asText(), object.kind())
                .map(type ->
                        new RolloutTarget(type, object, applying.when(object), Optional.ofNullable(left.get(object))));
    }

    private ObjectNode other(ManifestKey object) {
        return Optional.ofNullable(ready.waits().others().get(object)).orElseThrow();
    }
}
