package io.github.kitmaven.webhook;

import static io.github.kitmaven.testing.Trees.manifest;

import io.github.kitmaven.event.Event.ClusterFinished;
import io.github.kitmaven.event.Event.ObjectApplied;
import io.github.kitmaven.event.Event.RolloutState;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.FieldChange;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.report.ClusterResult;
import io.github.kitmaven.report.ClusterResult.Status;
import io.github.kitmaven.report.ObjectHealth;
import io.github.kitmaven.report.ObjectResult;
import io.github.kitmaven.report.Reports;
import io.github.kitmaven.report.Result;
import io.github.kitmaven.report.RunInfo;
import io.github.kitmaven.rollout.Evidence;
import io.github.kitmaven.rollout.Verdict.Failed.Certainty;
import io.github.kitmaven.testing.SetClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A run as outputs hear of it, without a cluster. Keeps what is put into its outbox. */
final class Run implements Outbox {
    static final RunInfo INFO =
            new RunInfo("u-1", "ann", Optional.empty(), Optional.of("https://ci.example.com/1?a=b&c=d"));

    final Secrets secrets = new Secrets();
    final List<Message> messages = new ArrayList<>();
    Set<Topic> topics = EnumSet.allOf(Topic.class);
    private final List<ClusterResult> results = new ArrayList<>();
    private final Reports reports;
    private final String goal;

    Run(Format format, String goal, Path folder) {
        this.goal = goal;
        Notifier notifier = format.notifier(new RunFacts(goal, INFO, secrets::mask, new SetClock()), this);
        this.reports = new Reports(INFO, secrets, folder.resolve("result.json"), List.of(notifier), new SetClock());
    }

    @Override
    public boolean wants(Topic topic) {
        return topics.contains(topic);
    }

    @Override
    public void put(Topic topic, Message message) {
        if (wants(topic)) {
            messages.add(message);
        }
    }

    List<String> bodies() {
        return messages.stream().map(Message::body).toList();
    }

    void plan(ClusterResult... clusters) {
        reports.planned(List.of(clusters));
    }

    void applies(String cluster, ObjectResult object) {
        Step step = object.step();
        reports.on(new ObjectApplied(cluster, step.key(), step.action().label()));
    }

    void finishes(ClusterResult cluster, int finished, int of) {
        results.add(cluster);
        reports.deployed(cluster);
        reports.on(new ClusterFinished(cluster.name(), cluster.status() == Status.SUCCEEDED, finished, of));
    }

    /** As a switch of Services has it, whose clusters are told of at the end. */
    void switches(ClusterResult cluster) {
        results.add(cluster);
    }

    void ends(Diagnostic... problems) {
        try {
            reports.write(new Result(
                    goal,
                    Instant.parse("2026-01-02T12:00:00Z"),
                    Duration.ofMillis(12_300),
                    Optional.of("abc123"),
                    results,
                    List.of(problems)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ClusterResult cluster(String name, Status status, ObjectResult... objects) {
        Path folder = Path.of("clusters", name);
        Cluster cluster = new Cluster(
                name,
                "shop",
                "test",
                "master",
                "",
                false,
                false,
                Optional.empty(),
                folder.resolve("cluster.yaml"),
                folder.resolve("kubeconfig.yaml"));
        List<Diagnostic> problems = status == Status.FAILED
                ? List.of(Diagnostic.of("Deployment shop/web in cluster " + name + " is <unhealthy>", "Mend it"))
                : List.of();
        return new ClusterResult(cluster, status, List.of(objects), problems);
    }

    /** A Deployment of the resource web. */
    static ObjectResult web(Action action, FieldChange... changes) {
        return object("web", "", action, changes);
    }

    static ObjectResult object(String name, String annotations, Action action, FieldChange... changes) {
        return new ObjectResult(
                new Step(
                        manifest(
                                "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: '%s', namespace: 'shop', labels: {resource: '%s'}, annotations: {%s}}, spec: {template: {spec: {containers: [{name: 'a', image: 'r.io/acme/%s:2'}]}}}}"
                                        .formatted(name, name, annotations, name)),
                        action,
                        "image changed",
                        List.of(changes),
                        false,
                        false),
                Optional.empty(),
                Optional.empty());
    }

    static FieldChange image(String before, String after) {
        return new FieldChange(
                "spec.template.spec.containers[a].image",
                Optional.of(before).filter(it -> !it.isEmpty()),
                Optional.of(after));
    }

    static ObjectResult failed(ObjectResult object, Certainty certainty) {
        return new ObjectResult(
                object.step(),
                Optional.empty(),
                Optional.of(new ObjectHealth(
                        RolloutState.FAILED,
                        "it crashes",
                        Duration.ofSeconds(1),
                        certainty,
                        List.of(),
                        new Evidence(Optional.empty(), Optional.empty()),
                        Map.of())));
    }
}
