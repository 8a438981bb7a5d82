package io.github.kitmaven.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A cluster in a report.
 *
 * @param name its name
 * @param type its type; may be empty
 * @param environment its environment, such as {@code production}; may be empty
 * @param sandbox whether the embedded mock API server stood in for it
 * @param allowFailure whether its failure is a warning only
 * @param status how it ended, as {@link ClusterResult.Status#label} names it
 * @param counts how many objects fall under each action; one that none falls under is left out
 * @param problems all that is wrong with it, worst first
 * @param objects its objects; empty where it could not be planned
 */
public record ClusterReport(
        String name,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String type,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String environment,
        boolean sandbox,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean allowFailure,
        String status,
        Map<String, Integer> counts,
        List<ProblemReport> problems,
        List<ObjectReport> objects) {

    /** {@return the same with counts of its own, where not all of its objects are told} */
    ClusterReport counting(Map<String, Integer> others) {
        return new ClusterReport(name, type, environment, sandbox, allowFailure, status, others, problems, objects);
    }

    /** {@return the same, with times counted from an earlier begin} */
    ClusterReport later(double seconds) {
        return new ClusterReport(
                name,
                type,
                environment,
                sandbox,
                allowFailure,
                status,
                counts,
                problems,
                objects.stream().map(object -> object.later(seconds)).toList());
    }

    /**
     * Reports a cluster while the run goes on. When its objects were written is not known then.
     *
     * @param cluster the cluster, with all objects at hand
     * @param mask takes the secrets out of a text
     * @return the report
     */
    public static ClusterReport of(ClusterResult cluster, UnaryOperator<String> mask) {
        return new Reporting(RunInfo.NONE, mask, new Timeline(Clock.systemUTC()), ChangeSources.NONE)
                .cluster(cluster, Instant.EPOCH);
    }

    /** {@return whether something is wrong with it} */
    public boolean failed() {
        return status.equals("failed") || status.equals("refused") || status.equals("unreachable");
    }
}
