package io.github.kitmaven.report;

import io.github.kitmaven.validate.SharedFinding;
import java.util.List;

/** A finding as people read it, in one line. */
public final class ValidationText {
    private static final int MOST_NAMED = 3;

    private ValidationText() {}

    /**
     * Words a finding.
     *
     * @param shared the finding
     * @return {@code place: what is wrong. What to do. [rule] in 37 clusters: a, b, c, ...}
     */
    public static String of(SharedFinding shared) {
        String text =
                shared.finding().diagnostic().text() + " [" + shared.finding().rule() + "]";
        return shared.clusters().isEmpty() ? text : text + " " + where(shared.clusters());
    }

    /** Names the clusters of a finding. */
    static String where(List<String> clusters) {
        String named = String.join(", ", clusters.subList(0, Math.min(MOST_NAMED, clusters.size())));
        return "in " + Console.count(clusters.size(), "cluster") + ": " + named
                + (clusters.size() > MOST_NAMED ? ", ..." : "");
    }
}
