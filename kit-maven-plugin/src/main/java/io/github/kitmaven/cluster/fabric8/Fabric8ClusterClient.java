package io.github.kitmaven.cluster.fabric8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.model.FieldManager;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One cluster, by raw requests. */
final class Fabric8ClusterClient implements ClusterClient {
    private static final Set<String> ADDING_TYPES = Set.of("CustomResourceDefinition", "APIService");

    private final Http http;
    private final String defaultNamespace;
    private final boolean hidesNamespace;
    private final Patience patience;
    private final Discovery discovery;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

    Fabric8ClusterClient(Http http, Endpoint endpoint, Patience patience) {
        this.http = http;
        this.defaultNamespace = endpoint.defaultNamespace();
        this.hidesNamespace = endpoint.hidesNamespace();
        this.patience = patience;
        this.discovery = new Discovery(http);
    }

    @Override
    public String defaultNamespace() {
        return defaultNamespace;
    }

    @Override
    public boolean hidesNamespace() {
        return hidesNamespace;
    }

    @Override
    public Optional<ResourceType> type(String apiVersion, String kind) {
        return discovery.type(apiVersion, kind);
    }

    @Override
    public Listing list(ResourceType type, String namespace) {
        return Pages.read(http, type, namespace);
    }

    @Override
    public Optional<ObjectNode> get(ResourceType type, String namespace, String name) {
        try {
            return Optional.of(
                    http.get(ResourcePath.ofOne(type, namespace, name)).object());
        } catch (ApiException e) {
            if (e.code() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public ObjectNode apply(ResourceType type, ObjectNode manifest, ApplyMode mode) {
        String target = ResourcePath.ofOne(
                type,
                manifest.path("metadata").path("namespace").asText(""),
                manifest.path("metadata").path("name").asText(""));
        String query = "?fieldManager=" + FieldManager.NAME + (mode.force() ? "&force=true" : "")
                + (mode.dryRun() ? "&dryRun=All" : "");
        ObjectNode applied =
                http.applyPatch(target + query, manifest.toString()).object();
        if (!mode.dryRun() && ADDING_TYPES.contains(type.kind())) {
            discovery.grows();
        }
        return applied;
    }

    @Override
    public Watch watch(ResourceType type, String namespace, WatchListener listener) {
        StreamingWatch watch = new StreamingWatch(http, type, namespace, listener, patience);
        watches.add(watch);
        watch.start();
        return () -> {
            watches.remove(watch);
            watch.close();
        };
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
        watches.clear();
        http.close();
    }
}
