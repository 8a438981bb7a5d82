package io.github.kitmaven.config;

import io.github.kitmaven.model.Cluster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All layers of one namespace of a cluster, merged.
 *
 * @param cluster the cluster, with what the namespace sets of its branch, environment and allowFailure
 * @param namespace the namespace; empty if the cluster has no namespaces of its own, and so is rendered once
 * @param own what its own layer says, as it stands in cluster.yaml; empty if the cluster has no namespaces of its own
 * @param metadata all of the metadata of cluster.yaml, layers merged
 * @param vars the merged var files
 * @param resources the merged resources that are asked for, by name, disabled ones included
 */
public record NamespaceConfig(
        Cluster cluster, String namespace, Mapping own, Mapping metadata, Mapping vars, Map<String, Value> resources) {

    /** Leaves out the resources that are not asked for. */
    NamespaceConfig select(NameFilter filter) {
        Map<String, Value> chosen = new LinkedHashMap<>(resources);
        chosen.keySet().removeIf(name -> !filter.chooses(name));
        return new NamespaceConfig(cluster, namespace, own, metadata, vars, chosen);
    }

    /**
     * Names a file of the namespace.
     *
     * @param name the file's name
     * @return its path in the cluster's folder
     */
    public String path(String name) {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }
}
