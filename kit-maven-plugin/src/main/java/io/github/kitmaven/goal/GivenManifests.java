package io.github.kitmaven.goal;

import io.github.kitmaven.config.ClusterConfig;
import io.github.kitmaven.config.Fleet;
import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.config.NamespaceConfig;
import io.github.kitmaven.config.SourceText;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.render.Manifests;
import io.github.kitmaven.sops.Sops;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes manifests that are there already, a folder for each cluster, instead of rendering them. */
public final class GivenManifests {
    private final Path folder;
    private final Sops sops;

    /**
     * Takes them from a folder.
     *
     * @param folder the folder that has one for each cluster; from {@code kit.manifests}
     * @param sops decrypts the manifests and the files of the repo
     */
    public GivenManifests(Path folder, Sops sops) {
        this.folder = folder;
        this.sops = sops;
    }

    /**
     * Reads the manifests of the clusters that are asked for, those of the repo's {@code namespaces} folder included.
     *
     * @param request names the deployments repo and the clusters
     * @return what is wanted of each cluster; Namespaces are made first, where they are missing, the repo's own before those
     *     among the given manifests
     * @throws UserException if a cluster has no folder, or a file can't be read as manifests
     * @throws EnvironmentException if a file can't be read at all
     */
    public List<Desired> of(Render.Request request) {
        KitYaml kit = KitYaml.read(request.repo(), sops);
        return Fleet.read(kit, request.selection()).stream()
                .map(config -> desired(kit, config))
                .toList();
    }

    private Desired desired(KitYaml kit, ClusterConfig config) {
        Cluster cluster = config.cluster();
        Map<ManifestKey, Manifest> namespaces = new LinkedHashMap<>();
        List<Manifest> others = new ArrayList<>();
        Stream.concat(Manifests.ofNamespaces(kit, cluster).stream(), given(config).stream())
                .forEach(manifest -> {
                    if (manifest.key().isNamespace()) {
                        namespaces.putIfAbsent(manifest.key(), manifest);
                    } else {
                        others.add(manifest);
                    }
                });
        return new Desired(cluster, List.copyOf(namespaces.values()), others);
    }

    private List<Manifest> given(ClusterConfig config) {
        Cluster cluster = config.cluster();
        Path own = folder.resolve(cluster.name());
        if (!Files.isDirectory(own)) {
            throw new UserException(
                    Diagnostic.of(
                            "There are no manifests for cluster " + cluster.name() + ": " + own + " is no folder",
                            "Let kit.manifests name a folder that has one for each cluster, or choose clusters with kit.clusters"));
        }
        Set<String> namespaces =
                config.namespaces().stream().map(NamespaceConfig::namespace).collect(Collectors.toSet());
        return files(own).stream()
                .flatMap(file -> {
                    String first = own.relativize(file).getName(0).toString();
                    String namespace = namespaces.contains(first) ? first : "";
                    return read(file).stream().map(manifest -> manifest.in(namespace));
                })
                .toList();
    }

    private static List<Path> files(Path own) {
        try (Stream<Path> files = Files.walk(own, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(file -> file.toString().matches(".*\\.(yaml|yml|json)"))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(own, e);
        }
    }

    private List<Manifest> read(Path file) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        try {
            return Manifests.parse(
                    SourceText.decode(name, Files.readAllBytes(file)).decrypted(sops));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static EnvironmentException unreadable(Path file, Exception cause) {
        return new EnvironmentException(
                Diagnostic.of("Can't read " + file + ": " + cause, "Make it readable and try again"), cause);
    }
}
