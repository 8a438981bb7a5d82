package io.github.kitmaven.goal;

import io.github.kitmaven.apply.Parallel;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ClusterClients;
import io.github.kitmaven.cluster.Connection;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.problem.Problems;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.sandbox.Sandbox;
import io.github.kitmaven.sandbox.SandboxInUse;
import io.github.kitmaven.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/** The clusters of one run, opened: real ones by their credentials, sandboxes started and kept under a folder. */
final class OpenClusters implements AutoCloseable {
    private final Map<String, ClusterClient> clients = new ConcurrentHashMap<>();
    private final List<Sandbox> sandboxes = new ArrayList<>();

    private OpenClusters() {}

    /**
     * Opens every cluster, several at once, since some credentials come from slow programs; asks no cluster anything yet.
     *
     * @throws UserException if any credentials are missing or wrong; all such findings at once
     */
    static OpenClusters open(FleetRequest request, ClusterClients clients) {
        OpenClusters open = new OpenClusters();
        try {
            Problems problems = new Problems();
            Map<String, Connection> connections = open.connections(request, problems);
            problems.throwIfAny();
            List<Callable<Boolean>> tasks = new ArrayList<>();
            connections.forEach((name, connection) -> tasks.add(() -> {
                problems.attempt(() -> clients.open(connection)).ifPresent(client -> open.clients.put(name, client));
                return true;
            }));
            try (Parallel parallel = new Parallel("kit-open", request.parallelism())) {
                parallel.all(tasks);
            }
            problems.throwIfAny();
            return open;
        } catch (RuntimeException e) {
            open.close();
            throw e;
        }
    }

    private Map<String, Connection> connections(FleetRequest request, Problems problems) {
        Connections credentials = new Connections(request.kubeconfig(), request.userKubeconfigs());
        Map<String, Connection> connections = new LinkedHashMap<>();
        for (Desired desired : request.desired()) {
            Cluster cluster = desired.cluster();
            problems.attempt(() -> cluster.sandbox()
                            ? start(cluster, new SandboxFolder(request.sandboxes()))
                            : credentials.of(cluster))
                    .ifPresent(connection -> connections.put(cluster.name(), connection));
        }
        return connections;
    }

    ClusterClient client(Cluster cluster) {
        return Optional.ofNullable(clients.get(cluster.name())).orElseThrow();
    }

    /** A sandbox of this run's own, or the one that {@code kit:sandbox} runs just now. */
    private Connection start(Cluster cluster, SandboxFolder folder) {
        Path kubeconfig = folder.ownKubeconfig(cluster.name());
        try {
            Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withState(folder.state(cluster.name())));
            sandboxes.add(sandbox);
            sandbox.writeKubeconfig(kubeconfig, cluster.name());
        } catch (SandboxInUse e) {
            kubeconfig = e.url().map(url -> folder.kubeconfig(cluster.name())).orElseThrow(() -> e);
        }
        return Connection.ofCluster(cluster.name(), kubeconfig, Optional.empty());
    }

    /** Closes everything; what can't be closed does not keep the rest open. */
    @Override
    public void close() {
        List<Runnable> all = new ArrayList<>();
        clients.values().forEach(client -> all.add(client::close));
        sandboxes.forEach(sandbox -> all.add(sandbox::close));
        List<RuntimeException> failures = new ArrayList<>();
        for (Runnable close : all) {
            try {
                close.run();
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }
}
