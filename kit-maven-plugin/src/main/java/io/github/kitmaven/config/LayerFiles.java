package io.github.kitmaven.config;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.Problems;
import io.github.kitmaven.problem.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the files that layers are made of, and checks that each is of the kind it should be. */
final class LayerFiles {
    static final String CLUSTER_FILE = "cluster.yaml";
    private static final String CLUSTER_KIND = "ClusterNamespace";
    private static final String VARS_KIND = "ResourceConfig";

    private final KitYaml kit;
    private final RepoFiles files;
    private final YamlReader yaml;

    LayerFiles(KitYaml kit, RepoFiles files, YamlReader yaml) {
        this.kit = kit;
        this.files = files;
        this.yaml = yaml;
    }

    Mapping baseCluster() {
        return required(kit.base().resolve("base-cluster.yaml"), CLUSTER_KIND);
    }

    Mapping baseVars() {
        return required(kit.base().resolve("base-var.yaml"), VARS_KIND);
    }

    /** {@return the var files of the type layer, by type} */
    Map<String, Mapping> types() {
        Problems problems = new Problems();
        Map<String, Mapping> types = new TreeMap<>();
        for (Path file : files.list(kit.types())) {
            if (file.getFileName().toString().endsWith("-var.yaml")) {
                problems.attempt(() -> {
                    Mapping vars = required(file, VARS_KIND);
                    return addType(vars, types);
                });
            }
        }
        problems.throwIfAny();
        return types;
    }

    /** {@return the folders that hold a cluster.yaml, sorted by name} */
    List<Path> clusterFolders() {
        return files.list(kit.clusters()).stream()
                .filter(folder -> Files.isRegularFile(folder.resolve(CLUSTER_FILE)))
                .toList();
    }

    Mapping cluster(Path folder) {
        return required(folder.resolve(CLUSTER_FILE), CLUSTER_KIND);
    }

    /** Reads the var file of a cluster; a missing or empty one is an empty layer. */
    Mapping clusterVars(Path folder) {
        Path file = folder.resolve("configuration-var.yaml");
        return read(file, VARS_KIND).orElseGet(() -> new Mapping(Map.of(), Origin.of(files.name(file)), List.of()));
    }

    private Mapping required(Path file, String kind) {
        return read(file, kind)
                .orElseThrow(() -> new UserException(Diagnostic.at(
                        Origin.of(files.name(file)),
                        "The file is missing or empty",
                        "Create it, beginning with kind: " + kind)));
    }

    private Optional<Mapping> read(Path file, String kind) {
        return files.read(file)
                .flatMap(source -> yaml.one(source)
                        .filter(document -> !document.isNull())
                        .map(document -> ofKind(kind, Fields.of(Optional.of(document), source.name()))));
    }

    private static Mapping ofKind(String kind, Fields fields) {
        String found = fields.requiredText("kind", "Write kind: " + kind);
        if (!found.equals(kind)) {
            throw new UserException(Diagnostic.at(
                    fields.originOf("kind"),
                    "This file must be of kind " + kind + ", not " + found,
                    "Write kind: " + kind));
        }
        return fields.map();
    }

    private static Mapping addType(Mapping vars, Map<String, Mapping> types) {
        Fields metadata =
                new Fields(vars, "").required("metadata", "Add metadata.type, the type that these values are for");
        String type = metadata.requiredText("type", "Add the type that these values are for");
        Mapping other = types.putIfAbsent(type, vars);
        if (other != null) {
            throw new UserException(Diagnostic.at(
                    metadata.originOf("type"),
                    "The type " + type + " has a file already, "
                            + other.origin().file(),
                    "Merge the two files, or rename one type"));
        }
        return vars;
    }
}
