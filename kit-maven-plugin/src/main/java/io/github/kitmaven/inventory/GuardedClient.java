package io.github.kitmaven.inventory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A cluster that is written to only as long as this run may. Closing it is left to whoever opened the cluster. */
public final class GuardedClient implements ClusterClient {
    private final ClusterClient client;
    private final BooleanSupplier mayWrite;

    /**
     * Guards a cluster.
     *
     * @param client the cluster
     * @param mayWrite asked before each write; where it says no, the write fails as if the cluster refused it with 409
     */
    public GuardedClient(ClusterClient client, BooleanSupplier mayWrite) {
        this.client = client;
        this.mayWrite = mayWrite;
    }

    private ClusterClient writing() {
        if (!mayWrite.getAsBoolean()) {
            throw new ApiException(
                    409,
                    "LeaseLost",
                    "this run lost its Lease, since the cluster did not take its renewals in time or another run took it",
                    List.of());
        }
        return client;
    }

    @Override
    public String defaultNamespace() {
        return client.defaultNamespace();
    }

    @Override
    public Optional<ResourceType> type(String apiVersion, String kind) {
        return client.type(apiVersion, kind);
    }

    @Override
    public Listing list(ResourceType type, String namespace) {
        return client.list(type, namespace);
    }

    @Override
    public Optional<ObjectNode> get(ResourceType type, String namespace, String name) {
        return client.get(type, namespace, name);
    }

    @Override
    public ObjectNode apply(ResourceType type, ObjectNode manifest, ApplyMode mode) {
        return (mode.dryRun() ? client : writing()).apply(type, manifest, mode);
    }

    @Override
    public ObjectNode create(ResourceType type, ObjectNode object) {
        return writing().create(type, object);
    }

    @Override
    public ObjectNode replace(ResourceType type, ObjectNode object) {
        return writing().replace(type, object);
    }

    @Override
    public ObjectNode patch(ResourceType type, String namespace, String name, ArrayNode operations) {
        return writing().patch(type, namespace, name, operations);
    }

    @Override
    public boolean delete(ResourceType type, String namespace, String name, String uid) {
        return writing().delete(type, namespace, name, uid);
    }

    @Override
    public boolean deleteWithOwned(ResourceType type, String namespace, String name, String uid) {
        return writing().deleteWithOwned(type, namespace, name, uid);
    }

    @Override
    public int requests() {
        return client.requests();
    }

    @Override
    public ObjectNode tryPatch(ResourceType type, String namespace, String name, ArrayNode operations) {
        return client.tryPatch(type, namespace, name, operations);
    }

    @Override
    public List<ObjectNode> events(String namespace, String uid) {
        return client.events(namespace, uid);
    }

    @Override
    public Watch watchWarnings(String namespace, WatchListener listener) {
        return client.watchWarnings(namespace, listener);
    }

    @Override
    public List<String> log(String namespace, String pod, String container, boolean previous, int lines) {
        return client.log(namespace, pod, container, previous, lines);
    }

    @Override
    public Watch watch(ResourceType type, String namespace, WatchListener listener) {
        return client.watch(type, namespace, listener);
    }

    @Override
    public void close() {
        // not this one's to close
    }
}
