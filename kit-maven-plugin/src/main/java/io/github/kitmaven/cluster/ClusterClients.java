package io.github.kitmaven.cluster;

/** Opens clusters. */
@FunctionalInterface
public interface ClusterClients {

    /**
     * Makes a client; asks the cluster nothing yet.
     *
     * @param connection where the credentials are
     * @return the client, to be closed by the caller
     * @throws io.github.kitmaven.problem.UserException if the kubeconfig can't be read or lacks what is needed
     */
    ClusterClient open(Connection connection);
}
