package io.github.kitmaven.config;

import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.Nearest;
import io.github.kitmaven.problem.Problems;
import io.github.kitmaven.problem.UserException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads the clusters of a repo and merges the layers of each: base, type, cluster, namespace. */
public final class Fleet {
    private final FormatVersion version;
    private final LayerFiles layers;
    private final LayerMerge layerMerge;
    private final ResourceGroups groups;
    private final NamespaceLayer namespaces;
    private final Selection selection;

    private Fleet(KitYaml kit, Selection selection) {
        this.version = kit.version();
        this.layers = new LayerFiles(kit, kit.files(), YamlReader.ofLayers(version));
        this.layerMerge = new LayerMerge(version);
        this.groups = new ResourceGroups(version, layers, layerMerge);
        this.namespaces = new NamespaceLayer(version, layerMerge);
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
            return new Fields(cluster, "", Shapes.CLUSTER).required("metadata", "");
        }

        Mapping resources() {
            return new Fields(cluster, "", Shapes.CLUSTER)
                    .fields("resources")
                    .map(Fields::map)
                    .orElse(Mapping.EMPTY);
        }
    }

    /**
     * Reads and merges the clusters that are asked for and not disabled, as far as the files are right.
     *
     * @param kit the repo
     * @param selection what is asked for
     * @param problems hears of what is wrong
     * @return the clusters whose files are right, sorted by the names of their folders; none if a lower layer is wrong
     * @throws UserException if what is asked for does not exist
     */
    public static List<ClusterConfig> readSound(KitYaml kit, Selection selection, Problems problems) {
        return new Fleet(kit, selection).readSound(problems);
    }

    private List<ClusterConfig> read() {
        Problems problems = new Problems();
        List<ClusterConfig> clusters = readSound(problems);
        problems.throwIfAny();
        return clusters;
    }

    private List<ClusterConfig> readSound(Problems problems) {
        Lower lower = readLower(problems);
        boolean sound = problems.all().isEmpty();
        List<ClusterFile> files = files(problems);
        if (!sound) {
            return List.of();
        }
        List<Switched> clusters = (problems.all().isEmpty() ? choose(files) : chosen(files))
                .parallelStream()
                        .flatMap(file -> problems.attempt(() -> config(merge(file, lower))).stream())
                        .toList();
        if (problems.all().isEmpty()) {
            checkResources(clusters);
        }
        return enabled(clusters);
    }

    private List<ClusterFile> files(Problems problems) {
        List<ClusterFile> all = layers.clusterFolders().parallelStream()
                .flatMap(folder -> problems.attempt(() -> layers.cluster(folder)).stream())
                .toList();
        checkUnique(all, problems);
        return all;
    }

    private List<ClusterConfig> enabled(List<Switched> clusters) {
        List<ClusterConfig> enabled = clusters.stream()
                .filter(it -> !it.disabled())
                .map(it -> selected(it.cluster()))
                .toList();
        return selection
                .shard()
                .map(shard -> shard.of(enabled, it -> it.cluster().name()))
                .orElse(enabled);
    }

    private Lower readLower(Problems problems) {
        Lower nothing = new Lower(Mapping.EMPTY, Mapping.EMPTY, Map.of());
        Mapping cluster =
                problems.attempt(() -> groups.imported(layers.baseCluster())).orElse(nothing.cluster());
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
        return chosen(all);
    }

    private List<ClusterFile> chosen(List<ClusterFile> all) {
        return all.stream()
                .filter(file -> selection.clusters().chooses(file.name()))
                .filter(file -> selection.types().chooses(file.type()))
                .toList();
    }

    /** The type layer goes below the cluster's first, then the base layer below both, as in the original. */
    private Merged merge(ClusterFile file, Lower lower) {
        Mapping type = layers.hasTypes() ? lower.types().get(file.type()) : Mapping.EMPTY;
        if (type == null) {
            throw new UserException(Diagnostic.at(
                    new Fields(file.document(), "", Shapes.CLUSTER)
                            .required("metadata", "")
                            .originOf("type"),
                    "The cluster type " + file.type() + " is not known",
                    Nearest.advice(file.type(), lower.types().keySet())));
        }
        Mapping vars = layerMerge.merge(type, layers.clusterVars(file));
        Mapping cluster = groups.imported(file.document());
        return new Merged(file, layerMerge.merge(lower.cluster(), cluster), layerMerge.merge(lower.vars(), vars));
    }

    /** A cluster, and whether it is disabled. */
    private record Switched(ClusterConfig cluster, boolean disabled) {}

    private Switched config(Merged merged) {
        boolean disabled = merged.metadata().flag("disable", version);
        Cluster cluster = merged.file().describe(merged.metadata(), version);
        NamespaceConfig whole = new NamespaceConfig(
                cluster,
                "",
                Mapping.EMPTY,
                merged.metadata().map(),
                merged.vars(),
                merged.resources().entries());
        return new Switched(namespaces.of(whole, new Fields(merged.cluster(), "", Shapes.CLUSTER)), disabled);
    }

    private void checkResources(List<Switched> clusters) {
        Set<String> names = new TreeSet<>();
        clusters.stream()
                .flatMap(it -> it.cluster().namespaces().stream())
                .forEach(namespace -> names.addAll(namespace.resources().keySet()));
        selection.resources().check(names);
    }

    private ClusterConfig selected(ClusterConfig cluster) {
        List<NamespaceConfig> chosen = cluster.namespaces().stream()
                .map(namespace -> namespace.select(selection.resources()))
                .toList();
        return new ClusterConfig(cluster.cluster(), chosen);
    }
}
