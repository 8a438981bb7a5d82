package io.github.kitmaven.git;

import io.github.kitmaven.model.Origin;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Tells who changed lines last, as {@code git blame} does. */
@FunctionalInterface
public interface LineHistory {

    /**
     * Asks for the history of lines.
     *
     * @param root the folder that the places' files are relative to
     * @param places the places; those without a line, or outside of the repository, have no history
     * @return who changed each; empty where the folder lies in no git repository
     * @throws io.github.kitmaven.problem.UserException where the repository can't be read
     */
    Optional<Map<Origin, Blame>> of(Path root, Collection<Origin> places);
}
