package io.github.kitmaven.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ResourceType;
import java.util.List;
import java.util.Optional;

/** A cluster that nothing may be asked; a fake overrides what its test asks. */
public abstract class NoCluster implements ClusterClient {
    @Override
    public String defaultNamespace() {
        return "default";
    }

    @Override
    public Optional<ResourceType> type(String apiVersion, String kind) {
        throw unexpected("type");
    }

    @Override
    public Listing list(ResourceType type, String namespace) {
        throw unexpected("list");
    }

    @Override
    public Optional<ObjectNode> get(ResourceType type, String namespace, String name) {
        throw unexpected("get");
    }

    @Override
    public ObjectNode apply(ResourceType type, ObjectNode manifest, ApplyMode mode) {
        throw unexpected("apply");
    }

    @Override
    public ObjectNode create(ResourceType type, ObjectNode object) {
        throw unexpected("create");
    }

    @Override
    public ObjectNode replace(ResourceType type, ObjectNode object) {
        throw unexpected("replace");
    }

    @Override
    public ObjectNode patch(ResourceType type, String namespace, String name, ArrayNode operations) {
        throw unexpected("patch");
    }

    @Override
    public ObjectNode tryPatch(ResourceType type, String namespace, String name, ArrayNode operations) {
        throw unexpected("tryPatch");
    }

    @Override
    public boolean delete(ResourceType type, String namespace, String name, String uid) {
        throw unexpected("delete");
    }

    @Override
    public boolean deleteWithOwned(ResourceType type, String namespace, String name, String uid) {
        throw unexpected("deleteWithOwned");
    }

    @Override
    public List<ObjectNode> events(String namespace, String uid) {
        throw unexpected("events");
    }

    @Override
    public Watch watchWarnings(String namespace, WatchListener listener) {
        throw unexpected("watchWarnings");
    }

    @Override
    public List<String> log(String namespace, String pod, String container, boolean previous, int lines) {
        throw unexpected("log");
    }

    @Override
    public Watch watch(ResourceType type, String namespace, WatchListener listener) {
        throw unexpected("watch");
    }

    @Override
    public void close() {
        // nothing is open
    }

    private static UnsupportedOperationException unexpected(String method) {
        return new UnsupportedOperationException(method + " is not expected here");
    }
}
