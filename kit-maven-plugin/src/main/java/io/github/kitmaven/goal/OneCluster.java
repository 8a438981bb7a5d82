package io.github.kitmaven.goal;

import io.github.kitmaven.config.ClusterConfig;
import io.github.kitmaven.config.NamespaceConfig;
import io.github.kitmaven.config.Selection;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.Nearest;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.Console;
import java.util.List;

/** Makes sure that one cluster is meant. */
final class OneCluster {
    private OneCluster() {}

    static ClusterConfig of(List<ClusterConfig> clusters, Selection selection) {
        if (clusters.size() == 1) {
            return clusters.get(0);
        }
        if (clusters.isEmpty()) {
            throw new UserException(Diagnostic.of(
                    selection.clusters().isOpen()
                            ? "There is no cluster that is not disabled"
                            : "The cluster that -Dkit.clusters chooses is disabled",
                    "Remove disable: true from its cluster.yaml, or choose another"));
        }
        List<String> names = clusters.stream().map(it -> it.cluster().name()).toList();
        throw new UserException(Diagnostic.of(
                names.size() + " clusters are meant, and one can be explained at a time",
                "Choose one with -Dkit.clusters: " + listed(names)));
    }

    static NamespaceConfig namespace(ClusterConfig cluster, String asked) {
        List<NamespaceConfig> namespaces = cluster.namespaces();
        if (asked.isEmpty() && namespaces.size() == 1) {
            return namespaces.get(0);
        }
        List<String> names = namespaces.stream().map(NamespaceConfig::namespace).toList();
        String name = cluster.cluster().name();
        if (asked.isEmpty()) {
            throw new UserException(Diagnostic.of(
                    "Cluster " + name + " has " + names.size() + " namespaces, and one can be explained at a time",
                    "Choose one with -Dkit.explain.namespace: " + listed(names)));
        }
        return namespaces.stream()
                .filter(it -> it.namespace().equals(asked))
                .findFirst()
                .orElseThrow(() -> new UserException(Diagnostic.of(
                        "-Dkit.explain.namespace: cluster " + name + " has no namespace " + asked,
                        Nearest.advice(asked, names))));
    }

    /** Names some, and counts the rest. */
    static String listed(List<String> names) {
        return Console.listed(names);
    }
}
