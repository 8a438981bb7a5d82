package io.github.kitmaven.goal;

import io.github.kitmaven.cluster.Connection;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds each cluster's credentials: given for this build, else beside its cluster.yaml, else in the user's kubeconfig. */
final class Connections {
    private final Path clusters;
    private final Optional<Path> given;
    private final Path ofUser;
    private final Map<String, String> usedBy = new HashMap<>();

    /**
     * Looks in these places.
     *
     * @param clusters the deployments repo's folder of clusters
     * @param given a kubeconfig, or a folder with one for each cluster; from {@code kit.kubeconfig}
     * @param ofUser the user's own kubeconfig
     */
    Connections(Path clusters, Optional<Path> given, Path ofUser) {
        this.clusters = clusters;
        this.given = given;
        this.ofUser = ofUser;
    }

    /** The connection of one cluster; no two clusters may mean the same namespace of the same endpoint. */
    Connection of(Cluster cluster) {
        Connection connection = find(cluster);
        String target = connection.kubeconfig() + " " + connection.context().orElse("") + " " + cluster.namespace();
        String other = usedBy.putIfAbsent(target, cluster.name());
        if (other != null) {
            throw new UserException(Diagnostic.of(
                    "Clusters " + other + " and " + cluster.name() + " would both deploy to one namespace, with "
                            + connection.kubeconfig(),
                    "Set metadata.context or metadata.namespace in their cluster.yaml, or give kit.kubeconfig a folder with a "
                            + "<cluster>.yaml for each"));
        }
        return connection;
    }

    private Connection find(Cluster cluster) {
        if (given.isPresent() && !Files.exists(given.get())) {
            throw new UserException(Diagnostic.of(
                    "There is no kubeconfig " + given.get(),
                    "Let kit.kubeconfig name a kubeconfig file, or a folder with a <cluster>.yaml for each cluster"));
        }
        Optional<Path> file = given.filter(Files::isRegularFile);
        if (file.isPresent()) {
            return new Connection(cluster.name(), file.get(), cluster.context());
        }
        Optional<Path> inFolder =
                given.map(folder -> folder.resolve(cluster.name() + ".yaml")).filter(Files::isRegularFile);
        Path beside = clusters.resolve(cluster.name()).resolve("kubeconfig.yaml");
        Optional<Path> own = inFolder.or(() -> Optional.of(beside).filter(Files::isRegularFile));
        if (own.isPresent()) {
            return new Connection(cluster.name(), own.get(), Optional.empty());
        }
        if (cluster.context().isPresent()) {
            return new Connection(cluster.name(), ofUser, cluster.context());
        }
        throw new UserException(Diagnostic.at(
                Origin.of("clusters/" + cluster.name() + "/cluster.yaml"),
                "Cluster " + cluster.name() + " has no credentials",
                "Add clusters/" + cluster.name()
                        + "/kubeconfig.yaml, set metadata.context to a context of your kubeconfig, "
                        + "give -Dkit.kubeconfig=<file or folder>, or try it with -Dkit.sandbox=true"));
    }
}
