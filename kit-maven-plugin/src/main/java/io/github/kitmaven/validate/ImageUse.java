package io.github.kitmaven.validate;

import io.github.kitmaven.config.ClusterConfig;
import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.NamespaceConfig;
import io.github.kitmaven.config.RepoFiles;
import io.github.kitmaven.config.Value;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the image files that no resource of an enabled cluster asks for. Those of the branches of disabled clusters are left
 * out: they wait to be enabled.
 */
final class ImageUse {
    private final KitYaml kit;
    private final Set<Path> used = new HashSet<>();

    private ImageUse(KitYaml kit) {
        this.kit = kit;
    }

    static List<Finding> unused(KitYaml kit, RepoLayers layers, List<ClusterConfig> clusters) {
        Set<String> waiting = layers.clusters().stream()
                .filter(cluster -> cluster.at("metadata", "disable").text().equals("true"))
                .flatMap(Node::all)
                .filter(node -> node.name().equals("branch"))
                .map(node -> node.text() + ".yaml")
                .collect(Collectors.toSet());
        ImageUse use = new ImageUse(kit);
        clusters.stream().flatMap(cluster -> cluster.namespaces().stream()).forEach(use::add);
        Set<Path> files = new TreeSet<>();
        add(kit.images(), kit.files(), files);
        return files.stream()
                .filter(file -> file.toString().endsWith(".yaml") && !use.used.contains(file))
                .filter(file -> waiting.stream().noneMatch(file::endsWith))
                .map(file -> RepoChecks.unused(
                        Origin.of(kit.files().name(file)),
                        "No resource of an enabled cluster uses this image file",
                        "Delete it, or let a branch name it"))
                .toList();
    }

    private void add(NamespaceConfig namespace) {
        namespace.resources().values().forEach(value -> {
            if (value instanceof Mapping resource && resource.truthy("disable").isEmpty()) {
                String branch = text(resource, "branch", namespace.cluster().branch());
                Stream<Value> containers = resource.get("containers")
                        .filter(Mapping.class::isInstance)
                        .map(map -> ((Mapping) map).entries().values().stream())
                        .orElse(Stream.of(resource));
                containers
                        .filter(Mapping.class::isInstance)
                        .map(Mapping.class::cast)
                        .forEach(container -> add(container, branch));
            }
        });
    }

    private void add(Mapping container, String branch) {
        String repository = text(container, "image_tag", "");
        if (!repository.isEmpty()) {
            used.add(kit.images()
                    .resolve(repository + "/" + text(container, "branch", branch) + ".yaml")
                    .normalize());
        }
    }

    private static String text(Mapping map, String key, String otherwise) {
        return map.truthy(key).map(Value::text).orElse(otherwise);
    }

    private static void add(Path folder, RepoFiles repo, Set<Path> files) {
        for (Path file : repo.list(folder)) {
            if (Files.isDirectory(file)) {
                add(file, repo, files);
            } else {
                files.add(file.normalize());
            }
        }
    }
}
