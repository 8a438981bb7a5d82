package io.github.kitmaven.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.event.Event;
import io.github.kitmaven.event.Event.ObjectApplied;
import io.github.kitmaven.event.Event.ObjectRefused;
import io.github.kitmaven.event.EventSink;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.Redaction;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** Writes what a plan says to one cluster: stage after stage, the objects of a stage side by side. */
public final class Applier {
    private final ClusterClient client;
    private final String cluster;
    private final Writer writer;
    private final Gate gate;
    private final EventSink events;
    private final Map<ManifestKey, Outcome> outcomes = new LinkedHashMap<>();
    private final List<Outcome> missed = new ArrayList<>();
    private final Map<ManifestKey, String> unhealthy = new HashMap<>();

    /**
     * Makes an applier, for one run.
     *
     * @param client the cluster
     * @param cluster its name
     * @param redaction masks secret values that the cluster quotes
     * @param live the objects that the cluster had when it was planned
     * @param gate waits for what must be healthy before something else is written
     * @param events hears of each object written or refused
     */
    public Applier(
            ClusterClient client,
            String cluster,
            Redaction redaction,
            Map<ManifestKey, ObjectNode> live,
            Gate gate,
            EventSink events) {
        this.client = client;
        this.cluster = cluster;
        this.writer = new Writer(client, cluster, redaction, live, gate);
        this.gate = gate;
        this.events = events;
    }

    /**
     * Writes each object in its stage. What the cluster could not check before, because its namespace or its kind was
     * missing, is checked as soon as that is there, before anything that comes after. Where an object is refused, the rest
     * of its stage is still written, and of later stages only what is in other namespaces: what comes later may need it.
     * What waits for an object that is not healthy is not written either, and all else is. Throws nothing for a refusal; a
     * rerun converges.
     *
     * @param order the plan, in order
     * @return what became of each step that writes
     */
    public List<Outcome> execute(Order order) {
        try (Parallel parallel = new Parallel("kit-apply-" + cluster, client.requests())) {
            boolean checked = false;
            for (Stage stage : order.stages()) {
                if (!checked && !ApplyOrder.isGround(stage.steps())) {
                    checked = true;
                    check(order, parallel);
                }
                await(stage.awaits());
                write(stage, order, parallel);
            }
        }
        return List.copyOf(outcomes.values());
    }

    /** Of the steps that could not be checked before, finds those that the cluster would not take. */
    private void check(Order order, Parallel parallel) {
        List<Callable<Outcome>> tasks = new ArrayList<>();
        order.stages().stream()
                .flatMap(stage -> stage.steps().stream())
                .filter(step -> step.unchecked() && !outcomes.containsKey(step.key()))
                .filter(step -> !Refusal.BINDINGS.contains(step.key().kind())) // their roles may come with them
                .filter(step -> obstacle(step, order).isEmpty())
                .forEach(step -> tasks.add(() -> new Outcome(step, writer.check(step), true)));
        for (Outcome outcome : parallel.all(tasks)) {
            if (!outcome.applied()) {
                tell(outcome);
                note(outcome);
            }
        }
    }

    private void await(Set<ManifestKey> objects) {
        Set<ManifestKey> there = new HashSet<>(objects);
        for (ManifestKey object : objects) {
            Outcome outcome = outcomes.get(object);
            if (outcome != null && !outcome.applied()) {
                unhealthy.put(object, "was not written");
                there.remove(object);
            }
        }
        if (!there.isEmpty()) {
            gate.await(there).forEach((object, reason) -> unhealthy.put(object, "is not healthy: " + reason));
        }
    }

    private void write(Stage stage, Order order, Parallel parallel) {
        List<Callable<Outcome>> tasks = new ArrayList<>();
        List<Outcome> held = new ArrayList<>();
        for (Step step : stage.steps()) {
            if (!outcomes.containsKey(step.key())) {
                obstacle(step, order)
                        .ifPresentOrElse(why -> held.add(notReached(step, why)), () -> tasks.add(() -> write(step)));
            }
        }
        held.forEach(this::note);
        parallel.all(tasks).forEach(this::note);
    }

    private Outcome write(Step step) {
        Outcome outcome = new Outcome(step, writer.write(step), true);
        tell(outcome);
        return outcome;
    }

    /** What keeps a step from being written now, if anything does. */
    private Optional<String> obstacle(Step step, Order order) {
        for (ManifestKey needed : order.needs().getOrDefault(step.key(), Set.of())) {
            if (unhealthy.containsKey(needed)) {
                return Optional.of("it waits for " + needed + ", which " + unhealthy.get(needed));
            }
        }
        boolean goes = step.action() == Action.DELETE;
        return missed.stream()
                .filter(outcome -> outcome.tried() || goes)
                .filter(outcome -> concerns(outcome.step().key(), step.key()))
                .findFirst()
                .map(outcome -> "of what failed before it");
    }

    /** Whether one object may need another: it is of the same namespace, or one of them is of the whole cluster. */
    private static boolean concerns(ManifestKey failed, ManifestKey later) {
        String namespace = failed.isNamespace() ? failed.name() : failed.namespace();
        return namespace.isEmpty() || later.namespace().isEmpty() || namespace.equals(later.namespace());
    }

    private void note(Outcome outcome) {
        outcomes.put(outcome.step().key(), outcome);
        if (!outcome.applied()) {
            missed.add(outcome);
        }
    }

    private void tell(Outcome outcome) {
        Step step = outcome.step();
        events.on(outcome.problem()
                .<Event>map(why -> new ObjectRefused(cluster, step.key(), why))
                .orElseGet(() ->
                        new ObjectApplied(cluster, step.key(), step.action().label())));
    }

    private Outcome notReached(Step step, String why) {
        return new Outcome(
                step,
                Optional.of(new Diagnostic(
                        step.key() + (step.action() == Action.DELETE ? " was not deleted from" : " was not written to")
                                + " cluster " + cluster + ", because " + why,
                        Optional.of(step.manifest().origin()),
                        Optional.empty())),
                false);
    }
}
