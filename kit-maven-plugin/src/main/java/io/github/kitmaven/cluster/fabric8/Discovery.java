package io.github.kitmaven.cluster.fabric8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ResourceType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The types that a cluster serves: one request per API version, remembered. */
final class Discovery {
    private final Http http;
    private final Map<String, Map<String, ResourceType>> kinds = new ConcurrentHashMap<>();
    private volatile boolean growing;

    Discovery(Http http) {
        this.http = http;
    }

    Optional<ResourceType> type(String apiVersion, String kind) {
        Map<String, ResourceType> known = kinds.computeIfAbsent(apiVersion, this::ask);
        if (growing && !known.containsKey(kind)) {
            known = ask(apiVersion);
            kinds.put(apiVersion, known);
        }
        return Optional.ofNullable(known.get(kind));
    }

    /** Types were added to the cluster, and appear some time from now: what is missing is asked for again. */
    void grows() {
        growing = true;
    }

    private Map<String, ResourceType> ask(String apiVersion) {
        JsonNode list;
        try {
            list = http.get(ResourcePath.ofVersion(apiVersion)).object();
        } catch (ApiException e) {
            if (e.code() == 404) {
                return Map.of();
            }
            throw e;
        }
        Map<String, ResourceType> found = new HashMap<>();
        for (JsonNode resource : list.path("resources")) {
            String plural = resource.path("name").asText("");
            String kind = resource.path("kind").asText("");
            if (!plural.contains("/")) { // no subresource
                found.put(
                        kind,
                        new ResourceType(
                                apiVersion,
                                kind,
                                plural,
                                resource.path("namespaced").asBoolean()));
            }
        }
        return Map.copyOf(found);
    }
}
