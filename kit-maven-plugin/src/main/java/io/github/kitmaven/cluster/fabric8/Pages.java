package io.github.kitmaven.cluster.fabric8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient.Listing;
import io.github.kitmaven.cluster.ResourceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists by pages of one consistent state. */
final class Pages {
    private static final int SIZE = 500;
    private static final int TRIES = 3;

    private Pages() {}

    static Listing read(Http http, ResourceType type, String namespace) {
        return read(http, type, namespace, "");
    }

    /** Lists those that a query chooses, such as {@code fieldSelector=a%3Db}; all where it is empty. */
    static Listing read(Http http, ResourceType type, String namespace, String query) {
        String target = ResourcePath.ofAll(type, namespace) + (query.isEmpty() ? "" : "?" + query);
        for (int i = 1; i < TRIES; i++) {
            Optional<Listing> all = paged(http, type, target);
            if (all.isPresent()) {
                return all.get();
            }
        }
        // the state changes faster than its pages are read: all at once, then
        List<ObjectNode> items = new ArrayList<>();
        ObjectNode only = http.get(target).object();
        collect(only, type, items, new HashMap<>());
        return new Listing(items, version(only));
    }

    /** Empty where the server forgot the state half way. */
    private static Optional<Listing> paged(Http http, ResourceType type, String target) {
        List<ObjectNode> items = new ArrayList<>();
        Map<JsonNode, JsonNode> shapes = new HashMap<>();
        String next = "";
        do {
            ObjectNode page;
            try {
                page = http.get(target + (target.contains("?") ? "&" : "?") + "limit=" + SIZE
                                + (next.isEmpty() ? "" : "&continue=" + ResourcePath.encoded(next)))
                        .object();
            } catch (ApiException e) {
                if (e.code() == 410 && !next.isEmpty()) {
                    return Optional.empty();
                }
                throw e;
            }
            collect(page, type, items, shapes);
            next = page.path("metadata").path("continue").asText("");
            if (next.isEmpty()) {
                return Optional.of(new Listing(items, version(page)));
            }
        } while (true);
    }

    private static void collect(
            ObjectNode page, ResourceType type, List<ObjectNode> items, Map<JsonNode, JsonNode> shapes) {
        for (JsonNode item : page.path("items")) {
            if (item instanceof ObjectNode object) {
                // the items of a list leave out what the list itself says
                object.put("apiVersion", type.apiVersion());
                object.put("kind", type.kind());
                object.path("metadata").path("managedFields").forEach(entry -> share(entry, shapes));
                items.add(object);
            }
        }
    }

    /** Which fields somebody owns is half of an object, and mostly the same for all of a kind: that is kept once. */
    private static void share(JsonNode entry, Map<JsonNode, JsonNode> shapes) {
        if (entry instanceof ObjectNode owner && owner.get("fieldsV1") instanceof ObjectNode fields) {
            owner.set("fieldsV1", shapes.computeIfAbsent(fields, same -> same));
        }
    }

    private static String version(ObjectNode page) {
        return page.path("metadata").path("resourceVersion").asText("");
    }
}
