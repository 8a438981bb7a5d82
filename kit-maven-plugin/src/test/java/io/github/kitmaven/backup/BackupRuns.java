package io.github.kitmaven.backup;

import io.github.kitmaven.event.Event.ObjectApplied;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.report.ClusterResult;
import io.github.kitmaven.report.ClusterResult.Status;
import io.github.kitmaven.report.ObjectResult;
import io.github.kitmaven.report.RunReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Runs of kit that keep a backup, as far as a backup hears of them, and what is told of it. */
public final class BackupRuns implements BackupWords {
    public BackupFormat format = BackupFormat.YAML;
    public boolean secrets;
    public final Secrets known = new Secrets();
    public Duration patience = Duration.ofSeconds(60);
    public final List<String> said = new CopyOnWriteArrayList<>();
    public final List<String> warned = new CopyOnWriteArrayList<>();

    /** One that writes what it planned, to one cluster. */
    public void deploy(BackupStore store, String cluster, Step... steps) {
        Backup backup = backup(store);
        apply(backup, cluster, Status.SUCCEEDED, steps);
        backup.ended(report());
    }

    public Backup backup(BackupStore store) {
        said.clear();
        warned.clear();
        return new Backup(store, new BackupOptions(format, secrets, patience), known, this);
    }

    public static void apply(Backup backup, String cluster, Status status, Step... steps) {
        List<ObjectResult> objects = new ArrayList<>();
        for (Step step : steps) {
            if (step.action().writes()) {
                backup.on(new ObjectApplied(cluster, step.key(), step.action().label()));
            }
            objects.add(new ObjectResult(step, Optional.empty(), Optional.empty()));
        }
        backup.deployed(new ClusterResult(cluster(cluster, false), status, objects, List.of()));
    }

    public static RunReport report() {
        return new RunReport(
                1,
                "deploy",
                true,
                "2026-01-02T12:00:00Z",
                1,
                Optional.of("abc1234"),
                "ada",
                "",
                Optional.of("42"),
                Optional.of("https://ci.example.com/7"),
                Optional.empty(),
                new RunReport.Progress(1, 1, 0, 0, 0, 100),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    static Cluster cluster(String name, boolean sandbox) {
        Path file = Path.of("clusters", name, "cluster.yaml");
        return new Cluster(name, "shop", "test", "master", "", false, sandbox, Optional.empty(), file, file);
    }

    /** A ConfigMap of the namespace {@code shop}. */
    public static Step settings(String name, String value) {
        return Step.create(
                io.github.kitmaven.testing.Trees.manifest("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: '"
                        + name + "', namespace: 'shop'}, data: {greeting: '" + value + "'}}"),
                false);
    }

    /** Many of them. */
    public static Step[] settings(int number) {
        return Stream.iterate(0, i -> i + 1)
                .limit(number)
                .map(i -> settings("settings-" + i, "hello " + i))
                .toArray(Step[]::new);
    }

    public static Step unchanged(Step step) {
        return Step.unchanged(step.manifest());
    }

    public static Step deleted(Step step) {
        return Step.delete(step.manifest(), "no longer in the repo");
    }

    @Override
    public void say(String line) {
        said.add(line);
    }

    @Override
    public void warn(Diagnostic problem) {
        warned.add(problem.text());
    }
}
