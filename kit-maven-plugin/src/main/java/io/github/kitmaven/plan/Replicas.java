package io.github.kitmaven.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.Manifest;

/** The number of pods of a workload that an autoscaler looks after. */
public final class Replicas {
    private static final String FIELD = "replicas";

    private Replicas() {}

    /**
     * Leaves them to the autoscaler.
     *
     * @param wanted the workload
     * @return the workload without them
     */
    public static Manifest without(Manifest wanted) {
        if (!wanted.tree().path("spec").has(FIELD)) {
            return wanted;
        }
        ObjectNode tree = wanted.tree().deepCopy();
        tree.withObjectProperty("spec").remove(FIELD);
        return wanted.with(tree);
    }

    /**
     * Wants as many as there are.
     *
     * @param wanted the workload
     * @param live the workload as the cluster has it
     * @return the workload with the live number
     */
    public static Manifest asLive(Manifest wanted, ObjectNode live) {
        ObjectNode tree = wanted.tree().deepCopy();
        tree.withObjectProperty("spec").set(FIELD, live.path("spec").path(FIELD));
        return wanted.with(tree);
    }
}
