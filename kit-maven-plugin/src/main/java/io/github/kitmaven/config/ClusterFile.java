package io.github.kitmaven.config;

import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A cluster.yaml, before any layer is merged into it.
 *
 * @param file the file
 * @param kubeconfig the cluster's own kubeconfig, which need not exist
 * @param document what it says
 * @param name the cluster's name
 * @param type the cluster's type; empty if it has none, which only a repo without a type layer allows
 * @param nameOrigin where the name stands
 */
record ClusterFile(Path file, Path kubeconfig, Mapping document, String name, String type, Origin nameOrigin) {
    static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    static ClusterFile of(Path file, Path kubeconfig, Mapping document, boolean typed) {
        Fields metadata =
                new Fields(document, "", Shapes.CLUSTER).required("metadata", "Add metadata.name and metadata.type");
        checkSayable(metadata, "name", "type");
        String name = metadata.requiredText("name", "Name the cluster; the name is a DNS label");
        String type = typed
                ? metadata.requiredText("type", "Name the type, which chooses a file of the type layer")
                : metadata.text("type").orElse("");
        if (!DNS_LABEL.matcher(name).matches()) {
            throw new UserException(Diagnostic.at(
                    metadata.originOf("name"),
                    "The cluster name " + name + " is not a DNS label",
                    "Use at most 63 lower-case letters, digits and -, with a letter or digit at both ends"));
        }
        return new ClusterFile(file, kubeconfig, document, name, type, metadata.originOf("name"));
    }

    /** What is said of a cluster names it by these. */
    private static void checkSayable(Fields metadata, String... keys) {
        for (String key : keys) {
            metadata.located(key).ifPresent(value -> value.sayable("metadata." + key));
        }
    }

    /** Describes the cluster by its metadata after the base layer has been merged in. */
    Cluster describe(Fields metadata, FormatVersion version) {
        checkSayable(metadata, "namespace", "context");
        return new Cluster(
                name,
                metadata.text("namespace").orElse(""),
                type,
                metadata.text("branch").orElse(""),
                metadata.text("environment").orElse(""),
                metadata.flag("allowFailure", version),
                metadata.flag("sandbox", version),
                metadata.text("context"),
                file,
                kubeconfig);
    }
}
