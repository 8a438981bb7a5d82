package io.github.kitmaven.config;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.Nearest;
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
    private static final String CLUSTER_KIND = "ClusterNamespace";
    private static final String VARS_KIND = "ResourceConfig";
    private static final String GROUP_KIND = "ResourceGroup";

    private final KitYaml kit;
    private final RepoFiles files;
    private final YamlReader yaml;

    LayerFiles(KitYaml kit, RepoFiles files, YamlReader yaml) {
        this.kit = kit;
        this.files = files;
        this.yaml = yaml;
    }

    Mapping baseCluster() {
        return base(kit.names().baseCluster(), CLUSTER_KIND);
    }

    Mapping baseVars() {
        return base(kit.names().baseVars(), VARS_KIND);
    }

    private Mapping base(String name, String kind) {
        return kit.base().map(folder -> required(folder.resolve(name), kind)).orElse(Mapping.EMPTY);
    }

    /** {@return whether there is a type layer, so that every cluster needs a type} */
    boolean hasTypes() {
        return kit.types().isPresent();
    }

    /** {@return the var files of the type layer, by type} */
    Map<String, Mapping> types() {
        Problems problems = new Problems();
        Map<String, Mapping> types = new TreeMap<>();
        for (Path file : kit.types().map(files::list).orElse(List.of())) {
            if (file.getFileName().toString().endsWith(kit.names().typeVars())) {
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
                .filter(folder -> Files.isRegularFile(folder.resolve(kit.names().cluster())))
                .toList();
    }

    ClusterFile cluster(Path folder) {
        Path file = folder.resolve(kit.names().cluster());
        return ClusterFile.of(file, folder.resolve(kit.names().kubeconfig()), required(file, CLUSTER_KIND), hasTypes());
    }

    /** Reads a group of resources; {@code wanted} is where the repo imports it. */
    Mapping group(Located wanted) {
        Path file = files.resolve(kit.groups(), wanted.within("", ".yaml"));
        return read(file, GROUP_KIND)
                .orElseThrow(() -> new UserException(Diagnostic.at(
                        wanted.origin(),
                        "There is no group " + wanted.shown() + ": " + (wanted.secret() ? "its file" : files.name(file))
                                + " is missing or empty",
                        Nearest.advice(wanted.shown(), groups()))));
    }

    private List<String> groups() {
        return files.list(kit.groups()).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".yaml"))
                .map(name -> name.substring(0, name.length() - ".yaml".length()))
                .toList();
    }

    /** Reads the var file of a cluster; a missing or empty one is an empty layer. */
    Mapping clusterVars(ClusterFile cluster) {
        Path file = cluster.file().resolveSibling(kit.names().clusterVars());
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
                        .map(document -> ofKind(kind, Fields.of(Optional.of(document), source.name(), shape(kind)))));
    }

    private static Shape shape(String kind) {
        return switch (kind) {
            case CLUSTER_KIND -> Shapes.CLUSTER;
            case GROUP_KIND -> Shapes.GROUP;
            default -> Shapes.VARS;
        };
    }

    private Mapping ofKind(String kind, Fields fields) {
        String found = fields.requiredText("kind", "Write kind: " + kind);
        if (!found.equals(kind)) {
            throw new UserException(Diagnostic.at(
                    fields.originOf("kind"),
                    "This file must be of kind " + kind + ", not " + fields.shown("kind"),
                    "Write kind: " + kind));
        }
        ShapeCheck.require(fields.map(), fields.shape(), kit.version());
        return fields.map();
    }

    private static Mapping addType(Mapping vars, Map<String, Mapping> types) {
        Fields metadata = new Fields(vars, "", Shapes.VARS)
                .required("metadata", "Add metadata.type, the type that these values are for");
        String type = metadata.requiredText("type", "Add the type that these values are for");
        Mapping other = types.putIfAbsent(type, vars);
        if (other != null) {
            throw new UserException(Diagnostic.at(
                    metadata.originOf("type"),
                    "The type " + metadata.shown("type") + " has a file already, "
                            + other.origin().file(),
                    "Merge the two files, or rename one type"));
        }
        return vars;
    }
}
