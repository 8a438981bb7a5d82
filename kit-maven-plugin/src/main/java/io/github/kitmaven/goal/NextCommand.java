package io.github.kitmaven.goal;

import io.github.kitmaven.model.Shard;
import io.github.kitmaven.report.ClusterResult;
import io.github.kitmaven.report.ClusterResult.Status;
import io.github.kitmaven.report.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What to run next, at the end of a goal. */
final class NextCommand {
    private static final int MOST_NAMED = 8;

    private NextCommand() {}

    /** Where to look, and what to run, after all went well. */
    static String afterSuccess(Result result, boolean dryRun, Path shown) {
        String where = "All of it is in " + shown + ".";
        if (result.goal().equals("diff")) {
            return result.changes() ? where + " mvn kit:deploy does it." : where;
        }
        return dryRun
                ? where + " The same without -Dkit.dryRun does it."
                : where + " mvn kit:status tells how the clusters stand.";
    }

    /** What to run once what failed is mended. */
    static String afterFailure(Result result, List<ClusterResult> failed, Optional<Shard> shard) {
        String all = shard.map(it -> " -Dkit.shard=" + it.value()).orElse("");
        if (result.goal().equals("diff")) {
            return "then mvn kit:diff" + all + " looks again";
        }
        boolean written = failed.stream().noneMatch(cluster -> cluster.status() == Status.REFUSED);
        String where = written
                        && failed.size() <= MOST_NAMED
                        && failed.size() < result.clusters().size()
                ? " -Dkit.clusters="
                        + String.join(
                                ",", failed.stream().map(ClusterResult::name).toList())
                : all;
        return result.goal().equals(Rollback.GOAL)
                ? "then roll back again, or look with mvn kit:status" + where
                : "then mvn kit:deploy" + where + " goes on";
    }
}
