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
 * @param folder its folder
 * @param document what it says
 * @param name the cluster's name
 * @param type the cluster's type
 * @param nameOrigin where the name stands
 */
record ClusterFile(Path folder, Mapping document, String name, String type, Origin nameOrigin) {
    private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    static ClusterFile of(Path folder, Mapping document) {
        Fields metadata = new Fields(document, "").required("metadata", "Add metadata.name and metadata.type");
        String name = metadata.requiredText("name", "Name the cluster; the name is a DNS label");
        String type = metadata.requiredText("type", "Name the type, which chooses a file of the type layer");
        if (!DNS_LABEL.matcher(name).matches()) {
            throw new UserException(Diagnostic.at(
                    metadata.originOf("name"),
                    "The cluster name " + name + " is not a DNS label",
                    "Use at most 63 lower-case letters, digits and -, with a letter or digit at both ends"));
        }
        return new ClusterFile(folder, document, name, type, metadata.originOf("name"));
    }

    /** Describes the cluster by its metadata after the base layer has been merged in. */
    Cluster describe(Fields metadata, FormatVersion version) {
        return new Cluster(
                name,
                metadata.text("namespace").orElse(""),
                type,
                metadata.text("branch").orElse(""),
                metadata.text("environment").orElse(""),
                metadata.flag("allowFailure", version),
                metadata.flag("sandbox", version),
                metadata.text("context"),
                folder);
    }
}
