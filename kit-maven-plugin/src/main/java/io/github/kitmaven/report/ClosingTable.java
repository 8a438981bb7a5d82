package io.github.kitmaven.report;

import io.github.kitmaven.plan.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.Predicate;

/** How the clusters of a deploy ended: a row for all that ended the same way, what failed last, next to why it did. */
final class ClosingTable {
    private static final int MOST_NAMED = 3;

    private record Row(String status, String objects) {}

    /**
     * How one cluster ended.
     *
     * @param name its name
     * @param status how, as reports name it
     * @param failed whether something is wrong with it
     * @param objects what was done with its objects, in words
     */
    record Ended(String name, String status, boolean failed, String objects) {

        static Ended of(ClusterResult cluster) {
            return new Ended(
                    cluster.name(),
                    cluster.status().label(),
                    cluster.failed(),
                    words(
                            cluster.status() == ClusterResult.Status.PLANNED,
                            cluster.objects(),
                            object -> object.problem().isPresent(),
                            object -> object.step().action(),
                            object ->
                                    object.health().filter(ObjectHealth::failed).isPresent()));
        }

        static Ended of(ClusterReport cluster) {
            return new Ended(
                    cluster.name(),
                    cluster.status(),
                    cluster.failed(),
                    words(
                            cluster.status().equals(ClusterResult.Status.PLANNED.label()),
                            cluster.objects(),
                            object -> object.problem().isPresent(),
                            ObjectReport::done,
                            object ->
                                    object.health().filter(HealthReport::failed).isPresent()));
        }
    }

    /** Clusters of one row. */
    private static final class Rows {
        private final List<String> names = new ArrayList<>();
        private Duration slowest = Duration.ZERO;
    }

    private ClosingTable() {}

    /** The lines of the table, its head first. */
    static List<String> of(List<Ended> clusters, Function<String, Duration> took) {
        Map<Row, Rows> rows = new LinkedHashMap<>();
        clusters.stream().filter(cluster -> !cluster.failed()).forEach(cluster -> add(cluster, took, rows));
        clusters.stream().filter(Ended::failed).forEach(cluster -> add(cluster, took, rows));
        List<List<String>> cells = new ArrayList<>();
        cells.add(List.of("cluster", "result", "objects", "time"));
        rows.forEach((row, of) -> cells.add(List.of(
                named(of.names),
                row.status(),
                row.objects(),
                of.slowest.isZero() ? "" : FleetProgress.seconds(of.slowest))));
        return cells.stream().map(row -> line(row, cells)).toList();
    }

    private static void add(Ended cluster, Function<String, Duration> took, Map<Row, Rows> rows) {
        Rows row = rows.computeIfAbsent(new Row(cluster.status(), cluster.objects()), key -> new Rows());
        row.names.add(cluster.name());
        Duration time = took.apply(cluster.name());
        row.slowest = time.compareTo(row.slowest) > 0 ? time : row.slowest;
    }

    /** What was done with objects: what was refused was not done. */
    private static <T> String words(
            boolean planned,
            List<T> objects,
            Predicate<T> refused,
            Function<T, Action> action,
            Predicate<T> unhealthy) {
        Map<Action, Integer> done = new EnumMap<>(Action.class);
        int unwritten = 0;
        int failed = 0;
        for (T object : objects) {
            if (refused.test(object)) {
                unwritten++;
            } else if (!planned) {
                done.merge(action.apply(object), 1, Integer::sum);
            }
            failed += unhealthy.test(object) ? 1 : 0;
        }
        StringJoiner words = new StringJoiner(", ");
        done.forEach((what, count) -> words.add(count + PlanGroup.past(what)));
        if (unwritten > 0) {
            words.add(unwritten + " not written");
        }
        if (failed > 0) {
            words.add(failed + " unhealthy");
        }
        return words.toString();
    }

    private static String named(List<String> names) {
        int more = names.size() - MOST_NAMED;
        return more > 1
                ? String.join(", ", names.subList(0, MOST_NAMED)) + " and " + more + " more"
                : String.join(", ", names);
    }

    private static String line(List<String> row, List<List<String>> all) {
        StringBuilder line = new StringBuilder("  ");
        for (int i = 0; i < row.size(); i++) {
            int column = i;
            int width = all.stream()
                    .mapToInt(cells -> cells.get(column).length())
                    .max()
                    .orElse(0);
            line.append(String.format(Locale.ROOT, "%-" + Math.max(1, width) + "s  ", row.get(i)));
        }
        return line.toString().stripTrailing();
    }
}
