package io.github.kitmaven.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.report.ClusterReport;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** How far a run is, as the original told it: cluster by cluster, by name. Thread-safe. */
final class Progress {
    private final List<String> found = new ArrayList<>();
    private final List<String> remaining = new ArrayList<>();
    private final List<String> successful = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();

    synchronized void found(List<String> names) {
        found.clear();
        remaining.clear();
        found.addAll(names);
        remaining.addAll(names);
    }

    synchronized void finished(String name, boolean well) {
        if (remaining.remove(name)) {
            (well ? successful : failed).add(name);
        }
    }

    /** At the end: whatever did not happen while this listened. */
    void ended(ClusterReport cluster) {
        finished(cluster.name(), !cluster.failed());
    }

    synchronized ObjectNode json() {
        int completed = successful.size() + failed.size();
        ObjectNode json = Json.object();
        if (completed == 0 || completed == found.size()) {
            json.put("percent", completed == 0 ? 0 : 1); // JavaScript writes no 1.0
        } else {
            json.put(
                    "percent",
                    BigDecimal.valueOf(completed)
                            .divide(BigDecimal.valueOf(found.size()), 3, RoundingMode.HALF_UP)
                            .stripTrailingZeros());
        }
        json.putObject("clusters")
                .put("total", found.size())
                .put("completed", completed)
                .<ObjectNode>set("found", Json.array(found))
                .<ObjectNode>set("remaining", Json.array(remaining))
                .<ObjectNode>set("successful", Json.array(successful))
                .set("failed", Json.array(failed));
        return json;
    }
}
