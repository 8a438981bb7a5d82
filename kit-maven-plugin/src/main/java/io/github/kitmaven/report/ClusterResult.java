package io.github.kitmaven.report;

import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.problem.Diagnostic;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What became of one cluster.
 *
 * @param cluster the cluster
 * @param status how it ended
 * @param objects a result for each object; empty where the cluster could not be planned
 * @param problems all that is wrong with it, worst first
 */
public record ClusterResult(Cluster cluster, Status status, List<ObjectResult> objects, List<Diagnostic> problems) {

    /** How a cluster ended. */
    public enum Status {
        /** Only planned, as asked for, or because another cluster's plan was refused. */
        PLANNED,
        /** All that was asked for holds. */
        SUCCEEDED,
        /** It has a newer commit, or another run is deploying one; nothing was written to it. */
        SUPERSEDED,
        /** The plan holds an object that the cluster would not take; nothing was written anywhere. */
        REFUSED,
        /** Something was not written, or is not healthy. */
        FAILED,
        /** It did not answer. */
        UNREACHABLE;

        /** {@return the status as reports name it, such as {@code succeeded}} */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@return the cluster's name} */
    public String name() {
        return cluster.name();
    }

    /** {@return whether something is wrong with it, though that may be allowed} */
    public boolean failed() {
        return switch (status) {
            case PLANNED, SUCCEEDED, SUPERSEDED -> false;
            case REFUSED, FAILED, UNREACHABLE -> true;
        };
    }

    /** {@return whether this result fails the build} */
    public boolean failsBuild() {
        return failed() && !cluster.allowFailure();
    }

    /** {@return how many objects fall under each action; an action that none falls under is left out} */
    public Map<Action, Integer> counts() {
        Map<Action, Integer> counts = new EnumMap<>(Action.class);
        objects.forEach(object -> counts.merge(object.step().action(), 1, Integer::sum));
        return counts;
    }
}
