package io.github.kitmaven.validate;

import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.RepoFiles;
import io.github.kitmaven.config.Value;
import io.github.kitmaven.config.YamlReader;
import io.github.kitmaven.problem.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of the layers one by one, before they are merged: of disabled clusters, too. A file that can't be read is left
 * out here; who merges the layers tells of it.
 *
 * @param clusters the files that say what runs: of the base layer, of groups, of clusters
 * @param types the files of the type layer
 * @param vars the files that hold vars, those of the type layer among them
 */
record RepoLayers(List<Node> clusters, List<Node> types, List<Node> vars) {

    static RepoLayers read(KitYaml kit) {
        RepoFiles files = kit.files();
        List<Path> folders = files.list(kit.clusters());
        Stream<Path> base = kit.base().stream();
        List<Path> clusters = Stream.of(
                        base.map(folder -> folder.resolve(kit.names().baseCluster())),
                        files.list(kit.groups()).stream(),
                        folders.stream()
                                .map(folder -> folder.resolve(kit.names().cluster())))
                .flatMap(it -> it)
                .toList();
        List<Path> types = kit.types().map(files::list).orElse(List.of()).stream()
                .filter(file ->
                        file.getFileName().toString().endsWith(kit.names().typeVars()))
                .toList();
        Stream<Path> vars = Stream.of(
                        kit.base().stream()
                                .map(folder -> folder.resolve(kit.names().baseVars())),
                        types.stream(),
                        folders.stream()
                                .map(folder -> folder.resolve(kit.names().clusterVars())))
                .flatMap(it -> it);
        YamlReader yaml = YamlReader.ofLayers(kit.version());
        return new RepoLayers(
                documents(clusters.stream(), files, yaml),
                documents(types.stream(), files, yaml),
                documents(vars, files, yaml));
    }

    private static List<Node> documents(Stream<Path> paths, RepoFiles files, YamlReader yaml) {
        return paths.filter(Files::isRegularFile)
                .flatMap(path -> document(path, files, yaml).stream())
                .toList();
    }

    private static Optional<Node> document(Path path, RepoFiles files, YamlReader yaml) {
        try {
            Optional<Value> document = files.read(path).flatMap(yaml::one);
            return document.filter(Mapping.class::isInstance).map(value -> Node.root((Mapping) value));
        } catch (UserException e) {
            return Optional.empty();
        }
    }
}
