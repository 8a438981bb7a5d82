package io.github.kitmaven.goal;

import io.github.kitmaven.config.ClusterConfig;
import io.github.kitmaven.config.Fleet;
import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.config.RepoImage;
import io.github.kitmaven.config.RepoImages;
import io.github.kitmaven.config.Selection;
import io.github.kitmaven.event.Event.Warned;
import io.github.kitmaven.event.EventSink;
import io.github.kitmaven.git.CommitLog;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.Problems;
import io.github.kitmaven.problem.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the repo as a commit has it, from a folder of its own that is deleted again. */
final class RepoAt {
    private static final String KIT = "kit.yaml";
    private static final String KUBECONFIG = "kubeconfig.yaml";

    private final CommitLog log;
    private final KitYaml now;
    private final EventSink events;

    RepoAt(CommitLog log, KitYaml now, EventSink events) {
        this.log = log;
        this.now = now;
        this.events = events;
    }

    /**
     * Reads which images each resource of each cluster was to run.
     *
     * @return them, by cluster and resource; empty where the repo can't be read as it was, of which it warns
     */
    Optional<SortedMap<String, SortedMap<String, List<RepoImage>>>> images(String commit) {
        Path folder = temporary();
        try {
            return Optional.of(images(commit, folder));
        } catch (UserException e) {
            events.on(new Warned(Diagnostic.of(
                    "The repo can't be read as commit " + PreviousRelease.shortened(commit) + " has it: "
                            + e.diagnostics()
                                    .get(0)
                                    .text()
                                    .replace(folder.toString(), now.root().toString()),
                    "What the clusters' inventories keep is told all the same")));
            return Optional.empty();
        } finally {
            delete(folder);
        }
    }

    private SortedMap<String, SortedMap<String, List<RepoImage>>> images(String commit, Path folder) {
        log.export(now.root(), commit, KIT::equals, folder);
        KitYaml kit = KitYaml.read(folder, now.sops());
        log.export(now.root(), commit, path -> isLayer(kit, folder.resolve(path)), folder);
        Problems problems = new Problems();
        List<ClusterConfig> clusters = Fleet.readSound(kit, Selection.of("", "", ""), problems);
        if (clusters.isEmpty()) {
            problems.throwIfAny();
        }
        return images(kit, clusters);
    }

    static SortedMap<String, SortedMap<String, List<RepoImage>>> images(KitYaml kit, List<ClusterConfig> clusters) {
        RepoImages images = new RepoImages(kit);
        SortedMap<String, SortedMap<String, List<RepoImage>>> all = new TreeMap<>();
        clusters.forEach(cluster -> all.put(cluster.cluster().name(), images.of(cluster)));
        return all;
    }

    /** Templates are not read, and credentials have no place outside of the repo. */
    private static boolean isLayer(KitYaml kit, Path file) {
        boolean inFolder = Stream.concat(Stream.of(kit.clusters(), kit.groups(), kit.images()), kit.types().stream())
                .anyMatch(file::startsWith);
        boolean base =
                kit.base().filter(folder -> folder.equals(file.getParent())).isPresent();
        return (inFolder || base) && !file.endsWith(KUBECONFIG);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("kit-history-").toRealPath();
        } catch (IOException e) {
            throw new EnvironmentException(
                    Diagnostic.of(
                            "A temporary folder can't be made: " + e,
                            "Make room in " + System.getProperty("java.io.tmpdir")),
                    e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
