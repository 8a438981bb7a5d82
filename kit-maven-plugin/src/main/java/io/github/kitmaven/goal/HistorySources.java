package io.github.kitmaven.goal;

import io.github.kitmaven.cluster.ClusterClients;
import io.github.kitmaven.config.ClusterConfig;
import io.github.kitmaven.config.RepoImage;
import io.github.kitmaven.git.CommitLog;
import io.github.kitmaven.git.CommitLog.Changes;
import io.github.kitmaven.history.ImageLog;
import io.github.kitmaven.history.Timeline;
import io.github.kitmaven.inventory.Inventory;
import io.github.kitmaven.problem.Diagnostic;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What there is to tell a history from.
 *
 * @param names the names of the clusters
 * @param inventories the inventories that could be read, by cluster
 * @param problems why others could not
 * @param git what image files named
 * @param born when clusters came into the repo, as far as git tells
 * @param now the images of each resource of each cluster, as the repo has them now
 * @param then the same at other moments
 */
record HistorySources(
        List<String> names,
        Map<String, Inventory> inventories,
        List<Diagnostic> problems,
        ImageLog git,
        Map<String, Instant> born,
        SortedMap<String, SortedMap<String, List<RepoImage>>> now,
        List<RepoThen> then) {

    /** Asks the clusters and git. */
    static HistorySources read(
            HistoryRequest request, ClusterClients clients, CommitLog log, Clock clock, List<RepoThen> then) {
        List<String> names = request.clusters().stream()
                .map(cluster -> cluster.cluster().name())
                .toList();
        Map<String, Inventory> inventories = new HashMap<>();
        List<Diagnostic> problems = new ArrayList<>();
        List<Inventories.Read> read =
                request.offline() ? List.of() : new Inventories(request.fleet(), clients, clock).read();
        for (int i = 0; i < read.size(); i++) {
            String name = names.get(i);
            read.get(i).inventory().ifPresent(inventory -> inventories.put(name, inventory));
            problems.addAll(read.get(i).problems());
        }
        SortedMap<String, SortedMap<String, List<RepoImage>>> now = RepoAt.images(request.kit(), request.clusters());
        Path root = request.kit().root();
        Map<String, String> folders = folders(root, request.clusters());
        Set<String> paths = new HashSet<>(folders.keySet());
        Stream.concat(Stream.of(now), then.stream().map(RepoThen::images))
                .flatMap(all -> all.values().stream())
                .flatMap(resources -> resources.values().stream())
                .flatMap(List::stream)
                .flatMap(image -> image.file().stream())
                .filter(path -> !Path.of(path).isAbsolute())
                .forEach(paths::add);
        Optional<List<Changes>> changes = log.changes(root, paths);
        if (changes.isEmpty()) {
            problems.add(Diagnostic.of(
                    root + " is in no git repository with a commit, so only the clusters' inventories tell",
                    "Run this goal in a clone of the deployments repo"));
        }
        List<Changes> known = changes.orElse(List.of());
        ImageLog images = new ImageLog(known, request.kit().imageProperty());
        return new HistorySources(names, inventories, problems, images, born(known, folders), now, then);
    }

    /** The cluster.yaml of each cluster, and whose it is. */
    private static Map<String, String> folders(Path root, List<ClusterConfig> clusters) {
        Map<String, String> folders = new TreeMap<>();
        for (ClusterConfig cluster : clusters) {
            Path file = cluster.cluster().file();
            if (file.startsWith(root)) {
                folders.put(
                        root.relativize(file).toString().replace('\\', '/'),
                        cluster.cluster().name());
            }
        }
        return folders;
    }

    private static Map<String, Instant> born(List<Changes> newestFirst, Map<String, String> folders) {
        Map<String, Instant> born = new HashMap<>();
        for (Changes change : newestFirst) {
            for (CommitLog.File file : change.files()) {
                Optional.ofNullable(folders.get(file.path())).ifPresent(cluster -> {
                    born.put(cluster, change.commit().time());
                    if (change.commit().shallow()) {
                        born.remove(cluster);
                    }
                });
            }
        }
        return born;
    }

    Optional<Inventory> inventory(String cluster) {
        return Optional.ofNullable(inventories.get(cluster));
    }

    Timeline timeline(String cluster) {
        return new Timeline(cluster, inventory(cluster), git, Optional.ofNullable(born.get(cluster)));
    }

    /** The images of a cluster's resources, as the repo has them now. */
    SortedMap<String, List<RepoImage>> images(String cluster) {
        return Optional.ofNullable(now.get(cluster)).orElseGet(TreeMap::new);
    }

    /** The image files that a resource uses or used. */
    Set<String> files(String cluster, String resource) {
        Set<String> files = new HashSet<>();
        Stream.concat(Stream.of(now), then.stream().map(RepoThen::images))
                .flatMap(all -> Optional.ofNullable(all.get(cluster)).stream())
                .flatMap(resources -> Optional.ofNullable(resources.get(resource)).stream())
                .flatMap(List::stream)
                .flatMap(image -> image.file().stream())
                .forEach(files::add);
        return files;
    }

    /** The clusters that tell of no release. */
    List<String> gitAlone() {
        return names.stream()
                .filter(name ->
                        inventory(name).filter(it -> !it.releases().isEmpty()).isEmpty())
                .toList();
    }
}
