package io.github.kitmaven.git;

import java.util.Collection;
import java.util.Optional;

/** A branch as it was when it was fetched. */
public interface Snapshot {

    /** {@return the branch's name, such as {@code main}} */
    String branch();

    /** {@return the id of the newest commit, 40 hexadecimal digits; all 0 where the branch does not exist yet} */
    String commit();

    /**
     * The branch that is pushed to instead of this one, as it was when this was fetched.
     *
     * @return it; empty where there is none, or it does not exist yet
     */
    default Optional<Snapshot> pending() {
        return Optional.empty();
    }

    /** {@return the name of the branch that is pushed to; mostly this one} */
    default String pushedTo() {
        return branch();
    }

    /**
     * Says which files will be read next, so that what is missing of them can be fetched at once. Files that don't exist are
     * no matter.
     *
     * @param paths their paths from the root
     */
    default void prepare(Collection<String> paths) {}

    /**
     * Reads a file.
     *
     * @param path the path from the root, with {@code /} between folders
     * @return the text; empty where there is no such file
     * @throws io.github.kitmaven.problem.UserException where something else than a UTF-8 text file is in that place
     */
    Optional<String> read(String path);

    /**
     * Tells whether there is a file.
     *
     * @param path the path from the root
     * @return whether it is there
     */
    default boolean has(String path) {
        return read(path).isPresent();
    }

    /**
     * Compares a file, which need not be fetched for that.
     *
     * @param path the path from the root
     * @param text the text
     * @return whether the file is there and has this text
     */
    default boolean has(String path, String text) {
        return read(path).filter(text::equals).isPresent();
    }
}
