package io.github.kitmaven.apply;

import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ClusterClient.ApplyMode;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.cluster.UnreachableException;
import io.github.kitmaven.event.Event.ObjectApplied;
import io.github.kitmaven.event.Event.ObjectRefused;
import io.github.kitmaven.event.EventSink;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.plan.Plan;
import io.github.kitmaven.plan.Redaction;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** Writes what a plan says to one cluster: wave after wave, the objects of a wave side by side. */
public final class Applier {
    /** How long a cluster may take to serve a kind whose definition was just written. */
    private static final Duration NEW_KIND = Duration.ofSeconds(30);

    private final ClusterClient client;
    private final String cluster;
    private final Redaction redaction;
    private final EventSink events;

    /**
     * Makes an applier.
     *
     * @param client the cluster
     * @param cluster its name
     * @param redaction masks secret values that the cluster quotes
     * @param events hears of each object written or refused
     */
    public Applier(ClusterClient client, String cluster, Redaction redaction, EventSink events) {
        this.client = client;
        this.cluster = cluster;
        this.redaction = redaction;
        this.events = events;
    }

    /**
     * Writes each object that the plan creates or updates. What the cluster could not check before, because its namespace
     * or its kind was missing, is checked as soon as that is there, before anything that comes after. Where an object is
     * refused, the rest of its wave is still written, and no later wave: what comes later may need it. Throws nothing for
     * a refusal; a rerun converges.
     *
     * @param plan the plan
     * @return what became of each step that writes, in the plan's order of waves
     */
    public List<Outcome> execute(Plan plan) {
        List<Step> writes =
                plan.steps().stream().filter(step -> step.action().writes()).toList();
        List<Step> left = new ArrayList<>(writes);
        List<Outcome> outcomes = new ArrayList<>();
        boolean checked = false;
        try (Parallel parallel = new Parallel("kit-apply-" + cluster)) {
            for (List<Step> wave : ApplyOrder.waves(writes)) {
                if (!checked && !ApplyOrder.isGround(wave)) {
                    outcomes.addAll(refusals(left, parallel));
                    checked = true;
                }
                if (outcomes.stream().anyMatch(outcome -> !outcome.applied())) {
                    break;
                }
                List<Callable<Outcome>> tasks = new ArrayList<>();
                wave.forEach(step -> tasks.add(() -> apply(step)));
                outcomes.addAll(parallel.all(tasks));
                left.removeAll(wave);
            }
        }
        Set<Step> done = outcomes.stream().map(Outcome::step).collect(Collectors.toSet());
        left.stream().filter(step -> !done.contains(step)).forEach(step -> outcomes.add(notReached(step)));
        return outcomes;
    }

    /** Of the steps that could not be checked before, those that the cluster would not take. */
    private List<Outcome> refusals(List<Step> steps, Parallel parallel) {
        List<Callable<Outcome>> tasks = new ArrayList<>();
        steps.stream().filter(Step::unchecked).forEach(step -> tasks.add(() -> write(step, true)));
        return parallel.all(tasks).stream()
                .filter(outcome -> !outcome.applied())
                .toList();
    }

    private Outcome apply(Step step) {
        Outcome outcome = write(step, false);
        if (outcome.applied()) {
            events.on(new ObjectApplied(cluster, step.key(), step.action().label()));
        }
        return outcome;
    }

    private Outcome write(Step step, boolean dryRun) {
        Manifest manifest = step.manifest();
        try {
            client.apply(type(manifest), manifest.tree(), new ApplyMode(dryRun, step.takesOver()));
            return new Outcome(step, Optional.empty(), true);
        } catch (ApiException e) {
            return refused(step, Refusal.of(cluster, manifest, e, redaction));
        } catch (UnreachableException e) {
            return refused(
                    step,
                    Diagnostic.at(
                            manifest.origin(),
                            step.key() + " may not be in cluster " + cluster + ", which stopped answering: "
                                    + redaction.text(manifest, String.valueOf(e.getMessage())),
                            "Run the build again once the cluster answers"));
        }
    }

    private ResourceType type(Manifest manifest) {
        long deadline = System.nanoTime() + NEW_KIND.toNanos();
        while (true) {
            Optional<ResourceType> type = client.type(manifest.apiVersion(), manifest.kind());
            if (type.isPresent()) {
                return type.get();
            }
            if (System.nanoTime() > deadline) {
                String kind = manifest.kind() + " in " + manifest.apiVersion();
                throw new ApiException(404, "NotFound", "the cluster does not serve " + kind, List.of());
            }
            Parallel.pause(Duration.ofMillis(200));
        }
    }

    private Outcome refused(Step step, Diagnostic why) {
        events.on(new ObjectRefused(cluster, step.key(), why));
        return new Outcome(step, Optional.of(why), true);
    }

    private Outcome notReached(Step step) {
        return new Outcome(
                step,
                Optional.of(new Diagnostic(
                        step.key() + " was not written to cluster " + cluster + ", because of what failed before it",
                        Optional.of(step.manifest().origin()),
                        Optional.empty())),
                false);
    }
}
