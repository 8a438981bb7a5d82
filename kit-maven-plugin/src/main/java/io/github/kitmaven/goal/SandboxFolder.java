package io.github.kitmaven.goal;

import java.nio.file.Path;

/**
 * Where sandboxes keep what they need. Names of clusters are DNS labels, so those of files, which have a dot, are no
 * cluster's.
 *
 * @param root the folder of all
 */
record SandboxFolder(Path root) {

    /** The objects of a cluster. */
    Path state(String cluster) {
        return root.resolve(cluster).resolve("state");
    }

    /** What leads to a cluster's sandbox while the run that has started it for itself goes on. */
    Path ownKubeconfig(String cluster) {
        return root.resolve(cluster).resolve("kubeconfig.yaml");
    }

    /** The kubeconfigs of the sandboxes that {@code kit:sandbox} runs, one file for each cluster. */
    Path kubeconfigs() {
        return root.resolve("kubeconfigs");
    }

    Path kubeconfig(String cluster) {
        return kubeconfigs().resolve(cluster + ".yaml");
    }

    /** The kubeconfig of all of them, a context for each. */
    Path allContexts() {
        return root.resolve("kubeconfig.yaml");
    }

    /** What goes wrong in them. */
    Path faults() {
        return root.resolve("faults.txt");
    }
}
