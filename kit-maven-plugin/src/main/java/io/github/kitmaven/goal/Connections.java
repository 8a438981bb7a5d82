package io.github.kitmaven.goal;

import io.github.kitmaven.cluster.Connection;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds each cluster's credentials: given for this run, else beside its cluster.yaml, else in the user's kubeconfig. */
final class Connections {
    private final Optional<Path> given;
    private final List<Path> ofUser;
    private final Map<String, String> usedBy = new HashMap<>();

    /**
     * Looks in these places.
     *
     * @param given a kubeconfig, or a folder with one for each cluster; from {@code kit.kubeconfig}
     * @param ofUser the user's own kubeconfigs
     */
    Connections(Optional<Path> given, List<Path> ofUser) {
        this.given = given;
        this.ofUser = ofUser;
    }

    /** The connection of one cluster; no two clusters may mean one namespace by the same credentials. */
    Connection of(Cluster cluster) {
        Connection connection = find(cluster);
        String target = connection.kubeconfigs() + " " + connection.context().orElse("") + " " + cluster.namespace();
        String other = usedBy.putIfAbsent(target, cluster.name());
        if (other != null) {
            throw new UserException(Diagnostic.of(
                    "Clusters " + other + " and " + cluster.name() + " would both deploy to one namespace, with "
                            + connection.kubeconfigs().get(0),
                    "Set metadata.context or metadata.namespace in their cluster.yaml, or let kit.kubeconfig name a folder"
                            + " that has a <cluster>.yaml for each"));
        }
        return connection;
    }

    private Connection find(Cluster cluster) {
        if (given.isPresent() && !Files.exists(given.get())) {
            throw new UserException(Diagnostic.of(
                    "There is no kubeconfig " + given.get(),
                    "Let kit.kubeconfig name a kubeconfig, or a folder that has a <cluster>.yaml for each cluster"));
        }
        Optional<Path> one = given.filter(Files::isRegularFile);
        if (one.isPresent()) {
            return new Connection(cluster.name(), List.of(one.get()), cluster.context(), false);
        }
        Optional<Path> own = given.map(folder -> folder.resolve(cluster.name() + ".yaml"))
                .filter(Files::isRegularFile)
                .or(() -> Optional.of(cluster.kubeconfig()).filter(Files::isRegularFile));
        if (own.isPresent()) {
            return Connection.ofCluster(cluster.name(), own.get(), Optional.empty());
        }
        if (cluster.context().isPresent()) {
            return Connection.ofUser(cluster.name(), ofUser, cluster.context().get());
        }
        throw new UserException(Diagnostic.at(
                Origin.of(cluster.file().toString()),
                "Cluster " + cluster.name() + " has no credentials",
                "Add a " + cluster.kubeconfig().getFileName()
                        + " beside it, set metadata.context to a context of your kubeconfig, give"
                        + " -Dkit.kubeconfig=<file or folder>, or try it all with -Dkit.sandbox=true"));
    }
}
