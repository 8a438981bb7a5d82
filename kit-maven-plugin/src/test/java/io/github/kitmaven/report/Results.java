package io.github.kitmaven.report;

import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.report.ClusterResult.Status;
import io.github.kitmaven.rollout.Trouble;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Results for tests. */
final class Results {
    private Results() {}

    static Cluster cluster(String name, boolean allowFailure) {
        Path folder = Path.of("clusters", name);
        return new Cluster(
                name,
                "shop",
                "test",
                "master",
                "",
                allowFailure,
                false,
                Optional.empty(),
                folder.resolve("cluster.yaml"),
                folder.resolve("kubeconfig.yaml"));
    }

    static ClusterResult planned(String name, Step... steps) {
        List<ObjectResult> objects = Stream.of(steps)
                .map(step -> new ObjectResult(step, Optional.empty(), Optional.empty()))
                .toList();
        return new ClusterResult(cluster(name, false), Status.PLANNED, objects, List.of());
    }

    static Trouble trouble(String pod, String reason, String message) {
        return new Trouble(pod, "app", reason, message, "exit code 1 (Error)", 2, Instant.EPOCH, Trouble.Gravity.FATAL);
    }
}
