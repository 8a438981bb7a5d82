package io.github.kitmaven.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.event.Event.ClusterFinished;
import io.github.kitmaven.event.Event.ObjectApplied;
import io.github.kitmaven.event.Event.RolloutState;
import io.github.kitmaven.event.Event.Warned;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.model.Shard;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.report.ClusterResult.Status;
import io.github.kitmaven.rollout.Evidence;
import io.github.kitmaven.testing.SetClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergedRunTest {
    @TempDir
    private Path folder;

    /** Failures that are the same on clusters of several shards are told once, as if there had been one run. */
    @Test
    void theShardsOfARunAreThatRun() throws IOException {
        Result whole = fleet();
        Path undivided = folder.resolve("undivided.json");
        ResultJson.write(Reportings.report(whole), undivided);
        for (int total : List.of(1, 2, 3, 4, 20)) {
            List<ShardResult> shards = new ArrayList<>();
            for (int index = 1; index <= total; index++) {
                shards.add(read(part(whole, new Shard(index, total))));
            }
            Path merged = folder.resolve("merged.json");
            ResultJson.write(new MergedRun(shards, List.of()).report(), merged);
            assertThat(merged).hasSameTextualContentAs(undivided);
        }
    }

    @Test
    void timesAreCountedFromTheFirstShardsBegin() throws IOException {
        ShardResult late = read(run(new Shard(1, 2), "ap-1", Duration.ofMillis(2500), Duration.ofSeconds(1)));
        ShardResult early = read(run(new Shard(2, 2), "eu-1", Duration.ZERO, Duration.ofSeconds(9)));
        RunReport report = new MergedRun(List.of(late, early), List.of()).report();

        assertThat(report.startedAt()).isEqualTo(early.report().startedAt());
        assertThat(report.seconds()).isEqualTo(9.0);
        assertThat(report.clusters()).extracting(ClusterReport::name).containsExactly("ap-1", "eu-1");
        assertThat(report.clusters())
                .extracting(cluster -> cluster.objects().get(0).appliedAfter())
                .containsExactly(Optional.of(3.0), Optional.of(0.5));
        assertThat(report.events())
                .extracting(event -> event.after() + " " + event.type() + " " + event.cluster())
                .containsExactly(
                        "0.0 warning ", // both have it
                        "0.5 applying eu-1",
                        "1.0 finished eu-1",
                        "2.5 begun ap-1",
                        "3.0 applying ap-1",
                        "3.5 finished ap-1");
        assertThat(report.uuid()).isEmpty();
        assertThat(report.by()).isEqualTo("Jane");
        assertThat(MergedText.of(new MergedRun(List.of(late, early), List.of())))
                .containsExactly(
                        "  cluster     result     objects                 time",
                        "  ap-1, eu-1  succeeded  1 updated, 1 unchanged  0.5 s",
                        "Done with 2 of 2 clusters in 9.0 s: 2 updated, 2 unchanged.");
    }

    @Test
    void whatEndedSomeShardsEarlyTellsWhich() throws IOException {
        Diagnostic broken = Diagnostic.of("env-api does not answer", "Look after it");
        Result failed = new Result(
                "deploy", Reportings.NOON, Duration.ofSeconds(1), Optional.empty(), List.of(), List.of(broken));
        ShardResult one = read(written(failed, new Shard(1, 2)));
        MergedRun some = new MergedRun(List.of(one, read(part(fleet(), new Shard(2, 2)))), List.of());
        assertThat(some.report().problems())
                .extracting(ProblemReport::text)
                .containsExactly("env-api does not answer (shard 1 of 2). Look after it.");
        MergedRun all = new MergedRun(List.of(one, read(written(failed, new Shard(2, 2)))), List.of());
        assertThat(all.report().failures())
                .extracting(ProblemReport::text)
                .containsExactly("env-api does not answer. Look after it.");
        assertThat(all.report().successful()).isFalse();
        assertThat(MergedText.of(all)).isEmpty();
    }

    /** Of a plan there is no table: it is shown as the goal shows it. */
    @Test
    void aMergedPlanIsShownAsOne() throws IOException {
        List<ShardResult> shards = new ArrayList<>();
        for (int index = 1; index <= 2; index++) {
            ClusterResult cluster = Results.planned("eu-" + index, Reportings.update());
            shards.add(read(written(
                    new Result("diff", Reportings.NOON, Duration.ZERO, Optional.of("ab"), List.of(cluster), List.of()),
                    new Shard(index, 2))));
        }
        assertThat(MergedText.of(new MergedRun(shards, List.of())))
                .startsWith("Plan for 2 clusters, all alike:", "  2 clusters alike: 1 to update")
                .contains("        spec.template.spec.containers[web].image: acme/web:1 -> acme/web:2");
    }

    /** Ten clusters, of which some fail alike and some otherwise, and one may. */
    private static Result fleet() {
        List<ClusterResult> clusters = new ArrayList<>(Reportings.deploy().clusters());
        ClusterResult unhealthy = clusters.get(2);
        for (String name : List.of("eu-3", "eu-4", "eu-5")) {
            ObjectHealth health =
                    Reportings.health(RolloutState.FAILED, "pod web-1, container web: CrashLoopBackOff", Evidence.NONE);
            clusters.add(
                    3,
                    Reportings.cluster(
                            name,
                            Status.FAILED,
                            List.of(new Unhealthy(name, Reportings.WEB, health).problem()),
                            health));
        }
        for (String name : List.of("us-2", "us-3")) {
            clusters.add(new ClusterResult(
                    Results.cluster(name, name.equals("us-3")),
                    Status.REFUSED,
                    List.of(new ObjectResult(
                            Reportings.update(), Optional.of(Diagnostic.of("no", "look")), Optional.empty())),
                    List.of(Diagnostic.of("ConfigMap shop/a in cluster " + name + " is refused: too long", "Cut it"))));
        }
        clusters.sort(Comparator.comparing(ClusterResult::name));
        assertThat(clusters).contains(unhealthy).hasSize(10);
        return new Result(
                "deploy", Reportings.NOON, Duration.ofMillis(42_100), Optional.of("0123"), clusters, List.of());
    }

    private Path part(Result whole, Shard shard) throws IOException {
        return written(
                new Result(
                        whole.goal(),
                        whole.startedAt(),
                        whole.took(),
                        whole.commit(),
                        shard.of(whole.clusters(), ClusterResult::name),
                        List.of()),
                shard);
    }

    private Path written(Result result, Shard shard) throws IOException {
        Path file = ShardJson.file(folder, shard);
        RunInfo info = new RunInfo(
                "0d0c",
                "Jane [Doe]",
                Optional.of("41"),
                Optional.of("https://ci.example.org/builds/7"),
                Optional.of(shard));
        ResultJson.write(Reportings.report(result, info), file);
        return file;
    }

    /** A run of one cluster that begins some time after the first, and writes half a second later. */
    private Path run(Shard shard, String cluster, Duration later, Duration took) throws IOException {
        SetClock clock = new SetClock();
        clock.pass(later);
        Instant begin = clock.instant();
        Path file = ShardJson.file(folder, shard);
        RunInfo info = new RunInfo("run " + shard, "Jane", Optional.empty(), Optional.empty(), Optional.of(shard));
        Reports reports = new Reports(info, new Secrets(), file, List.of(), clock);
        reports.on(new Warned(Diagnostic.of("odd", "look")));
        clock.pass(Duration.ofMillis(500));
        reports.on(new ObjectApplied(cluster, Reportings.update().key(), "update"));
        clock.pass(Duration.ofMillis(500));
        reports.on(new ClusterFinished(cluster, true, 1, 1));
        ClusterResult result = Reportings.cluster(
                cluster,
                Status.SUCCEEDED,
                List.of(),
                Reportings.health(RolloutState.HEALTHY, "all replicas are available", Evidence.NONE));
        reports.write(new Result("deploy", begin, took, Optional.of("ab"), List.of(result), List.of()));
        assertThat(Files.exists(file)).isTrue();
        return file;
    }

    private static ShardResult read(Path file) {
        return ShardResult.read(file, file.toString());
    }
}
