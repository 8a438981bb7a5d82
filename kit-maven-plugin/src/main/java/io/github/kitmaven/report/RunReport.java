package io.github.kitmaven.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.kitmaven.model.Shard;
import java.util.List;
import java.util.Optional;

/**
 * A run as every report tells it: plain words and numbers, in which no secret is left. {@code target/kit/result.json} is it,
 * key by key; {@code result.schema.json} beside the manual documents that.
 *
 * @param version the format's version; raised when a key changes its meaning or goes, not when one joins
 * @param goal {@code diff}, {@code deploy} or {@code rollback}
 * @param successful whether nothing in it fails the build
 * @param startedAt when it began, in ISO 8601
 * @param seconds how long it took
 * @param commit the deployments repo's commit; empty outside a git repository
 * @param by who ran it
 * @param uuid what tells this run from every other
 * @param deployId the deploy's id; empty where it has none
 * @param build the address of the CI's build; empty where there is none
 * @param shard the part of the clusters that it is about; empty where it is all that were chosen
 * @param progress how far it came, in clusters
 * @param problems what ended it before there were clusters to speak of
 * @param failures everything that failed, once, worst first; what is the same on many clusters is one of them
 * @param clusters each cluster, in the order of their names
 * @param events what happened when, in order
 */
public record RunReport(
        int version,
        String goal,
        boolean successful,
        String startedAt,
        double seconds,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<String> commit,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String by,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String uuid,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<String> deployId,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<String> build,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Shard> shard,
        Progress progress,
        List<ProblemReport> problems,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ProblemReport> failures,
        List<ClusterReport> clusters,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<EventReport> events) {
    /** The format's version. */
    static final int VERSION = 1;

    /** {@return the same with other clusters} */
    RunReport with(List<ClusterReport> others) {
        return new RunReport(
                version,
                goal,
                successful,
                startedAt,
                seconds,
                commit,
                by,
                uuid,
                deployId,
                build,
                shard,
                progress,
                problems,
                failures,
                others,
                events);
    }

    /** {@return whether it was to write to clusters} */
    public boolean writes() {
        return !goal.equals("diff");
    }

    /**
     * How far a run came, in clusters.
     *
     * @param found how many there are
     * @param successful how many have all that was asked for
     * @param failed how many have not
     * @param superseded how many had something newer, and were left alone
     * @param remaining how many were only planned
     * @param percent how many of a hundred are done with
     */
    public record Progress(
            int found,
            int successful,
            int failed,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int superseded,
            int remaining,
            int percent) {

        /** Adds those of other clusters. */
        Progress plus(Progress other) {
            int all = found + other.found;
            int left = remaining + other.remaining;
            return new Progress(
                    all,
                    successful + other.successful,
                    failed + other.failed,
                    superseded + other.superseded,
                    left,
                    percent(all, left));
        }

        private static int percent(int found, int remaining) {
            return found == 0 ? 0 : (found - remaining) * 100 / found;
        }

        /** Counts results. */
        static Progress of(List<ClusterResult> clusters) {
            int found = clusters.size();
            int succeeded = count(clusters, ClusterResult.Status.SUCCEEDED);
            int remaining = count(clusters, ClusterResult.Status.PLANNED);
            int superseded = count(clusters, ClusterResult.Status.SUPERSEDED);
            return new Progress(
                    found,
                    succeeded,
                    found - succeeded - remaining - superseded,
                    superseded,
                    remaining,
                    percent(found, remaining));
        }

        private static int count(List<ClusterResult> clusters, ClusterResult.Status status) {
            return (int) clusters.stream().filter(it -> it.status() == status).count();
        }
    }
}
