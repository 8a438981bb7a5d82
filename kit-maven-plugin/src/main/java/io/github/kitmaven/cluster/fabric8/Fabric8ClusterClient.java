package io.github.kitmaven.cluster.fabric8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.model.FieldManager;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One cluster, by raw requests. */
final class Fabric8ClusterClient implements ClusterClient {
    private static final Set<String> ADDING_TYPES = Set.of("CustomResourceDefinition", "APIService");
    private static final String BY_KIT = "?fieldManager=" + FieldManager.NAME;
    private static final ResourceType PODS = new ResourceType("v1", "Pod", "pods", true);
    private static final ResourceType EVENTS = new ResourceType("v1", "Event", "events", true);
    /** What only explains something is not worth a long wait. */
    private static final Duration HINT = Duration.ofSeconds(5);

    private static final int MOST_EVENTS = 100;
    /** In bytes. */
    private static final int LONGEST_LOG = 100_000;

    private final Http http;
    private final String defaultNamespace;
    private final boolean hidesNamespace;
    private final Patience patience;
    private final int requests;
    private final Discovery discovery;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

    Fabric8ClusterClient(Http http, Endpoint endpoint, Patience patience, int requests) {
        this.http = http;
        this.defaultNamespace = endpoint.defaultNamespace();
        this.hidesNamespace = endpoint.hidesNamespace();
        this.patience = patience;
        this.requests = requests;
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
    public int requests() {
        return requests;
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
        String query = BY_KIT + (mode.force() ? "&force=true" : "") + (mode.dryRun() ? "&dryRun=All" : "");
        ObjectNode applied = http.send("PATCH", target + query, Http.APPLY_PATCH, manifest.toString())
                .object();
        if (!mode.dryRun() && ADDING_TYPES.contains(type.kind())) {
            discovery.grows();
        }
        return applied;
    }

    @Override
    public ObjectNode create(ResourceType type, ObjectNode object) {
        String target = ResourcePath.ofAll(
                type, object.path("metadata").path("namespace").asText(""));
        return http.send("POST", target + BY_KIT, Http.JSON, object.toString()).object();
    }

    @Override
    public ObjectNode replace(ResourceType type, ObjectNode object) {
        JsonNode metadata = object.path("metadata");
        String target = ResourcePath.ofOne(
                type,
                metadata.path("namespace").asText(""),
                metadata.path("name").asText(""));
        return http.send("PUT", target + BY_KIT, Http.JSON, object.toString()).object();
    }

    @Override
    public ObjectNode patch(ResourceType type, String namespace, String name, ArrayNode operations) {
        String target = ResourcePath.ofOne(type, namespace, name);
        return http.send("PATCH", target + BY_KIT, Http.JSON_PATCH, operations.toString())
                .object();
    }

    @Override
    public ObjectNode tryPatch(ResourceType type, String namespace, String name, ArrayNode operations) {
        String target = ResourcePath.ofOne(type, namespace, name) + BY_KIT + "&dryRun=All";
        return http.send("PATCH", target, Http.JSON_PATCH, operations.toString())
                .object();
    }

    @Override
    public boolean delete(ResourceType type, String namespace, String name, String uid) {
        return delete(ResourcePath.ofOne(type, namespace, name), uid, "Background");
    }

    @Override
    public boolean deleteWithOwned(ResourceType type, String namespace, String name, String uid) {
        return delete(ResourcePath.ofOne(type, namespace, name), uid, "Foreground");
    }

    private boolean delete(String target, String uid, String propagation) {
        ObjectNode options = Answer.JSON.createObjectNode();
        options.put("apiVersion", "v1").put("kind", "DeleteOptions").put("propagationPolicy", propagation);
        if (!uid.isEmpty()) {
            options.putObject("preconditions").put("uid", uid);
        }
        try {
            http.send("DELETE", target, Http.JSON, options.toString());
            return true;
        } catch (ApiException e) {
            if (e.code() == 404) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public List<ObjectNode> events(String namespace, String uid) {
        String target = ResourcePath.ofAll(EVENTS, namespace) + "?limit=" + MOST_EVENTS + "&fieldSelector="
                + ResourcePath.encoded("involvedObject.uid=" + uid);
        List<ObjectNode> events = new ArrayList<>();
        once(target).object().path("items").forEach(event -> events.add((ObjectNode) event));
        return events;
    }

    @Override
    public List<String> log(String namespace, String pod, String container, boolean previous, int lines) {
        String target = ResourcePath.ofOne(PODS, namespace, pod) + "/log?container=" + ResourcePath.encoded(container)
                + "&tailLines=" + lines + (previous ? "&previous=true" : "");
        String text = once(target + "&limitBytes=" + LONGEST_LOG).text();
        // what was cut off in the middle may be half a secret, which nobody would know for one
        boolean cut = text.getBytes(StandardCharsets.UTF_8).length >= LONGEST_LOG;
        List<String> read = text.lines().toList();
        return cut ? read.subList(0, read.size() - 1) : read;
    }

    private Answer once(String target) {
        return http.once(target, patience.answer().compareTo(HINT) < 0 ? patience.answer() : HINT);
    }

    @Override
    public Watch watch(ResourceType type, String namespace, WatchListener listener) {
        return watch(type, namespace, "", listener);
    }

    @Override
    public Watch watchWarnings(String namespace, WatchListener listener) {
        return watch(EVENTS, namespace, "fieldSelector=" + ResourcePath.encoded("type=Warning"), listener);
    }

    private Watch watch(ResourceType type, String namespace, String query, WatchListener listener) {
        StreamingWatch watch = new StreamingWatch(http, type, namespace, query, listener, patience);
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
