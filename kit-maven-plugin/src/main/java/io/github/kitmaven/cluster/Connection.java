package io.github.kitmaven.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a cluster's credentials are.
 *
 * @param cluster the cluster's name in the repo
 * @param kubeconfigs the kubeconfig files; of two that define one name, the first counts, as in kubectl
 * @param context the context to use; empty for the first file's current one
 * @param owned whether the file is this cluster's alone: then {@code ${env.NAME}} in it is filled in, and its
 *     {@code metadata.name}, where it has one, must be the cluster's name
 */
public record Connection(String cluster, List<Path> kubeconfigs, Optional<String> context, boolean owned) {

    /**
     * A connection by a kubeconfig that belongs to one cluster of the repo.
     *
     * @param cluster the cluster's name in the repo
     * @param kubeconfig the file
     * @param context the context to use; empty for the file's current one
     * @return the connection
     */
    public static Connection ofCluster(String cluster, Path kubeconfig, Optional<String> context) {
        return new Connection(cluster, List.of(kubeconfig), context, true);
    }

    /**
     * A connection by the kubeconfigs of the user who runs the build.
     *
     * @param cluster the cluster's name in the repo
     * @param kubeconfigs the files of {@code KUBECONFIG}, or {@code ~/.kube/config} alone
     * @param context the context to use
     * @return the connection
     */
    public static Connection ofUser(String cluster, List<Path> kubeconfigs, String context) {
        return new Connection(cluster, List.copyOf(kubeconfigs), Optional.of(context), false);
    }
}
