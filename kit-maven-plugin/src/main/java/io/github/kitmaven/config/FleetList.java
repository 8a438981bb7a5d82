package io.github.kitmaven.config;

import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.problem.UserException;
import java.util.Comparator;
import java.util.List;

/** Lists the clusters of a repo by what they are, not by what runs in them. */
public final class FleetList {

    private FleetList() {}

    /**
     * A cluster.
     *
     * @param cluster the cluster
     * @param namespaces the names of the namespaces that its cluster.yaml sets apart; none where it does not
     * @param disabled whether nothing is deployed to it
     */
    public record Entry(Cluster cluster, List<String> namespaces, boolean disabled) {

        /**
         * Keeps its own copy.
         *
         * @param cluster the cluster
         * @param namespaces the names of its namespaces
         * @param disabled whether nothing is deployed to it
         */
        public Entry {
            namespaces = List.copyOf(namespaces);
        }
    }

    /**
     * Reads the cluster.yaml of each cluster, and the base layer below it; nothing else.
     *
     * @param kit the repo
     * @return all clusters, those that are disabled included, sorted by name
     * @throws UserException if one of these files is wrong
     */
    public static List<Entry> read(KitYaml kit) {
        LayerFiles layers = new LayerFiles(kit, kit.files(), YamlReader.ofLayers(kit.version()));
        LayerMerge merge = new LayerMerge(kit.version());
        Mapping base = layers.baseCluster();
        return layers.clusterFolders().stream()
                .map(layers::cluster)
                .map(file -> entry(file, merge.merge(base, file.document()), kit.version()))
                .sorted(Comparator.comparing(entry -> entry.cluster().name()))
                .toList();
    }

    private static Entry entry(ClusterFile file, Mapping document, FormatVersion version) {
        Fields fields = new Fields(document, "", Shapes.CLUSTER);
        Fields metadata = fields.required("metadata", "");
        List<String> namespaces = fields.fields("namespaces")
                .map(it -> List.copyOf(it.map().entries().keySet()))
                .orElse(List.of());
        return new Entry(file.describe(metadata, version), namespaces, metadata.flag("disable", version));
    }
}
