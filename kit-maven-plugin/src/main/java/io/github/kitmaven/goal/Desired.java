package io.github.kitmaven.goal;

import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.Manifest;
import java.util.List;

/**
 * What the repo wants of one cluster.
 *
 * @param cluster the cluster
 * @param namespaces the namespaces to make where they are missing
 * @param manifests all other objects, as rendered
 */
public record Desired(Cluster cluster, List<Manifest> namespaces, List<Manifest> manifests) {}
