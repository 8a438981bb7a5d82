package io.github.kitmaven.webhook;

import io.github.kitmaven.plan.Action;
import io.github.kitmaven.report.ClusterReport;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How many objects were written, over all clusters. */
final class Counts {
    private final Map<Action, Integer> counts = new TreeMap<>();

    void add(ClusterReport cluster) {
        for (Action action : Action.values()) {
            int count = cluster.counts().getOrDefault(action.label(), 0);
            if (action.writes() && count > 0) {
                counts.merge(action, count, Integer::sum);
            }
        }
    }

    Optional<String> line() {
        return counts.isEmpty()
                ? Optional.empty()
                : Optional.of(counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey().label() + "d")
                        .collect(Collectors.joining(", ", "objects: ", "")));
    }
}
