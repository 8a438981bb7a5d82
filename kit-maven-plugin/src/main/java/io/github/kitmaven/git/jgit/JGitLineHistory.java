package io.github.kitmaven.git.jgit;

import io.github.kitmaven.git.Blame;
import io.github.kitmaven.git.LineHistory;
import io.github.kitmaven.model.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Repository;

/** Blames lines of a checkout with JGit, each file's in one walk that ends with the last line found. */
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
        Map<Origin, Blame> found = new HashMap<>();
        if (repository.isBare()) {
            return found;
        }
        Path top = repository.getWorkTree().toPath().toRealPath();
        for (var file : byFile.entrySet()) {
            Path path = root.toRealPath().resolve(file.getKey()).normalize();
            if (path.startsWith(top)) {
                String name = top.relativize(path).toString().replace('\\', '/');
                Map<Integer, Blame> lines = new FileBlame(repository, path, name)
                        .of(file.getValue().stream().map(Origin::line).toList());
                file.getValue()
                        .forEach(place -> Optional.ofNullable(lines.get(place.line()))
                                .ifPresent(blame -> found.put(place, blame)));
            }
        }
        return found;
    }
}
