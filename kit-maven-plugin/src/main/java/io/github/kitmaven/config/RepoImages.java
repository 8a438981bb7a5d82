package io.github.kitmaven.config;

import io.github.kitmaven.problem.UserException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tells which images a cluster is to run by the files of the repo alone: no template is rendered, and no source asked. */
public final class RepoImages {
    private final FormatVersion version;
    private final ImageFiles images;
    private final Containers containers;

    /**
     * Prepares for the clusters of a repo.
     *
     * @param kit the repo
     */
    public RepoImages(KitYaml kit) {
        this.version = kit.version();
        this.images = new ImageFiles(kit, kit.files(), YamlReader.of(version));
        this.containers = new Containers(version);
    }

    /**
     * Finds the images of a cluster.
     *
     * @param cluster the cluster
     * @return the images of each resource that is not disabled, of all its namespaces, by the resource's name; those of a
     *     resource that is not as it should be are left out
     */
    public SortedMap<String, List<RepoImage>> of(ClusterConfig cluster) {
        SortedMap<String, List<RepoImage>> all = new TreeMap<>();
        for (NamespaceConfig namespace : cluster.namespaces()) {
            namespace
                    .resources()
                    .forEach((name, value) -> of(namespace, name, value).ifPresent(found -> {
                        List<RepoImage> known = all.computeIfAbsent(name, it -> new ArrayList<>());
                        found.stream().filter(image -> !known.contains(image)).forEach(known::add);
                    }));
        }
        return all;
    }

    private Optional<List<RepoImage>> of(NamespaceConfig namespace, String name, Value value) {
        try {
            ResourceConfig resource = ResourceConfig.of(name, value, version);
            return resource.disabled() ? Optional.empty() : Optional.of(of(namespace, resource));
        } catch (UserException e) {
            return Optional.empty(); // whoever renders is told
        }
    }

    private List<RepoImage> of(NamespaceConfig namespace, ResourceConfig resource) {
        Value branch = resource.tree()
                .truthy("branch")
                .orElseGet(() -> TemplateData.branch(namespace, resource.tree().origin()));
        Map<String, RepoImage> found = new LinkedHashMap<>();
        containers
                .of(resource.name(), resource.tree())
                .forEach((key, container) -> container
                        .truthy("image")
                        .map(image -> new RepoImage(Optional.empty(), Optional.of(image.shown())))
                        .or(() -> container
                                .truthy("image_tag")
                                .map(repository -> images.at(
                                        repository, container.truthy("branch").orElse(branch))))
                        .ifPresent(image -> found.put(key, image)));
        return List.copyOf(found.values());
    }
}
