package io.github.kitmaven.config;

import io.github.kitmaven.model.Cluster;
import java.util.Optional;

/**
 * What an {@link EnvSource} is asked: the values of a container in a cluster.
 *
 * @param cluster the cluster
 * @param metadata all of the {@code metadata} of its cluster.yaml, layers merged
 * @param container what the layers say of the container, with {@code name}, {@code resourceName} and {@code gitRef}
 */
public record EnvRequest(Cluster cluster, Mapping metadata, Mapping container) {

    /** {@return the container's name: its {@code name}, or else the resource's} */
    public String name() {
        return text("name").orElse("");
    }

    /** {@return the container's name as it may be shown} */
    String shownName() {
        return container.truthy("name").map(Value::shown).orElse("");
    }

    /** {@return the name of the resource that the container belongs to} */
    public String resource() {
        return text("resourceName").orElse("");
    }

    /** {@return the commit of the service that this deploy is for, if {@code kit.commit} names it} */
    public Optional<String> gitRef() {
        return text("gitRef");
    }

    /**
     * Looks an annotation of the container up.
     *
     * @param name the annotation's name
     * @return its value, unless it is missing or empty
     */
    public Optional<Value> annotation(String name) {
        return container
                .get("annotations")
                .filter(Mapping.class::isInstance)
                .flatMap(annotations -> ((Mapping) annotations).truthy(name));
    }

    private Optional<String> text(String key) {
        return container.truthy(key).map(Value::text);
    }
}
