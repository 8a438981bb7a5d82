package io.github.kitmaven.plan;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a deploy would do in one cluster.
 *
 * @param cluster the cluster's name
 * @param steps a step for each object, in the order of the repo
 */
public record Plan(String cluster, List<Step> steps) {

    /** {@return how many objects fall under each action; an action that none falls under is left out} */
    public Map<Action, Integer> counts() {
        Map<Action, Integer> counts = new EnumMap<>(Action.class);
        steps.forEach(step -> counts.merge(step.action(), 1, Integer::sum));
        return counts;
    }

    /** {@return whether anything would be written} */
    public boolean changes() {
        return steps.stream().anyMatch(step -> step.action().writes());
    }
}
