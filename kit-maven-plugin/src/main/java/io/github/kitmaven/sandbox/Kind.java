package io.github.kitmaven.sandbox;

import java.util.List;
import java.util.Locale;

/**
 * A kind of object in one version of its API group, as discovery tells of it.
 *
 * @param group the API group; empty for the core group
 * @param categories names such as {@code all} that stand for several kinds
 * @param stored whether its objects are kept; false for a review, which is only asked
 * @param custom whether a CustomResourceDefinition made it
 * @param type the type of its objects
 */
record Kind(
        String group,
        String version,
        String name,
        String plural,
        boolean namespaced,
        List<String> shortNames,
        List<String> categories,
        List<String> subresources,
        boolean stored,
        boolean custom,
        SchemaType type) {

    String singular() {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The API version, such as {@code apps/v1}. */
    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** The name in messages, which all versions share: {@code deployments.apps}, {@code pods}. */
    String resource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** The name that objects of this kind are stored under: the events of both groups are the same objects. */
    String storedAs() {
        return is("events.events.k8s.io") ? "events" : resource();
    }

    /** The name in messages about an invalid object: {@code Deployment.apps}, {@code Pod}. */
    String qualifiedName() {
        return group.isEmpty() ? name : name + "." + group;
    }

    boolean hasSubresource(String subresource) {
        return subresources.contains(subresource);
    }

    /** Whether the status is written apart from the rest, and the rest is counted by the generation. */
    boolean hasStatus() {
        return hasSubresource("status");
    }

    boolean is(String otherResource) {
        return resource().equals(otherResource);
    }
}
