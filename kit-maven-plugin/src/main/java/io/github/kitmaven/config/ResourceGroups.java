package io.github.kitmaven.config;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Groups of resources that a layer imports in version "3", each read once. They lie below the layer that names them. */
final class ResourceGroups {
    private static final String IMPORT = "import";
    private static final String RESOURCES = "resources";

    private final FormatVersion version;
    private final LayerFiles layers;
    private final LayerMerge layerMerge;
    private final Map<String, Mapping> read = new ConcurrentHashMap<>();

    ResourceGroups(FormatVersion version, LayerFiles layers, LayerMerge layerMerge) {
        this.version = version;
        this.layers = layers;
        this.layerMerge = layerMerge;
    }

    /**
     * Merges a layer over the groups that it imports, the later over the earlier.
     *
     * @throws UserException if a group is missing or not as it should be, or imports itself through others
     */
    Mapping imported(Mapping layer) {
        return version.likeOriginal() ? layer : imported(layer, List.of());
    }

    private Mapping imported(Mapping layer, List<Located> path) {
        List<Located> names = new Fields(layer, "", Shapes.GROUP).texts(IMPORT);
        if (names.isEmpty()) {
            return layer;
        }
        Mapping below = Mapping.EMPTY;
        for (Located name : names) {
            below = layerMerge.merge(below, resources(group(name, path)));
        }
        return layer.with(Map.of(RESOURCES, layerMerge.merge(below, resources(layer))));
    }

    private Mapping group(Located name, List<Located> path) {
        List<Located> deeper = new ArrayList<>(path);
        deeper.add(name);
        if (path.stream().map(Located::text).anyMatch(name.text()::equals)) {
            String cycle = deeper.stream().map(Located::shown).collect(Collectors.joining(" -> "));
            throw new UserException(Diagnostic.at(
                    name.origin(), "The groups import each other: " + cycle, "Remove one of the imports"));
        }
        Mapping group = read.get(name.text());
        if (group == null) {
            group = layers.group(name);
            read.put(name.text(), group);
        }
        return imported(group, deeper);
    }

    private static Mapping resources(Mapping layer) {
        return new Fields(layer, "", Shapes.GROUP)
                .fields(RESOURCES)
                .map(Fields::map)
                .orElse(Mapping.EMPTY);
    }
}
