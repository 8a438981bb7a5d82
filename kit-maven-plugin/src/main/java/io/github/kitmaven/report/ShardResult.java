package io.github.kitmaven.report;

import io.github.kitmaven.model.Shard;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.UserException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The result of one of the runs that shared the clusters of a fleet, as its result.json tells it. */
public final class ShardResult {
    private final String file;
    private final RunReport report;
    private final List<ReportedCluster> clusters;

    private ShardResult(String file, RunReport report, List<ReportedCluster> clusters) {
        this.file = file;
        this.report = report;
        this.clusters = clusters;
    }

    /**
     * Reads a result.
     *
     * @param file the result.json
     * @param shown its name for people
     * @return the result, with little of its clusters in memory
     * @throws UserException if the file is no whole result of this version of the format
     * @throws EnvironmentException if it can't be read
     */
    public static ShardResult read(Path file, String shown) {
        List<ReportedCluster> clusters = new ArrayList<>();
        RunReport report = ResultFile.read(file, shown, cluster -> clusters.add(ReportedCluster.of(cluster)));
        return new ShardResult(shown, report, clusters);
    }

    /** {@return the file's name for people} */
    public String file() {
        return file;
    }

    /** {@return the goal that was run} */
    public String goal() {
        return report.goal();
    }

    /** {@return the commit of the deployments repo; empty where the run came not so far} */
    public Optional<String> commit() {
        return report.commit();
    }

    /** {@return the id of the deploy; empty where it has none} */
    public Optional<String> deployId() {
        return report.deployId();
    }

    /** {@return the shard; empty where the run was of none} */
    public Optional<Shard> shard() {
        return report.shard();
    }

    /** {@return the names of its clusters} */
    public List<String> names() {
        return clusters.stream().map(ReportedCluster::name).toList();
    }

    RunReport report() {
        return report;
    }

    List<ReportedCluster> clusters() {
        return clusters;
    }

    Instant begin() {
        return OffsetDateTime.parse(report.startedAt()).toInstant();
    }

    Instant end() {
        return begin().plusMillis(Math.round(report.seconds() * 1000));
    }
}
