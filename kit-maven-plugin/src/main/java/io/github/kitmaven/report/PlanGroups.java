package io.github.kitmaven.report;

import io.github.kitmaven.plan.Action;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Groups clusters for which the same is planned: one by one, for the objects of a whole fleet would fill the memory. */
final class PlanGroups {
    private final Map<Key, PlanGroup> groups = new LinkedHashMap<>();

    private record Key(String status, boolean sandbox, List<String> lines) {}

    /** Adds a cluster to its group. */
    void add(ClusterReport cluster) {
        List<String> lines = cluster.objects().stream()
                .filter(object -> !object.action().equals(Action.UNCHANGED.label()))
                .flatMap(object -> ObjectText.of(object).stream())
                .toList();
        boolean unchecked = cluster.objects().stream().anyMatch(ObjectReport::unchecked);
        PlanGroup group = groups.computeIfAbsent(
                new Key(cluster.status(), cluster.sandbox(), lines),
                key -> new PlanGroup(
                        new ArrayList<>(), key.status(), key.sandbox(), lines, unchecked, new ArrayList<>()));
        group.names().add(cluster.name());
        group.counts().add(cluster.counts());
    }

    /** {@return the groups, the largest first, and groups of one size in the order of their names} */
    List<PlanGroup> groups() {
        return groups.values().stream()
                .sorted(Comparator.comparing(group -> -group.names().size()))
                .toList();
    }
}
