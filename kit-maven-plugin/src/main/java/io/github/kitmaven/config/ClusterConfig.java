package io.github.kitmaven.config;

import io.github.kitmaven.model.Cluster;
import java.util.Map;

/**
 * All layers of one cluster, merged.
 *
 * @param cluster the cluster
 * @param metadata all of the cluster's metadata, layers merged
 * @param vars the merged var files
 * @param resources the merged resources that are asked for, by name, disabled ones included
 */
public record ClusterConfig(Cluster cluster, Mapping metadata, Mapping vars, Map<String, Value> resources) {}
