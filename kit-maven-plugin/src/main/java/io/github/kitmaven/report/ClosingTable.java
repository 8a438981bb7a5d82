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

/** How the clusters of a deploy ended: a row for all that ended the same way, what failed last, next to why it did. */
final class ClosingTable {
    private static final int MOST_NAMED = 3;

    private record Row(ClusterResult.Status status, String objects) {}

    /** Clusters of one row. */
    private static final class Rows {
        private final List<String> names = new ArrayList<>();
        private Duration slowest = Duration.ZERO;
    }

    private ClosingTable() {}

    /** The lines of the table, its head first. */
    static List<String> of(List<ClusterResult> clusters, Function<String, Duration> took) {
        Map<Row, Rows> rows = new LinkedHashMap<>();
        clusters.stream().filter(cluster -> !cluster.failed()).forEach(cluster -> add(cluster, took, rows));
        clusters.stream().filter(ClusterResult::failed).forEach(cluster -> add(cluster, took, rows));
        List<List<String>> cells = new ArrayList<>();
        cells.add(List.of("cluster", "result", "objects", "time"));
        rows.forEach((row, of) -> cells.add(List.of(
                named(of.names),
                row.status().label(),
                row.objects(),
                of.slowest.isZero() ? "" : FleetProgress.seconds(of.slowest))));
        return cells.stream().map(row -> line(row, cells)).toList();
    }

    private static void add(ClusterResult cluster, Function<String, Duration> took, Map<Row, Rows> rows) {
        Rows row = rows.computeIfAbsent(new Row(cluster.status(), objects(cluster)), key -> new Rows());
        row.names.add(cluster.name());
        Duration time = took.apply(cluster.name());
        row.slowest = time.compareTo(row.slowest) > 0 ? time : row.slowest;
    }

    /** What was done with its objects: what was refused was not done. */
    private static String objects(ClusterResult cluster) {
        Map<Action, Integer> done = new EnumMap<>(Action.class);
        int unwritten = 0;
        int unhealthy = 0;
        for (ObjectResult object : cluster.objects()) {
            if (object.problem().isPresent()) {
                unwritten++;
            } else if (cluster.status() != ClusterResult.Status.PLANNED) {
                done.merge(object.step().action(), 1, Integer::sum);
            }
            unhealthy += object.health().filter(ObjectHealth::failed).isPresent() ? 1 : 0;
        }
        StringJoiner words = new StringJoiner(", ");
        done.forEach((action, count) -> words.add(count + PlanGroup.past(action)));
        if (unwritten > 0) {
            words.add(unwritten + " not written");
        }
        if (unhealthy > 0) {
            words.add(unhealthy + " unhealthy");
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
