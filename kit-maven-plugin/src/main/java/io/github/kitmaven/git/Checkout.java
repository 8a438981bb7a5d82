package io.github.kitmaven.git;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A git repository on this machine, with its files checked out.
 *
 * @param root the folder that holds the files
 * @param branch the branch that is checked out; empty where HEAD is detached
 * @param head the commit that is checked out; empty before the first one
 */
public record Checkout(Path root, Optional<String> branch, Optional<Head> head) {

    /**
     * The commit that is checked out.
     *
     * @param commit its id, 40 hexadecimal digits
     * @param subject the first line of its message
     * @param time when it was committed
     */
    public record Head(String commit, String subject, Instant time) {}
}
