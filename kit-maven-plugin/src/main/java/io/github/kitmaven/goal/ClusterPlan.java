package io.github.kitmaven.goal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.plan.Plan;
import io.github.kitmaven.problem.Diagnostic;
import java.util.List;
import java.util.Map;

/** What came of planning one cluster. */
sealed interface ClusterPlan {

    /** The cluster. */
    Cluster cluster();

    /**
     * All is known, and the cluster would take it.
     *
     * @param cluster the cluster
     * @param plan what would be done
     * @param live the objects that it has already
     */
    record Ready(Cluster cluster, Plan plan, Map<ManifestKey, ObjectNode> live) implements ClusterPlan {}

    /**
     * The cluster answered, but would not take all of it.
     *
     * @param cluster the cluster
     * @param problems why
     */
    record Refused(Cluster cluster, List<Diagnostic> problems) implements ClusterPlan {}

    /**
     * The cluster did not answer.
     *
     * @param cluster the cluster
     * @param problem why
     */
    record Unreachable(Cluster cluster, Diagnostic problem) implements ClusterPlan {}
}
