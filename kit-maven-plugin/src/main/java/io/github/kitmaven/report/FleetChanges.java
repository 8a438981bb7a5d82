package io.github.kitmaven.report;

import io.github.kitmaven.report.Period.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What changed between two moments.
 *
 * @param startedAt when it was asked
 * @param from the first moment
 * @param to the second
 * @param changes what changed in which clusters, by resource
 * @param unchanged how many resources, of all clusters, did not change
 * @param commits the commits of the deployments repo between the two that changed more than image files, newest first
 * @param gitAlone the clusters whose inventory tells nothing, so that all of theirs is from git
 * @param clusters the names of all clusters that were asked about
 */
public record FleetChanges(
        Instant startedAt,
        Moment from,
        Moment to,
        List<Change> changes,
        int unchanged,
        List<RepoCommit> commits,
        List<String> gitAlone,
        List<String> clusters) {

    /**
     * A moment that was asked about.
     *
     * @param asked the words it was asked in
     * @param time the time; of a commit, when it was committed
     * @param commit the commit, where one was asked for: what is meant is each cluster as it was deployed to from that commit,
     *     or the nearest one before it
     */
    public record Moment(String asked, Instant time, Optional<String> commit) {}

    /**
     * A resource that is not as it was, the same way in one cluster or several.
     *
     * @param clusters the clusters, by name
     * @param resource the resource
     * @param before how it was; empty where it was not there
     * @param after how it is; empty where it is not there any more
     * @param by what made it so, oldest first
     */
    public record Change(
            List<String> clusters, String resource, Optional<Side> before, Optional<Side> after, List<By> by) {

        /** {@return {@code added}, {@code removed} or {@code changed}} */
        public String kind() {
            return before.isEmpty() ? "added" : after.isEmpty() ? "removed" : "changed";
        }
    }

    /**
     * How a resource was at a moment.
     *
     * @param images its images
     * @param outcome how the last deploy of them ended; {@link Outcome#COMMITTED} where only git tells
     */
    public record Side(List<String> images, Outcome outcome) {}

    /**
     * What brought a change.
     *
     * @param commit the commit of the deployments repo; empty where it was of none
     * @param who who deployed; who committed, where only git tells
     * @param time when; of several clusters, when it came to the first
     * @param outcome how it ended; {@link Outcome#COMMITTED} where only git tells
     * @param rollback what it rolled back to; empty where it was no rollback
     */
    public record By(String commit, String who, Instant time, Outcome outcome, String rollback) {}

    /**
     * A commit of the deployments repo.
     *
     * @param commit its id
     * @param author who wrote it
     * @param time when it was committed
     * @param subject the first line of its message
     * @param files the files that it changed, image files left out
     */
    public record RepoCommit(String commit, String author, Instant time, String subject, List<String> files) {}
}
