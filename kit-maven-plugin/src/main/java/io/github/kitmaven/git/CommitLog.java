package io.github.kitmaven.git;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads the commits of the repository that a folder of this machine lies in, without touching what is checked out. Paths of
 * files are relative to that folder, with {@code /} between folders; what lies outside of it is left out.
 */
public interface CommitLog {

    /**
     * A commit.
     *
     * @param id its id, 40 hexadecimal digits
     * @param author who wrote it
     * @param time when it was committed
     * @param message the whole message
     * @param shallow whether the history that is here begins with it, so that an older one may have made its changes
     */
    record Commit(String id, Person author, Instant time, String message, boolean shallow) {

        /** {@return the first line of the message} */
        public String subject() {
            return message.lines().findFirst().orElse("");
        }
    }

    /**
     * A file as a commit left it.
     *
     * @param path its path
     * @param text its text; empty where the commit removed it, or it is no UTF-8 text
     */
    record File(String path, Optional<String> text) {}

    /**
     * What a commit did to some files.
     *
     * @param commit the commit
     * @param files those that are not as they were in any parent
     */
    record Changes(Commit commit, List<File> files) {}

    /**
     * A commit and the files that it changed.
     *
     * @param commit the commit
     * @param paths the files, sorted
     */
    record Touched(Commit commit, List<String> paths) {}

    /**
     * Finds a commit.
     *
     * @param folder the folder
     * @param revision an id, a shorter one, a tag, or what else {@code git rev-parse} takes
     * @return the commit; empty where there is none
     */
    Optional<Commit> find(Path folder, String revision);

    /**
     * Finds what was the newest commit at a time.
     *
     * @param folder the folder
     * @param time the time
     * @return the newest commit of the history of what is checked out that is no later; empty where there is none
     */
    Optional<Commit> at(Path folder, Instant time);

    /**
     * Lists a commit and all that it is built on.
     *
     * @param folder the folder
     * @param commit the id of a commit
     * @return their ids, newest first
     */
    List<String> upTo(Path folder, String commit);

    /**
     * Lists the changes of some files in the history of what is checked out.
     *
     * @param folder the folder
     * @param paths the files
     * @return the changes, newest first; empty where the folder is in no repository, or there is no commit
     */
    Optional<List<Changes>> changes(Path folder, Set<String> paths);

    /**
     * Lists the commits that came between two others.
     *
     * @param folder the folder
     * @param after the id of a commit whose history is left out; empty to leave out none
     * @param upTo the id of the newest commit
     * @return the commits that changed a file of the folder, newest first
     */
    List<Touched> between(Path folder, Optional<String> after, String upTo);

    /**
     * Writes the files of a commit elsewhere. All their folders are made, symbolic links and submodules are left out.
     *
     * @param folder the folder
     * @param commit the id of a commit
     * @param wanted chooses files by their paths
     * @param to where to write them
     */
    void export(Path folder, String commit, Predicate<String> wanted, Path to);
}
