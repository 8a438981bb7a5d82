package io.github.kitmaven.git;

import java.nio.file.Path;
import java.util.Optional;

/** Reads the git repository that a folder of this machine belongs to, and the user's git configuration. */
public interface Checkouts {

    /**
     * Looks for the repository that a folder lies in, upwards.
     *
     * @param folder the folder
     * @return the repository; empty where the folder is in none
     */
    Optional<Checkout> at(Path folder);

    /**
     * Whether what is checked out differs from its commit. Files that git doesn't track don't count, as for
     * {@code git describe --dirty}.
     *
     * @param folder the folder
     * @return whether a tracked file was changed, added or removed; no where the folder is in no repository
     */
    boolean isDirty(Path folder);

    /**
     * Reads {@code user.name} and {@code user.email} as git would in a folder.
     *
     * @param folder the folder, in a repository or not
     * @return who the user is; empty unless both are set
     */
    Optional<Person> user(Path folder);
}
