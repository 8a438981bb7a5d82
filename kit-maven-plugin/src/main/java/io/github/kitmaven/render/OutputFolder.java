package io.github.kitmaven.render;

import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where rendered files go. After a write it holds them, a folder per cluster, and nothing else but hidden files.
 *
 * <p>Below {@code target/kit}, or what takes its place, every manifest is kit's own. Elsewhere only what the list of its last write names is, which
 * a clean deletes; so in {@code output.path} of kit.yaml, whose files may be committed, a file is also overwritten where
 * one of its cluster and name is rendered. Any other file is neither overwritten nor deleted: the write is refused.
 */
public final class OutputFolder {
    private static final int MOST_NAMED = 5;

    private final Path folder;
    private final Owner owner;
    private final WrittenFiles record;

    private OutputFolder(Path folder, Owner owner, WrittenFiles record) {
        this.folder = folder;
        this.owner = owner;
        this.record = record;
    }

    private enum Owner {
        /** Kit alone. */
        KIT,
        /** The repo, which may have committed what kit wrote. */
        REPO,
        /** Anyone. */
        USER
    }

    /**
     * What a write did.
     *
     * @param files how many files the folder holds
     * @param changed how many of them are new or differ from what was there
     * @param deleted how many others were deleted
     */
    public record Written(int files, int changed, int deleted) {}

    /**
     * Chooses the folder.
     *
     * @param kit the repo
     * @param asked the folder that the user asks for, absolute, if he does
     * @return the folder, which need not exist
     * @throws UserException if it holds what people wrote, or lies within it
     */
    public static OutputFolder of(KitYaml kit, Optional<Path> asked) {
        Path results = ResultsFolder.of(kit.root(), asked);
        Path folder = asked.or(kit::output).orElse(results.resolve("manifests")).normalize();
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw refused(folder, "which is a file");
        }
        if (meetsSources(real(folder), kit)) {
            throw refused(folder, "where sources of the repo are");
        }
        return new OutputFolder(folder, owner(folder, results, kit), WrittenFiles.of(results, folder));
    }

    private static Owner owner(Path folder, Path results, KitYaml kit) {
        if (folder.startsWith(results)) {
            return Owner.KIT;
        }
        return kit.output().filter(folder::equals).isPresent() ? Owner.REPO : Owner.USER;
    }

    /** {@return the folder, absolute} */
    public Path folder() {
        return folder;
    }

    /**
     * Writes the files of clusters, and deletes those of earlier writes. A file whose bytes would not change is left
     * alone.
     *
     * @param clusters the clusters
     * @return what was done
     * @throws UserException if the folder holds files that are not kit's, before anything is written
     * @throws EnvironmentException if the disk fails
     */
    public Written write(List<RenderedCluster> clusters) {
        Map<String, String> wanted = new LinkedHashMap<>();
        clusters.forEach(cluster ->
                cluster.files().forEach(file -> wanted.put(cluster.cluster().name() + "/" + file.name(), file.text())));
        try {
            FolderContent content = FolderContent.scan(folder);
            Set<String> owned = owner == Owner.KIT ? Set.of() : record.read();
            checkOwn(content, owned, wanted);
            Set<String> either = union(owned, wanted.keySet());
            remember(either, owned);
            for (String name : folders(clusters)) {
                Files.createDirectories(folder.resolve(name));
            }
            int changed = content.write(wanted);
            List<String> stale = content.files().stream()
                    .filter(file -> !wanted.containsKey(file))
                    .toList();
            content.delete(stale);
            remember(wanted.keySet(), either);
            return new Written(wanted.size(), changed, stale.size());
        } catch (IOException | UncheckedIOException e) {
            throw new EnvironmentException(
                    Diagnostic.of("Can't write to " + folder + ": " + e, "Look at the disk and the folder's owner"), e);
        }
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        if (some.isEmpty()) {
            return others;
        }
        Set<String> union = new LinkedHashSet<>(some);
        union.addAll(others);
        return union;
    }

    /** A folder for each cluster, and in it one for each of its namespaces. */
    private static Set<String> folders(List<RenderedCluster> clusters) {
        Set<String> folders = new TreeSet<>();
        for (RenderedCluster cluster : clusters) {
            String name = cluster.cluster().name();
            folders.add(name);
            cluster.files().stream()
                    .map(RenderedFile::namespace)
                    .filter(namespace -> !namespace.isEmpty())
                    .forEach(namespace -> folders.add(name + "/" + namespace));
        }
        return folders;
    }

    private void checkOwn(FolderContent content, Set<String> owned, Map<String, String> wanted) throws IOException {
        List<String> foreign = new ArrayList<>();
        for (String file : content.files()) {
            boolean own = switch (owner) {
                case KIT -> file.indexOf('/') > 0 && file.endsWith(".yaml");
                case REPO -> owned.contains(file) || wanted.containsKey(file);
                case USER -> owned.contains(file) || content.holds(file, wanted.get(file));
            };
            if (!own || content.links().contains(file)) {
                foreign.add(file);
            }
        }
        Collections.sort(foreign);
        if (!foreign.isEmpty()) {
            boolean more = foreign.size() > MOST_NAMED;
            String named = String.join(", ", foreign.subList(0, more ? MOST_NAMED : foreign.size()));
            throw new UserException(Diagnostic.of(
                    "The output folder " + folder + " holds " + named
                            + (more ? " and " + (foreign.size() - MOST_NAMED) + " more" : "")
                            + ", which kit does not know for its own",
                    "Move or delete " + (foreign.size() > 1 ? "them" : "it")
                            + ", or choose another folder with -Dkit.output or output.path of kit.yaml"));
        }
    }

    /** Writes down what is in the folder for kit, unless that is what is written there. */
    private void remember(Set<String> files, Set<String> known) throws IOException {
        if (owner != Owner.KIT && !files.equals(known)) {
            record.write(files);
        }
    }

    private static boolean meetsSources(Path folder, KitYaml kit) {
        return real(kit.root()).startsWith(folder)
                || kit.sources().stream()
                        .anyMatch(source -> real(source).startsWith(folder)
                                || (folder.startsWith(real(source))
                                        && !kit.base().equals(Optional.of(source))))
                || folder.startsWith(real(kit.root().resolve(".git")));
    }

    /** Follows the symbolic links of a path as far as it exists. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            Path parent = path.getParent();
            return parent == null ? path : real(parent).resolve(path.getFileName());
        }
    }

    private static UserException refused(Path folder, String why) {
        return new UserException(Diagnostic.of(
                "Manifests can't be written to " + folder + ", " + why,
                "Choose another folder with -Dkit.output or output.path of kit.yaml"));
    }
}
