package io.github.kitmaven.report;

import io.github.kitmaven.event.Event;
import io.github.kitmaven.event.Event.RolloutState;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.report.ClusterResult.Status;
import io.github.kitmaven.testing.SetClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Runs of made-up fleets, as a page shows them: each is reported as a real run is. */
final class Fleets {
    private final SetClock clock = new SetClock();
    private final List<ClusterResult> clusters = new ArrayList<>();
    private final Reports reports;

    private Fleets(Path page) {
        reports = new Reports(
                new RunInfo(
                        "6f0d9c3e-52a7-4c56-9a36-0c3c58b2a1f4",
                        "Ada Byron <ada@example.com>",
                        Optional.of("2.15.0"),
                        Optional.of("https://ci.example.com/shop/deployments/builds/4711")),
                new Secrets(),
                page.resolveSibling("result.json"),
                List.of(new WithSources(new HtmlReport(page))),
                clock);
    }

    /** Twelve clusters, on some of which one thing or another failed. */
    static Path shop(Path page) throws IOException {
        Fleets fleet = new Fleets(page);
        for (String name : List.of("eu-1", "eu-2", "eu-3", "eu-4", "us-1", "us-2", "us-3")) {
            fleet.add(cluster(name, "edge", "production", false), Shop.objects(name));
        }
        fleet.add(cluster("back-1", "office", "production", false), Shop.objects("back-1"));
        fleet.add(cluster("stage-eu", "edge", "staging", false), Shop.objects("stage-eu"));
        fleet.add(cluster("stage-us", "edge", "staging", false), Shop.objects("stage-us"));
        fleet.add(cluster("dev", "edge", "develop", true), Shop.objects("dev"));
        Diagnostic away = Diagnostic.of(
                "Cluster ap-1 is unreachable: connect timed out after 10 s (https://10.20.0.1:6443)",
                "Check that the cluster is up and that this machine may reach it, then run the same command again");
        fleet.clusters.add(
                0,
                new ClusterResult(
                        cluster("ap-1", "edge", "production", false), Status.UNREACHABLE, List.of(), List.of(away)));
        fleet.play(away);
        return fleet.end(page, "deploy", List.of());
    }

    /** As many clusters and resources as asked for, each resource of three objects. */
    static Path large(Path page, int clusters, int resources) throws IOException {
        Fleets fleet = new Fleets(page);
        for (int c = 0; c < clusters; c++) {
            String name = String.format("c%03d", c);
            List<ObjectResult> objects = new ArrayList<>();
            for (int r = 0; r < resources; r++) {
                objects.addAll(Shop.resource(name, "service-" + r, (c + r) % 7 == 0, c % 20 == 3 && r % 10 == 4));
            }
            fleet.add(
                    cluster(name, c % 3 == 0 ? "office" : "edge", c < clusters / 2 ? "production" : "staging", false),
                    objects);
        }
        fleet.play(Diagnostic.of("", ""));
        return fleet.end(page, "deploy", List.of());
    }

    /** What a deploy would do. */
    static Path plan(Path page) throws IOException {
        Fleets fleet = new Fleets(page);
        for (String name : List.of("eu-1", "eu-2", "us-1")) {
            List<ObjectResult> objects = Shop.objects("good").stream()
                    .map(it -> new ObjectResult(it.step(), Optional.empty(), Optional.empty()))
                    .toList();
            fleet.clusters.add(
                    new ClusterResult(cluster(name, "edge", "production", false), Status.PLANNED, objects, List.of()));
        }
        return fleet.end(page, "diff", List.of());
    }

    /** A run that ended before it had clusters. */
    static Path broken(Path page) throws IOException {
        return new Fleets(page)
                .end(
                        page,
                        "rollback",
                        List.of(Diagnostic.at(
                                new Origin("clusters/eu-1/cluster.yaml", 7, 3),
                                "Nothing is called replica; replicas is meant perhaps",
                                "Write replicas")));
    }

