package io.github.kitmaven.report;

import io.github.kitmaven.problem.Diagnostic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The one result of a diff, a deploy or a rollback, from which every report is made. It holds no secret: values are masked where they
 * enter the plan.
 *
 * @param goal {@code diff}, {@code deploy} or {@code rollback}
 * @param startedAt when the goal began
 * @param took how long it took
 * @param commit the deployments repo's commit; empty outside a git repository
 * @param clusters a result for each cluster, in the order of their names
 * @param problems what ended it before there were clusters to speak of
 */
public record Result(
        String goal,
        Instant startedAt,
        Duration took,
        Optional<String> commit,
        List<ClusterResult> clusters,
        List<Diagnostic> problems) {

    /** {@return whether nothing in it fails the build} */
    public boolean successful() {
        return problems.isEmpty() && clusters.stream().noneMatch(ClusterResult::failsBuild);
    }

    /** {@return whether a deploy would write anything} */
    public boolean changes() {
        return clusters.stream()
                .flatMap(cluster -> cluster.objects().stream())
                .anyMatch(object -> object.step().action().writes());
    }
}
