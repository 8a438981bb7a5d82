package io.github.kitmaven.goal;

import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ClusterClients;
import io.github.kitmaven.cluster.Connection;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.sandbox.Sandbox;
import io.github.kitmaven.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The clusters of one run, opened: real ones by their credentials, sandboxes started and kept under a folder. */
final class OpenClusters implements AutoCloseable {
    private final Map<String, ClusterClient> clients = new LinkedHashMap<>();
    private final List<Sandbox> sandboxes = new ArrayList<>();

    private OpenClusters() {}

    /**
     * Opens every cluster; asks none of them anything yet.
     *
     * @throws UserException if any credentials are missing or wrong; all such findings at once
     */
    static OpenClusters open(FleetRequest request, ClusterClients clients) {
        OpenClusters clusters = new OpenClusters();
        Connections connections = new Connections(request.kubeconfig(), request.userKubeconfigs());
        List<Diagnostic> problems = new ArrayList<>();
        for (Desired desired : request.desired()) {
            Cluster cluster = desired.cluster();
            try {
                boolean sandbox = request.sandboxing().all() || cluster.sandbox();
                Connection connection =
                        sandbox ? clusters.start(cluster, request.sandboxing().folder()) : connections.of(cluster);
                clusters.clients.put(cluster.name(), clients.open(connection));
            } catch (UserException e) {
                problems.addAll(e.diagnostics());
            }
        }
        if (!problems.isEmpty()) {
            clusters.close();
            throw new UserException(problems);
        }
        return clusters;
    }

    ClusterClient client(Cluster cluster) {
        return Optional.ofNullable(clients.get(cluster.name())).orElseThrow();
    }

    private Connection start(Cluster cluster, Path folder) {
        Path home = folder.resolve(cluster.name());
        Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withState(home.resolve("state")));
        sandboxes.add(sandbox);
        Path kubeconfig = sandbox.writeKubeconfig(home.resolve("kubeconfig.yaml"), cluster.name());
        return Connection.ofCluster(cluster.name(), kubeconfig, Optional.empty());
    }

    @Override
    public void close() {
        clients.values().forEach(ClusterClient::close);
        sandboxes.forEach(Sandbox::close);
    }
}
