package io.github.kitmaven.git;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A commit to be.
 *
 * @param committer who commits; also the author
 * @param message the commit message, trailers included
 * @param files the new text of every file that changes or comes to be, by path from the root
 * @param removed the files that go, and with the last of a folder the folder; those that are not there are no matter
 */
public record Edit(Person committer, String message, Map<String, String> files, Set<String> removed) {

    /**
     * Keeps its own copy of the files, in the order of their paths.
     *
     * @param committer who commits
     * @param message the commit message
     * @param files the new texts
     * @param removed the files that go
     */
    public Edit {
        files = java.util.Collections.unmodifiableMap(new TreeMap<>(files));
        removed = Set.copyOf(removed);
    }

    /**
     * One that takes no file away.
     *
     * @param committer who commits
     * @param message the commit message
     * @param files the new texts
     */
    public Edit(Person committer, String message, Map<String, String> files) {
        this(committer, message, files, Set.of());
    }
}
