package io.github.kitmaven.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.cluster.UnreachableException;
import io.github.kitmaven.testing.NoCluster;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A cluster that notes what is applied, and fails where it is told to. */
final class FakeClusterClient extends NoCluster {
    final List<String> applied = new CopyOnWriteArrayList<>();
    final Map<String, RuntimeException> failures = new HashMap<>();
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
        if (!mode.dryRun()) {
            applied.add(type.kind() + " " + name + (mode.force() ? " by force" : ""));
        }
        return manifest;
    }

    @Override
    public boolean delete(ResourceType type, String namespace, String name, String uid) {
        applied.add("delete " + type.kind() + " " + name + " " + uid);
        return true;
    }
}
