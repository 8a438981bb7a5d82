package io.github.kitmaven.config;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.Nearest;
import io.github.kitmaven.problem.Problems;
import io.github.kitmaven.problem.UserException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the clusters of a repo and merges the layers of each: base, type, cluster. */
public final class Fleet {
    private final FormatVersion version;
    private final LayerFiles layers;
    private final LayerMerge layerMerge;
    private final Selection selection;

    private Fleet(KitYaml kit, Selection selection) {
        this.version = kit.version();
        this.layers = new LayerFiles(kit, kit.files(), YamlReader.of(version));
        this.layerMerge = new LayerMerge(version);
        this.selection = selection;
    }

    /**
     * Reads and merges the clusters that are asked for and not disabled.
     *
     * @param kit the repo
     * @param selection what is asked for
     * @return the clusters, sorted by the names of their folders
     * @throws UserException with all that is wrong with the files read
     */
    public static List<ClusterConfig> read(KitYaml kit, Selection selection) {
        return new Fleet(kit, selection).read();
    }

    /** The layers below the cluster's. */
    private record Lower(Mapping cluster, Mapping vars, Map<String, Mapping> types) {}

    /** A cluster's own layer, merged over those below. */
    private record Merged(ClusterFile file, Mapping cluster, Mapping vars) {

        Fields metadata() {
            return new Fields(cluster, "").required("metadata", "");
        }

        Map<String, Value> resources() {
            return new Fields(cluster, "")
                    .fields("resources")
                    .map(fields -> fields.map().entries())
                    .orElse(Map.of());
        }
    }

    private List<ClusterConfig> read() {
        Problems problems = new Problems();
        Lower lower = readLower(problems);
        List<ClusterFile> all = layers.clusterFolders().parallelStream()
                .flatMap(folder -> problems.attempt(() -> ClusterFile.of(folder, layers.cluster(folder))).stream())
                .toList();
        checkUnique(all, problems);
        problems.throwIfAny();
        List<Merged> merged = choose(all).parallelStream()
                .flatMap(file -> problems.attempt(() -> merge(file, lower)).stream())
                .toList();
        problems.throwIfAny();
        checkResources(merged);
        List<ClusterConfig> enabled = merged.stream()
                .flatMap(it -> problems.attempt(() -> enabled(it)).stream())
                .flatMap(Optional::stream)
                .toList();
        problems.throwIfAny();
        return enabled;
    }

    private Lower readLower(Problems problems) {
        Lower nothing = new Lower(Mapping.EMPTY, Mapping.EMPTY, Map.of());
        Mapping cluster = problems.attempt(layers::baseCluster).orElse(nothing.cluster());
        Mapping vars = problems.attempt(layers::baseVars).orElse(nothing.vars());
        Map<String, Mapping> types = problems.attempt(layers::types).orElse(nothing.types());
        return new Lower(cluster, vars, types);
    }

    private static void checkUnique(List<ClusterFile> all, Problems problems) {
        Map<String, ClusterFile> byName = new HashMap<>();
        for (ClusterFile file : all) {
            ClusterFile first = byName.putIfAbsent(file.name(), file);
            if (first != null) {
                problems.add(Diagnostic.at(
                        file.nameOrigin(),
                        "There is a cluster named " + file.name() + " already, in "
                                + first.nameOrigin().file(),
                        "Give each cluster a name of its own"));
            }
        }
    }

    private List<ClusterFile> choose(List<ClusterFile> all) {
        selection.clusters().check(all.stream().map(ClusterFile::name).toList());
        selection.types().check(all.stream().map(ClusterFile::type).toList());
        return all.stream()
                .filter(file -> selection.clusters().chooses(file.name()))
                .filter(file -> selection.types().chooses(file.type()))
                .toList();
    }

    /** The type layer goes below the cluster's first, then the base layer below both, as in the original. */
    private Merged merge(ClusterFile file, Lower lower) {
        Mapping type = lower.types().get(file.type());
        if (type == null) {
            throw new UserException(Diagnostic.at(
                    new Fields(file.document(), "").required("metadata", "").originOf("type"),
                    "The cluster type " + file.type() + " is not known",
                    Nearest.advice(file.type(), lower.types().keySet())));
        }
        Mapping vars = layerMerge.merge(type, layers.clusterVars(file.folder()));
        return new Merged(
                file, layerMerge.merge(lower.cluster(), file.document()), layerMerge.merge(lower.vars(), vars));
    }

    private void checkResources(List<Merged> merged) {
        Set<String> names = new TreeSet<>();
        merged.forEach(cluster -> names.addAll(cluster.resources().keySet()));
        selection.resources().check(names);
    }

    /** The cluster, unless it is disabled. */
    private Optional<ClusterConfig> enabled(Merged merged) {
        if (merged.metadata().flag("disable", version)) {
            return Optional.empty();
        }
        Map<String, Value> resources = new LinkedHashMap<>(merged.resources());
        resources.keySet().removeIf(name -> !selection.resources().chooses(name));
        return Optional.of(new ClusterConfig(
                merged.file().describe(merged.metadata(), version),
                merged.metadata().map(),
                merged.vars(),
                resources));
    }
}
