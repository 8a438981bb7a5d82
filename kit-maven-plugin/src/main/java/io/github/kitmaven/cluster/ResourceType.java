package io.github.kitmaven.cluster;

/**
 * A kind of object as a cluster serves it, learnt from the cluster's discovery.
 *
 * @param apiVersion the API version, such as {@code apps/v1}
 * @param kind the kind, such as {@code Deployment}
 * @param plural the kind's name in URLs, such as {@code deployments}
 * @param namespaced whether its objects live in namespaces
 */
public record ResourceType(String apiVersion, String kind, String plural, boolean namespaced) {

    /** {@return the API group; empty for the core group} */
    public String group() {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }
}
