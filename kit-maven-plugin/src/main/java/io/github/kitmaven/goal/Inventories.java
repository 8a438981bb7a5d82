package io.github.kitmaven.goal;

import io.github.kitmaven.apply.Parallel;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ClusterClients;
import io.github.kitmaven.cluster.UnreachableException;
import io.github.kitmaven.inventory.Inventory;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.KitException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Reads the inventory of each cluster with one request, several at once. What keeps one from being read is no failure. */
final class Inventories {
    private final FleetRequest request;
    private final ClusterClients clients;
    private final Clock clock;

    Inventories(FleetRequest request, ClusterClients clients, Clock clock) {
        this.request = request;
        this.clients = clients;
        this.clock = clock;
    }

    /**
     * What was read of one cluster.
     *
     * @param inventory its inventory; empty where that could not be read
     * @param problems why
     */
    record Read(Optional<Inventory> inventory, List<Diagnostic> problems) {
        static Read failed(List<Diagnostic> problems) {
            return new Read(Optional.empty(), problems);
        }
    }

    /** {@return what was read of each cluster, in the request's order} */
    List<Read> read() {
        List<Callable<Read>> tasks = new ArrayList<>();
        request.desired().forEach(cluster -> tasks.add(() -> read(cluster)));
        try (Parallel parallel = new Parallel("kit-cluster", request.parallelism())) {
            return parallel.all(tasks);
        }
    }

    private Read read(Desired desired) {
        FleetRequest one = request.wanting(List.of(desired), request.plan());
        try (OpenClusters open = OpenClusters.open(one, clients)) {
            ClusterClient client = open.client(desired.cluster());
            Ownership ownership = new Ownership(desired, client, one, false, clock);
            try {
                return new Read(Optional.of(ownership.read()), List.of());
            } catch (UnreachableException e) {
                String words = ownership.masked(request.secrets().mask(String.valueOf(e.getMessage())));
                return Read.failed(List.of(Diagnostic.of(
                        "Cluster " + desired.cluster().name() + " can't be reached: " + words,
                        "Its history is told from git alone")));
            } catch (ApiException e) {
                String words = ownership.masked(request.secrets().mask(e.serverMessage()));
                return Read.failed(List.of(PlanCluster.refusal(desired.cluster(), e, words)));
            }
        } catch (KitException e) {
            return Read.failed(e.diagnostics());
        }
    }
}
