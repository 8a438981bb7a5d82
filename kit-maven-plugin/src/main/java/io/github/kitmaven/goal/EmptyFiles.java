package io.github.kitmaven.goal;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.render.RenderedCluster;
import io.github.kitmaven.render.RenderedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds templates that print nothing: their objects are missing from a cluster, and nobody has said so. */
final class EmptyFiles {
    private static final int MOST_NAMED = 5;

    private EmptyFiles() {}

    /** Warns once of each template and resource, whatever the number of clusters. */
    static List<Diagnostic> warnings(List<RenderedCluster> rendered) {
        Map<String, RenderedFile> files = new TreeMap<>();
        Map<String, List<String>> clusters = new TreeMap<>();
        for (RenderedCluster cluster : rendered) {
            for (RenderedFile file : cluster.files()) {
                if (file.isEmpty()) {
                    files.putIfAbsent(file.toString(), file);
                    clusters.computeIfAbsent(file.toString(), any -> new ArrayList<>())
                            .add(cluster.cluster().name());
                }
            }
        }
        return files.entrySet().stream()
                .map(file -> warning(file.getValue(), clusters.getOrDefault(file.getKey(), List.of())))
                .toList();
    }

    private static Diagnostic warning(RenderedFile file, List<String> clusters) {
        int more = clusters.size() - MOST_NAMED;
        String named = String.join(", ", clusters.subList(0, Math.min(MOST_NAMED, clusters.size())))
                + (more > 0 ? " and " + more + " more" : "");
        return Diagnostic.at(
                file.source(),
                "This prints no object for the resource " + file.resource() + " of "
                        + (clusters.size() == 1 ? "cluster " : "clusters ") + named,
                "If none is wanted there, give the resource disable: true; else mend the template's sections");
    }
}
