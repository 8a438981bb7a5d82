package io.github.kitmaven.goal;

import io.github.kitmaven.git.CommitHistory;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the service's own checkout tells of its commits.
 *
 * @param commits how they stand to each other
 * @param resolve makes a whole id of its begin; empty where the checkout has no such commit
 * @param remote the URL that it is pushed to, which may hold a password
 */
public record ServiceHistory(
        CommitHistory commits, Function<String, Optional<String>> resolve, Supplier<Optional<String>> remote) {

    /** {@return what a folder tells that is in no repository} */
    public static ServiceHistory none() {
        return new ServiceHistory(CommitHistory.none(), id -> Optional.empty(), Optional::empty);
    }
}
