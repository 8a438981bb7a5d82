package io.github.kitmaven.report;

import io.github.kitmaven.report.FleetStatus.OfCluster;
import io.github.kitmaven.report.FleetStatus.OfResource;
import java.util.ArrayList;
import java.util.List;

/** A status as a table: a line for each image of each resource of each cluster. */
public final class StatusText {
    private static final List<String> HEAD = List.of("CLUSTER", "RESOURCE", "IMAGE", "STATE", "WHY");

    private StatusText() {}

    /**
     * Makes the table.
     *
     * @param status the status
     * @return its lines
     */
    public static List<String> of(FleetStatus status) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        status.clusters()
                .forEach(cluster -> cluster.resources().forEach(resource -> rows.addAll(rows(cluster, resource))));
        List<String> lines = new ArrayList<>(TextTable.of(rows));
        for (OfCluster cluster : status.clusters()) {
            if (!cluster.leftovers().isEmpty()) {
                lines.add(cluster.name() + " has "
                        + Console.count(cluster.leftovers().size(), "object") + " that the repo no longer has: "
                        + String.join(", ", cluster.leftovers()));
            }
        }
        lines.add(
                status.countInStep() + " of " + Console.count(status.count(), "resource") + " in step with the repo.");
        return lines;
    }

    private static List<List<String>> rows(OfCluster cluster, OfResource resource) {
        List<String> images = resource.images().isEmpty() ? List.of("-") : resource.images();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            String why = i == 0 ? String.join("; ", resource.reasons()) : "";
            rows.add(List.of(
                    cluster.name(),
                    resource.name(),
                    images.get(i),
                    resource.state().label(),
                    why));
        }
        return rows;
    }
}
