package io.github.kitmaven.schema;

import java.util.List;
import java.util.Locale;

/**
 * A kind of object in one version of its API group, as discovery tells of it.
 *
 * @param group the API group; empty for the core group
 * @param version the version of the group, such as {@code v1}
 * @param name the kind's name, such as {@code Deployment}
 * @param plural the name in URLs, such as {@code deployments}
 * @param namespaced whether its objects live in namespaces
 * @param shortNames other names that kubectl takes
 * @param categories names such as {@code all} that stand for several kinds
 * @param subresources what can be read or written apart from the object itself, such as {@code status}
 * @param stored whether its objects are kept; false for a review, which is only asked
 * @param custom whether a CustomResourceDefinition made it
 * @param type the type of its objects
 */
public record Kind(
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

    /** {@return the name of one object, as kubectl takes it} */
    public String singular() {
        return name.toLowerCase(Locale.ROOT);
    }

    /** {@return the API version, such as {@code apps/v1}} */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** {@return the name in messages, which all versions share: {@code deployments.apps}, {@code pods}} */
    public String resource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** {@return the name that objects of this kind are stored under: the events of both groups are the same objects} */
    public String storedAs() {
        return is("events.events.k8s.io") ? "events" : resource();
    }

    /** {@return the name in messages about an invalid object: {@code Deployment.apps}, {@code Pod}} */
    public String qualifiedName() {
        return group.isEmpty() ? name : name + "." + group;
    }

    /**
     * Whether the kind has a subresource.
     *
     * @param subresource its name
     * @return whether the kind has it
     */
    public boolean hasSubresource(String subresource) {
        return subresources.contains(subresource);
    }

    /** {@return whether the status is written apart from the rest, and the rest is counted by the generation} */
    public boolean hasStatus() {
        return hasSubresource("status");
    }

    /**
     * Whether this is the kind of a name.
     *
     * @param otherResource a name as {@link #resource()} gives it
     * @return whether it is this kind's
     */
    public boolean is(String otherResource) {
        return resource().equals(otherResource);
    }
}
