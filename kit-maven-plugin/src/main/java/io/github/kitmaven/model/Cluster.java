package io.github.kitmaven.model;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One cluster of the fleet, as its {@code cluster.yaml} describes it.
 *
 * @param name the name, a DNS label, unique in the repo
 * @param namespace the namespace of its objects that name none; empty where the repo leaves that to the kubeconfig
 * @param type the type, which names the layer between base and cluster
 * @param branch the branch whose images it gets, unless a resource or container says otherwise; may be empty
 * @param environment the environment, such as {@code production}; may be empty
 * @param allowFailure whether a resource that fails is a warning only
 * @param sandbox whether the embedded mock API server stands in for it
 * @param context the context of the user's own kubeconfig to reach it by
 * @param file its {@code cluster.yaml}
 * @param kubeconfig its own kubeconfig, which need not exist
 */
public record Cluster(
        String name,
        String namespace,
        String type,
        String branch,
        String environment,
        boolean allowFailure,
        boolean sandbox,
        Optional<String> context,
        Path file,
        Path kubeconfig) {

    /** {@return the same cluster, where a resource that fails is no mere warning} */
    public Cluster withoutFailure() {
        return new Cluster(name, namespace, type, branch, environment, false, sandbox, context, file, kubeconfig);
    }

    /** {@return the same cluster, played by a sandbox} */
    public Cluster asSandbox() {
        return new Cluster(name, namespace, type, branch, environment, allowFailure, true, context, file, kubeconfig);
    }
}
