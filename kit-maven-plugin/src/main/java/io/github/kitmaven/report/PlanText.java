package io.github.kitmaven.report;

import java.util.ArrayList;
import java.util.List;

/** Plans as people read them: what changes, and what it changes from; what is the same on many clusters once. */
final class PlanText {
    /** More lines than that nobody reads in a log; the reports have them all. */
    private static final int MOST = 300;

    private static final String PLANNED = ClusterResult.Status.PLANNED.label();

    private PlanText() {}

    /** The lines for all clusters of a plan. */
    static List<String> of(List<PlanGroup> groups) {
        List<String> lines = new ArrayList<>();
        groups.forEach(group -> lines.addAll(of(group)));
        return lines;
    }

    /** How many clusters there are, and how many of them are alike. */
    static String clusters(List<PlanGroup> groups) {
        int all = groups.stream().mapToInt(group -> group.names().size()).sum();
        int most = groups.isEmpty() ? 0 : groups.get(0).names().size();
        String clusters = Console.count(all, "cluster");
        if (most < 2) {
            return clusters;
        }
        return most == all
                ? clusters + ", all alike"
                : clusters + ", " + most + " alike, " + (all - most) + (all - most == 1 ? " differs" : " differ");
    }

    private static List<String> of(PlanGroup group) {
        List<String> lines = new ArrayList<>();
        if (!group.status().equals(PLANNED)) {
            lines.add("  " + Console.listed(group.names()) + ": " + group.status());
            return lines;
        }
        lines.add("  " + group.title() + ": " + group.words());
        if (group.names().size() > 1) {
            lines.add("    (" + Console.listed(group.names()) + ")");
        }
        group.lines().stream().limit(MOST).forEach(line -> lines.add("    " + line));
        if (group.lines().size() > MOST) {
            lines.add("    ... " + (group.lines().size() - MOST) + " more lines, which result.json has");
        }
        if (group.unchecked()) {
            lines.add("      * the cluster can't check it yet: its namespace or its kind comes with this deploy");
        }
        return lines;
    }
}
