package io.github.kitmaven.webhook;

import io.github.kitmaven.plan.Action;
import io.github.kitmaven.report.ChangeReport;
import io.github.kitmaven.report.ClusterReport;
import io.github.kitmaven.report.ObjectReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is the same in several clusters, said once. */
final class Alike {
    private static final int MOST_NAMED = 3;

    private final Map<String, List<String>> clusters = new LinkedHashMap<>();

    void add(String what, String cluster) {
        List<String> names = clusters.computeIfAbsent(what, key -> new ArrayList<>());
        if (!names.contains(cluster)) {
            names.add(cluster);
        }
    }

    /** The images that come and change in a cluster. */
    void addImages(ClusterReport cluster) {
        for (ObjectReport object : cluster.objects()) {
            String name = object.resource().isEmpty() ? object.title() : object.resource();
            if (object.action().equals(Action.CREATE.label())
                    && !object.images().isEmpty()) {
                add(name + ": " + String.join(", ", object.images()), cluster.name());
            }
            object.changes().stream()
                    .filter(change ->
                            change.path().endsWith(".image") && change.after().isPresent())
                    .forEach(change -> add(name + ": " + images(change), cluster.name()));
        }
    }

    private static String images(ChangeReport change) {
        String after = change.after().orElse("");
        return change.before().map(before -> before + " -> " + after).orElse(after);
    }

    /** What most clusters have first. */
    List<String> lines(int most) {
        List<String> lines = new ArrayList<>(clusters.entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getValue().size()))
                .limit(most)
                .map(entry -> entry.getKey() + " (" + where(entry.getValue()) + ")")
                .toList());
        if (clusters.size() > most) {
            lines.add("and " + (clusters.size() - most) + " more");
        }
        return lines;
    }

    private static String where(List<String> names) {
        return names.size() > MOST_NAMED ? names.size() + " clusters alike" : String.join(", ", names);
    }
}
