package io.github.kitmaven.render;

import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.problem.Diagnostic;
import java.util.List;

/**
 * All that the repo holds for one cluster.
 *
 * @param cluster the cluster
 * @param files its rendered files, in the order of its resources
 * @param namespaces the manifests of its namespaces, which are created first
 * @param failures what is wrong with the resources that it was allowed to do without
 */
public record RenderedCluster(
        Cluster cluster, List<RenderedFile> files, List<Manifest> namespaces, List<Failure> failures) {

    /**
     * A resource that could not be rendered.
     *
     * @param resource its name
     * @param diagnostic why
     */
    public record Failure(String resource, Diagnostic diagnostic) {}
}
