package io.github.kitmaven.config;

import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The fourth layer: what {@code namespaces} of a cluster.yaml says of each, over the cluster's own. The resources of such a
 * cluster are rendered once for each of its namespaces.
 */
final class NamespaceLayer {
    private final FormatVersion version;
    private final LayerMerge layerMerge;

    NamespaceLayer(FormatVersion version, LayerMerge layerMerge) {
        this.version = version;
        this.layerMerge = layerMerge;
    }

    /**
     * Merges each namespace's layer over the cluster's.
     *
     * @param whole the cluster's own layers
     * @param document the merged cluster.yaml
     * @throws UserException if a namespace is not as it should be
     */
    ClusterConfig of(NamespaceConfig whole, Fields document) {
        Optional<Fields> declared = document.fields("namespaces");
        if (declared.isEmpty()) {
            return new ClusterConfig(whole.cluster(), List.of(whole));
        }
        List<NamespaceConfig> namespaces = new ArrayList<>();
        for (String name : declared.get().map().entries().keySet()) {
            if (!ClusterFile.DNS_LABEL.matcher(name).matches()) {
                throw notALabel(name, declared.get().originOfKey(name));
            }
            Fields own = declared.get().fields(name).orElseGet(() -> new Fields(Mapping.EMPTY, ""));
            Fields metadata = own.fields("metadata").orElseGet(() -> new Fields(Mapping.EMPTY, ""));
            if (!metadata.flag("disable", version)) {
                namespaces.add(merge(whole, name, own, metadata));
            }
        }
        return new ClusterConfig(whole.cluster(), namespaces);
    }

    private NamespaceConfig merge(NamespaceConfig whole, String name, Fields own, Fields metadata) {
        Mapping below = new Mapping(whole.resources(), own.map().origin(), List.of());
        return new NamespaceConfig(
                describe(whole.cluster(), metadata),
                name,
                own.map(),
                layerMerge.merge(whole.metadata(), metadata.map()),
                over(whole.vars(), own.fields("vars")),
                over(below, own.fields("resources")).entries());
    }

    /** A layer that says nothing shares what is below it. */
    private Mapping over(Mapping lower, Optional<Fields> upper) {
        return upper.map(fields -> layerMerge.merge(lower, fields.map())).orElse(lower);
    }

    private Cluster describe(Cluster cluster, Fields metadata) {
        boolean allowFailure = metadata.map().get("allowFailure").isPresent()
                ? metadata.flag("allowFailure", version)
                : cluster.allowFailure();
        return new Cluster(
                cluster.name(),
                cluster.namespace(),
                cluster.type(),
                metadata.text("branch").orElse(cluster.branch()),
                metadata.text("environment").orElse(cluster.environment()),
                allowFailure,
                cluster.sandbox(),
                cluster.context(),
                cluster.file(),
                cluster.kubeconfig());
    }

    private static UserException notALabel(String name, Origin origin) {
        return new UserException(Diagnostic.at(
                origin,
                "The namespace " + name + " is not a DNS label",
                "Use at most 63 lower-case letters, digits and -, with a letter or digit at both ends"));
    }
}
