package io.github.kitmaven.explain;

import io.github.kitmaven.config.KitYaml;
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
    /** The cluster's own files. */
    CLUSTER("cluster"),
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

    /** Tells a place's layer by the folder that its file lies in. */
    static Layer of(KitYaml kit, Origin origin) {
        if (origin.file().startsWith("-D")) {
            return PARAMETER;
        }
        Path file = kit.root().resolve(origin.file());
        if (file.startsWith(kit.images())) {
            return IMAGE;
        }
        if (kit.envFiles().filter(file::startsWith).isPresent()) {
            return ENV_FILE;
        }
        if (file.startsWith(kit.clusters())) {
            return CLUSTER;
        }
        if (file.startsWith(kit.types())) {
            return TYPE;
        }
        return Optional.ofNullable(file.getParent()).filter(kit.base()::equals).isPresent() ? BASE : FILE;
    }
}
