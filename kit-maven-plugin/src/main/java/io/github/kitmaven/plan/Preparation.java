package io.github.kitmaven.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.KitLabels;
import io.github.kitmaven.model.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Makes of a rendered manifest the object to apply. */
public final class Preparation {
    private Preparation() {}

    /**
     * Completes a manifest: its namespace, and unless it is to stay raw the label that says kit looks after it.
     *
     * @param manifest the manifest as rendered
     * @param namespaced whether objects of its kind live in namespaces
     * @param defaultNamespace the namespace of an object that names none
     * @param raw whether nothing is added to the manifest but its namespace, which the API demands
     * @return the object to apply
     */
    public static Manifest prepare(Manifest manifest, boolean namespaced, String defaultNamespace, boolean raw) {
        ObjectNode tree = manifest.tree().deepCopy();
        tree.remove("status");
        ObjectNode metadata = tree.withObject("/metadata");
        if (!namespaced) {
            metadata.remove("namespace");
        } else if (manifest.namespace().isEmpty()) {
            metadata.put("namespace", defaultNamespace);
        }
        if (raw) {
            return manifest.with(tree);
        }
        ObjectNode labels = metadata.withObjectProperty("labels");
        if (!labels.has(KitLabels.MANAGED_BY)) {
            labels.put(KitLabels.MANAGED_BY, "kit");
        }
        encodeStringData(manifest, tree);
        nameProtocols(manifest, tree);
        return manifest.with(tree);
    }

    /** Servers up to Kubernetes 1.20 merge the ports of a Service by a key whose default they don't fill in. */
    private static void nameProtocols(Manifest manifest, ObjectNode tree) {
        if (manifest.kind().equals("Service") && manifest.group().isEmpty()) {
            for (JsonNode port : tree.path("spec").path("ports")) {
                if (port instanceof ObjectNode fields && !fields.has("protocol")) {
                    fields.put("protocol", "TCP");
                }
            }
        }
    }

    /** A server keeps {@code stringData} as {@code data}, so only that can be compared with what it has. */
    private static void encodeStringData(Manifest manifest, ObjectNode tree) {
        JsonNode plain = tree.path("stringData");
        if (!manifest.kind().equals("Secret") || !manifest.group().isEmpty() || !plain.isObject()) {
            return;
        }
        ObjectNode data = tree.withObjectProperty("data");
        for (Map.Entry<String, JsonNode> value : plain.properties()) {
            byte[] bytes = value.getValue().asText().getBytes(StandardCharsets.UTF_8);
            data.put(value.getKey(), Base64.getEncoder().encodeToString(bytes));
        }
        tree.remove("stringData");
    }
}