    /** A run of one cluster with one object, whose texts are as given. */
    static Path saying(Path page, String text) throws IOException {
        Fleets fleet = new Fleets(page);
        ObjectResult object = Shop.crash("eu", "web", text);
        Diagnostic problem =
                new Unhealthy("eu", object.step().manifest(), object.health().orElseThrow()).problem();
        fleet.clusters.add(new ClusterResult(
                cluster(text, "edge", "production", false), Status.FAILED, List.of(object), List.of(problem)));
        return fleet.end(page, "deploy", List.of(Diagnostic.of(text, text)));
    }

    private void add(Cluster cluster, List<ObjectResult> objects) {
        List<Diagnostic> problems = Stream.concat(
                        objects.stream().flatMap(it -> it.problem().stream()),
                        objects.stream()
                                .flatMap(it -> it.health().stream()
                                        .filter(ObjectHealth::failed)
                                        .map(health -> new Unhealthy(
                                                        cluster.name(),
                                                        it.step().manifest(),
                                                        health)
                                                .problem())))
                .toList();
        clusters.add(
                new ClusterResult(cluster, problems.isEmpty() ? Status.SUCCEEDED : Status.FAILED, objects, problems));
    }

    /** Tells the reports what happened when: clusters begin one after the other, four at a time. */
    private void play(Diagnostic away) {
        clock.pass(Duration.ofMillis(900));
        clusters.forEach(cluster -> {
            if (cluster.status() != Status.UNREACHABLE) {
                reports.on(new Event.ClusterPlanned(cluster.name(), Map.of()));
            }
            clock.pass(Duration.ofMillis(70));
        });
        for (int i = 0; i < clusters.size(); i++) {
            ClusterResult cluster = clusters.get(i);
            clock.pass(Duration.ofMillis(400));
            if (cluster.status() == Status.UNREACHABLE) {
                continue;
            }
            if (i == 2) {
                reports.on(new Event.LeaseAwaited(cluster.name(), "build 4710 of Grace", "11:58:03", 2));
                clock.pass(Duration.ofSeconds(3));
            }
            cluster.objects().stream().filter(it -> it.step().action().writes()).forEach(it -> {
                clock.pass(Duration.ofMillis(90));
                if (it.problem().isEmpty()) {
                    reports.on(new Event.ObjectApplied(cluster.name(), it.step().key(), "update"));
                }
            });
        }
        if (!away.message().isEmpty()) {
            reports.on(new Event.ClusterUnreachable(clusters.get(0).name(), away));
        }
        IntStream.range(0, clusters.size()).forEach(i -> finish(clusters.get(i), i + 1));
    }

    private void finish(ClusterResult cluster, int n) {
        clock.pass(Duration.ofMillis(cluster.failed() ? 2400 : 800));
        cluster.objects().stream()
                .filter(it -> it.health().filter(ObjectHealth::failed).isPresent())
                .forEach(it -> reports.on(
                        new Event.RolloutChanged(cluster.name(), it.step().key(), RolloutState.FAILED, "it crashes")));
        if (cluster.status() != Status.UNREACHABLE) {
            reports.on(new Event.ClusterFinished(cluster.name(), !cluster.failed(), n, clusters.size()));
        }
    }

    private Path end(Path page, String goal, List<Diagnostic> problems) throws IOException {
        clock.pass(Duration.ofMillis(600));
        Duration took = Duration.between(new SetClock().instant(), clock.instant());
        reports.write(new Result(
                goal,
                new SetClock().instant(),
                took,
                Optional.of("9f2c1e7ab04d55f0c6ad0a3f0b7d8d3a51e0c2b9"),
                clusters,
                problems));
        return page;
    }

    private static Cluster cluster(String name, String type, String environment, boolean allowFailure) {
        Path folder = Path.of("clusters", "c");
        return new Cluster(
                name,
                "shop",
                type,
                "master",
                environment,
                allowFailure,
                false,
                Optional.empty(),
                folder.resolve("cluster.yaml"),
                folder.resolve("kubeconfig.yaml"));
    }
}
