package io.github.kitmaven.config;

import io.github.kitmaven.model.Cluster;
import java.util.List;

/**
 * All layers of one cluster, merged.
 *
 * @param cluster the cluster
 * @param namespaces the namespaces that its cluster.yaml sets apart, disabled ones left out; otherwise one without a name
 */
public record ClusterConfig(Cluster cluster, List<NamespaceConfig> namespaces) {}
