package io.github.kitmaven.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.cluster.UnreachableException;
import io.github.kitmaven.testing.NoCluster;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A cluster that notes what is applied, and fails where it is told to. */
final class FakeClusterClient extends NoCluster {
    final List<String> applied = new CopyOnWriteArrayList<>();
    final Map<String, RuntimeException> failures = new HashMap<>();
    final Set<String> refusesDryRuns = new HashSet<>();
    final Set<String> absent = new HashSet<>();
    Consumer<WatchListener> lingering = WatchListener::synced;
    final Map<String, Integer> unknownAtFirst = new HashMap<>();

    void refuses(String name, int code) {
        failures.put(name, new ApiException(code, "Invalid", "no", List.of()));
    }

    void diesAt(String name) {
        failures.put(name, new UnreachableException("http://cluster: connection refused", new java.io.IOException()));
    }

    @Override
    public synchronized Optional<ResourceType> type(String apiVersion, String kind) {
        if (unknownAtFirst.merge(kind, -1, Integer::sum) >= 0) {
            return Optional.empty();
        }
        return Optional.of(new ResourceType(apiVersion, kind, kind.toLowerCase(Locale.ROOT) + "s", true));
    }

    @Override
    public ObjectNode apply(ResourceType type, ObjectNode manifest, ApplyMode mode) {
        String name = manifest.path("metadata").path("name").asText();
        if (failures.containsKey(name)) {
            throw failures.get(name);
        }
        if (mode.dryRun() && refusesDryRuns.contains(name)) {
            throw new ApiException(404, "NotFound", "not yet", List.of());
        }
        if (!mode.dryRun()) {
            applied.add(type.kind() + " " + name + (mode.force() ? " by force" : ""));
        }
        return manifest;
    }

    @Override
    public boolean delete(ResourceType type, String namespace, String name, String uid) {
        return remove(type, name, uid, "delete ");
    }

    @Override
    public boolean deleteWithOwned(ResourceType type, String namespace, String name, String uid) {
        return remove(type, name, uid, "delete with its pods ");
    }

    /** What was deleted lingers until it is said to be gone, unless the cluster was told of none that lingers. */
    @Override
    public Watch watch(ResourceType type, String namespace, WatchListener listener) {
        applied.add("watch " + type.plural());
        lingering.accept(listener);
        return () -> applied.add("stop watching " + type.plural());
    }

    private boolean remove(ResourceType type, String name, String uid, String verb) {
        if (failures.containsKey("delete " + name)) {
            throw failures.get("delete " + name);
        }
        applied.add(verb + type.kind() + " " + name + " " + uid);
        return !absent.contains(name);
    }
}
