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
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Writes what a plan says to one cluster: wave after wave, the objects of a wave side by side. */
public final class Applier {
    /** How long a cluster may take to serve a kind whose definition was just written. */
    private static final Duration NEW_KIND = Duration.ofSeconds(30);

    private final ClusterClient client;
    private final String cluster;
    private final EventSink events;

    /**
     * Makes an applier.
     *
     * @param client the cluster
     * @param cluster its name
     * @param events hears of each object written or refused
     */
    public Applier(ClusterClient client, String cluster, EventSink events) {
        this.client = client;
        this.cluster = cluster;
        this.events = events;
    }

    /**
     * Writes each object that the plan creates or updates. Where an object is refused, the rest of its wave is still
     * written, and no later wave: what comes later may need it. Throws nothing for a refusal; a rerun converges.
     *
     * @param plan the plan
     * @return what became of each step that writes, in the plan's order of waves
     */
    public List<Outcome> execute(Plan plan) {
        List<Step> writes =
                plan.steps().stream().filter(step -> step.action().writes()).toList();
        List<Outcome> outcomes = new ArrayList<>();
        Optional<Outcome> failed = Optional.empty();
        try (Parallel parallel = new Parallel("kit-apply-" + cluster)) {
            for (List<Step> wave : ApplyOrder.waves(writes)) {
                if (failed.isPresent()) {
                    Step cause = failed.get().step();
                    wave.forEach(step -> outcomes.add(notReached(step, cause)));
                    continue;
                }
                List<Callable<Outcome>> tasks = new ArrayList<>();
                wave.forEach(step -> tasks.add(() -> apply(step)));
                List<Outcome> done = parallel.all(tasks);
                outcomes.addAll(done);
                failed = done.stream().filter(outcome -> !outcome.applied()).findFirst();
            }
        }
        return outcomes;
    }

    private Outcome apply(Step step) {
        Manifest manifest = step.manifest();
        try {
            client.apply(type(manifest), manifest.tree(), new ApplyMode(false, step.takesOver()));
            events.on(new ObjectApplied(cluster, step.key(), step.action().label()));
            return new Outcome(step, Optional.empty());
        } catch (ApiException e) {
            return refused(step, Refusal.of(cluster, manifest, e));
        } catch (UnreachableException e) {
            return refused(
                    step,
                    Diagnostic.at(
                            manifest.origin(),
                            step.key() + " may not be in cluster " + cluster + ", which stopped answering: "
                                    + e.getMessage(),
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
        return new Outcome(step, Optional.of(why));
    }

    private Outcome notReached(Step step, Step cause) {
        return new Outcome(
                step,
                Optional.of(new Diagnostic(
                        step.key() + " was not written to cluster " + cluster + ", because " + cause.key()
                                + ", which comes before it, failed",
                        Optional.of(step.manifest().origin()),
                        Optional.empty())));
    }
}
