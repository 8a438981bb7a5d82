package io.github.kitmaven.git.jgit;

import io.github.kitmaven.git.Blame;
import io.github.kitmaven.git.LineHistory;
import io.github.kitmaven.model.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Repository;

/** Blames lines of a checkout with JGit, each file's in one walk that ends with the last line found, several files at once. */
public final class JGitLineHistory implements LineHistory {

    /** Makes it, and keeps JGit from writing to the user's home. */
    public JGitLineHistory() {
        QuietSystemReader.install();
    }

    @Override
    public Optional<Map<Origin, Blame>> of(Path root, Collection<Origin> places) {
        Map<String, List<Origin>> byFile = places.stream()
                .filter(place -> place.line() > 0)
                .distinct()
                .collect(Collectors.groupingBy(Origin::file));
        return JGitCheckouts.read(root, Optional.empty(), repository -> Optional.of(blame(repository, root, byFile)));
    }

    private static Map<Origin, Blame> blame(Repository repository, Path root, Map<String, List<Origin>> byFile)
            throws IOException {
        if (repository.isBare()) {
            return Map.of();
        }
        Path from = root.toRealPath();
        Path top = repository.getWorkTree().toPath().toRealPath();
        try {
            return byFile.entrySet().parallelStream()
                    .map(file -> Map.entry(from.resolve(file.getKey()).normalize(), file.getValue()))
                    .filter(file -> file.getKey().startsWith(top))
                    .flatMap(file -> blame(repository, top, file.getKey(), file.getValue()).entrySet().stream())
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Map<Origin, Blame> blame(Repository repository, Path top, Path file, List<Origin> places) {
        String name = top.relativize(file).toString().replace('\\', '/');
        try {
            Map<Integer, Blame> lines = new FileBlame(repository, file, name)
                    .of(places.stream().map(Origin::line).distinct().toList());
            Map<Origin, Blame> found = new HashMap<>();
            for (Origin place : places) {
                Optional.ofNullable(lines.get(place.line())).ifPresent(blame -> found.put(place, blame));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
