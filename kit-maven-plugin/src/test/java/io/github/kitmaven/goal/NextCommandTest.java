package io.github.kitmaven.goal;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.Shard;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.report.ClusterResult;
import io.github.kitmaven.report.ClusterResult.Status;
import io.github.kitmaven.report.ObjectResult;
import io.github.kitmaven.report.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NextCommandTest {
    private static final Path FILE = Path.of("target/kit/result.json");

    @Test
    void afterADiffItIsTheDeployIfThereIsAnythingToDo() {
        assertThat(NextCommand.afterSuccess(result("diff", cluster("a", Status.PLANNED, true)), true, FILE))
                .isEqualTo("All of it is in target/kit/result.json. mvn kit:deploy does it.");
        assertThat(NextCommand.afterSuccess(result("diff", cluster("a", Status.PLANNED, false)), true, FILE))
                .isEqualTo("All of it is in target/kit/result.json.");
    }

    @Test
    void afterADeployItIsALook() {
        Result done = result("deploy", cluster("a", Status.SUCCEEDED, true));
        assertThat(NextCommand.afterSuccess(done, false, FILE))
                .endsWith(" mvn kit:status tells how the clusters stand.");
        assertThat(NextCommand.afterSuccess(done, true, FILE)).endsWith(" The same without -Dkit.dryRun does it.");
    }

    @Test
    void afterAFailureItGoesOnWhereThatWas() {
        assertThat(after("deploy", Status.SUCCEEDED, Status.FAILED, Status.UNREACHABLE))
                .isEqualTo("then mvn kit:deploy -Dkit.clusters=c1,c2 goes on");
        assertThat(after("deploy", Status.FAILED, Status.FAILED)).isEqualTo("then mvn kit:deploy goes on");
        assertThat(after("rollback", Status.SUCCEEDED, Status.FAILED))
                .isEqualTo("then roll back again, or look with mvn kit:status -Dkit.clusters=c1");
        assertThat(after("diff", Status.PLANNED, Status.UNREACHABLE)).isEqualTo("then mvn kit:diff looks again");
    }

    @Test
    void whereNothingWasWrittenItIsAllAgain() {
        assertThat(after("deploy", Status.PLANNED, Status.REFUSED)).isEqualTo("then mvn kit:deploy goes on");
    }

    @Test
    void afterAShardItIsThatShardOrWhatFailedOfIt() {
        Optional<Shard> shard = Optional.of(new Shard(3, 8));
        assertThat(after("deploy", shard, Status.PLANNED, Status.REFUSED))
                .isEqualTo("then mvn kit:deploy -Dkit.shard=3/8 goes on");
        assertThat(after("deploy", shard, Status.FAILED, Status.FAILED))
                .isEqualTo("then mvn kit:deploy -Dkit.shard=3/8 goes on");
        assertThat(after("deploy", shard, Status.SUCCEEDED, Status.FAILED))
                .isEqualTo("then mvn kit:deploy -Dkit.clusters=c1 goes on");
        assertThat(after("diff", shard, Status.UNREACHABLE)).isEqualTo("then mvn kit:diff -Dkit.shard=3/8 looks again");
    }

    private static String after(String goal, Status... statuses) {
        return after(goal, Optional.empty(), statuses);
    }

    private static String after(String goal, Optional<Shard> shard, Status... statuses) {
        List<ClusterResult> clusters = new ArrayList<>();
        IntStream.range(0, statuses.length).forEach(i -> clusters.add(cluster("c" + i, statuses[i], true)));
        Result result = result(goal, clusters.toArray(ClusterResult[]::new));
        return NextCommand.afterFailure(
                result, clusters.stream().filter(ClusterResult::failsBuild).toList(), shard);
    }

    private static Result result(String goal, ClusterResult... clusters) {
        return new Result(goal, Instant.EPOCH, Duration.ZERO, Optional.empty(), List.of(clusters), List.of());
    }

    private static ClusterResult cluster(String name, Status status, boolean changes) {
        var web = manifest("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'web'}}");
        Step step = changes ? Step.create(web, false) : Step.unchanged(web);
        Cluster cluster = new Cluster(
                name,
                "shop",
                "",
                "",
                "",
                false,
                false,
                Optional.empty(),
                Path.of("cluster.yaml"),
                Path.of("kubeconfig"));
        return new ClusterResult(
                cluster, status, List.of(new ObjectResult(step, Optional.empty(), Optional.empty())), List.of());
    }
}
