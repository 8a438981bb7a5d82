package io.github.kitmaven.explain;

import io.github.kitmaven.config.EnvPlugin;
import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.NamespaceConfig;
import io.github.kitmaven.config.Sequence;
import io.github.kitmaven.config.Value;
import io.github.kitmaven.model.Origin;
import java.nio.file.Path;
import java.util.Optional;

/** Which part of a deployments repo a value was set in; the higher one wins. */
public enum Layer {
    /** A parameter of the build. */
    PARAMETER("parameter"),
    /** The image file of a repository's branch. */
    IMAGE("image"),
    /** The environment file of a container. */
    ENV_FILE("env file"),
    /** The namespace's part of its cluster's file. */
    NAMESPACE("namespace"),
    /** The cluster's own files. */
    CLUSTER("cluster"),
    /** A group of resources that a layer imports. */
    GROUP("group"),
    /** The file of the cluster's type. */
    TYPE("type"),
    /** The files of all clusters. */
    BASE("base"),
    /** A file that is none of these. */
    FILE("file");

    private final String label;

    Layer(String label) {
        this.label = label;
    }

    /** {@return the layer's name} */
    public String label() {
        return label;
    }

    /** Tells a place's layer by the folder that its file lies in; a namespace's layer stands in its cluster's file. */
    static Layer of(KitYaml kit, NamespaceConfig namespace, Origin origin) {
        if (origin.file().startsWith("-D")) {
            return PARAMETER;
        }
        Path file = kit.root().resolve(origin.file());
        if (file.startsWith(kit.images())) {
            return IMAGE;
        }
        if (kit.plugin().flatMap(EnvPlugin::folder).filter(file::startsWith).isPresent()) {
            return ENV_FILE;
        }
        if (file.startsWith(kit.clusters())) {
            return holds(namespace.own(), origin) ? NAMESPACE : CLUSTER;
        }
        if (file.startsWith(kit.groups())) {
            return GROUP;
        }
        if (kit.types().filter(file::startsWith).isPresent()) {
            return TYPE;
        }
        return kit.base().equals(Optional.ofNullable(file.getParent())) ? BASE : FILE;
    }

    private static boolean holds(Value value, Origin origin) {
        if (value.origin().equals(origin)) {
            return true;
        }
        if (value instanceof Mapping mapping) {
            return mapping.entries().values().stream().anyMatch(entry -> holds(entry, origin));
        }
        return value instanceof Sequence list && list.elements().stream().anyMatch(element -> holds(element, origin));
    }
}
