package io.github.kitmaven.goal;

import io.github.kitmaven.config.ClusterConfig;
import io.github.kitmaven.config.Fleet;
import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.render.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Takes manifests that are there already, a folder for each cluster, instead of rendering them. */
public final class GivenManifests {
    private final Path folder;

    /**
     * Takes them from a folder.
     *
     * @param folder the folder that has one for each cluster; from {@code kit.manifests}
     */
    public GivenManifests(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads the manifests of the clusters that are asked for.
     *
     * @param request names the deployments repo and the clusters
     * @return what is wanted of each cluster; Namespaces among the manifests are made first, where they are missing
     * @throws UserException if a cluster has no folder, or a file can't be read as manifests
     */
    public List<Desired> of(Render.Request request) {
        KitYaml kit = KitYaml.read(request.repo());
        return Fleet.read(kit, request.selection()).stream()
                .map(ClusterConfig::cluster)
                .map(this::desired)
                .toList();
    }

    private Desired desired(Cluster cluster) {
        List<Manifest> namespaces = new ArrayList<>();
        List<Manifest> others = new ArrayList<>();
        for (Path file : files(cluster)) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            Manifests.parse(name, read(file)).forEach(manifest -> {
                boolean namespace =
                        manifest.kind().equals("Namespace") && manifest.group().isEmpty();
                (namespace ? namespaces : others).add(manifest);
            });
        }
        return new Desired(cluster, namespaces, others);
    }

    private List<Path> files(Cluster cluster) {
        Path own = folder.resolve(cluster.name());
        if (!Files.isDirectory(own)) {
            throw new UserException(
                    Diagnostic.of(
                            "There are no manifests for cluster " + cluster.name() + ": " + own + " is no folder",
                            "Let kit.manifests name a folder that has one for each cluster, or choose clusters with kit.clusters"));
        }
        try (Stream<Path> files = Files.walk(own)) {
            return files.filter(file -> file.toString().matches(".*\\.(yaml|yml|json)"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(own, e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static EnvironmentException unreadable(Path file, IOException cause) {
        return new EnvironmentException(
                Diagnostic.of(file + " can't be read: " + cause, "Check that it is UTF-8 text and readable"), cause);
    }
}
