package io.github.kitmaven.webhook;

import io.github.kitmaven.plan.Action;
import io.github.kitmaven.report.ClusterReport;
import io.github.kitmaven.report.ObjectReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A resource of the repo in one cluster: what CDEvents call a service.
 *
 * @param name its name; that of the object where it was not rendered from a resource
 * @param objects those of its objects that a run writes, or failed to
 */
record ServiceChange(String name, List<ObjectReport> objects) {

    /** What a run does in a cluster, resource by resource. */
    static List<ServiceChange> of(ClusterReport cluster) {
        Map<String, List<ObjectReport>> byName = new LinkedHashMap<>();
        cluster.objects().stream()
                .filter(object -> object.writes() || object.failed())
                .forEach(object -> byName.computeIfAbsent(
                                object.resource().isEmpty() ? object.name() : object.resource(),
                                name -> new ArrayList<>())
                        .add(object));
        return byName.entrySet().stream()
                .map(entry -> new ServiceChange(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    boolean failed() {
        return objects.stream().anyMatch(ObjectReport::failed);
    }

    List<String> images() {
        return objects.stream()
                .flatMap(object -> object.images().stream())
                .distinct()
                .toList();
    }

    /** What happened to it, in the words of CDEvents. */
    String predicate(boolean rollback) {
        if (objects.stream().allMatch(object -> is(object, Action.DELETE))) {
            return "removed";
        } else if (rollback) {
            return "rolledback";
        }
        return objects.stream().allMatch(object -> is(object, Action.CREATE)) ? "deployed" : "upgraded";
    }

    private static boolean is(ObjectReport object, Action action) {
        return object.action().equals(action.label());
    }
}
