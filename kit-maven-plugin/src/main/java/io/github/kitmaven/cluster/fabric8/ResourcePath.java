package io.github.kitmaven.cluster.fabric8;

import io.github.kitmaven.cluster.ResourceType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where the API serves what: paths below the server's address. */
final class ResourcePath {
    private ResourcePath() {}

    static String ofVersion(String apiVersion) {
        return (apiVersion.contains("/") ? "/apis/" : "/api/") + apiVersion;
    }

    /** The objects of a type, in one namespace or, where that is empty, in all. */
    static String ofAll(ResourceType type, String namespace) {
        String scope = namespace.isEmpty() || !type.namespaced() ? "" : "/namespaces/" + encoded(namespace);
        return ofVersion(type.apiVersion()) + scope + "/" + type.plural();
    }

    static String ofOne(ResourceType type, String namespace, String name) {
        return ofAll(type, namespace) + "/" + encoded(name);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
