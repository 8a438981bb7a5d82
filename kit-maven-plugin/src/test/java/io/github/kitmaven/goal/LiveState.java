package io.github.kitmaven.goal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.KitAnnotations;
import io.github.kitmaven.sandbox.TestServer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a cluster holds of what is deployed to it, without what differs from one run to the next: times, ids, versions. */
final class LiveState {
    private static final List<String> KINDS = List.of(
            "/api/v1/namespaces",
            "/api/v1/configmaps",
            "/api/v1/secrets",
            "/api/v1/serviceaccounts",
            "/api/v1/services",
            "/apis/apps/v1/deployments");

    private LiveState() {}

    /** The objects of the shop's namespaces, by {@code kinds namespace/name}. */
    static Map<String, JsonNode> of(TestServer server) {
        Map<String, JsonNode> objects = new TreeMap<>();
        for (String kind : KINDS) {
            for (JsonNode item : server.get(kind).at("/items")) {
                JsonNode metadata = item.path("metadata");
                String namespace = metadata.path("namespace").asText("");
                String name = metadata.path("name").asText();
                if ((namespace + name).startsWith("shop") && !isBookkeeping(item)) {
                    String plural = kind.substring(kind.lastIndexOf('/') + 1);
                    objects.put(plural + " " + namespace + "/" + name, comparable((ObjectNode) item));
                }
            }
        }
        return objects;
    }

    /** The objects without what tells how often, and by whom, they were changed. */
    static Map<String, JsonNode> withoutPast(Map<String, JsonNode> state) {
        Map<String, JsonNode> objects = new TreeMap<>();
        state.forEach((key, object) -> {
            ObjectNode tree = object.deepCopy();
            ObjectNode metadata = tree.withObject("/metadata");
            metadata.remove(List.of("generation", "managedFields"));
            metadata.withObject("/annotations").remove("deployment.kubernetes.io/revision");
            objects.put(key, tree);
        });
        return objects;
    }

    /** What kit or the cluster notes down, rather than what the repo wants. */
    private static boolean isBookkeeping(JsonNode item) {
        String name = item.path("metadata").path("name").asText();
        return item.path("metadata").path("labels").has("applyset.kubernetes.io/id")
                || name.equals("kube-root-ca.crt")
                || name.equals("default")
                || item.path("type").asText("").equals("kubernetes.io/service-account-token");
    }

    private static JsonNode comparable(ObjectNode item) {
        ObjectNode tree = item.deepCopy();
        tree.remove(List.of("status", "secrets"));
        ObjectNode metadata = tree.withObject("/metadata");
        metadata.remove(List.of("uid", "resourceVersion", "creationTimestamp", "selfLink"));
        metadata.withObjectProperty("annotations").remove(KitAnnotations.LAST_UPDATED);
        metadata.path("managedFields").forEach(entry -> ((ObjectNode) entry).remove("time"));
        ObjectNode spec = tree.withObjectProperty("spec");
        spec.remove(Set.of("clusterIP", "clusterIPs"));
        return tree;
    }
}
