package io.github.kitmaven.git;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The repository that a folder of this machine belongs to, as it can be read at any commit and brought up to date. */
public interface WorkingTree {

    /**
     * Looks up where the branch that is checked out is pushed to: what it is configured to follow, or else the branch of its
     * name at {@code origin}.
     *
     * @param folder a folder in the repository
     * @return the upstream; empty where there is no remote, no branch is checked out, or the folder is in no repository
     */
    Optional<Upstream> upstream(Path folder);

    /**
     * Finds a commit.
     *
     * @param folder a folder in the repository
     * @param revision an id, a shorter one, a tag, or what else {@code git rev-parse} takes
     * @return the commit's id; empty where there is none
     */
    Optional<String> commit(Path folder, String revision);

    /**
     * Reads a file as it was.
     *
     * @param folder a folder in the repository
     * @param commit the id of a commit
     * @param path the file's path from the repository's root, with {@code /} between folders
     * @return the text; empty where the commit has no such file
     * @throws io.github.kitmaven.problem.UserException if it is no UTF-8 text
     */
    Optional<String> read(Path folder, String commit, String path);

    /**
     * Lists the files of a folder as they were, those of folders in it included.
     *
     * @param folder a folder in the repository
     * @param commit the id of a commit
     * @param under the path of the folder to list, from the repository's root; empty for all
     * @return their paths from the repository's root; none where the commit has no such folder
     */
    List<String> files(Path folder, String commit, String under);

    /**
     * Tells what stands in the way of a fast-forward: files that differ from what is checked out.
     *
     * @param folder a folder in the repository
     * @return such a file; empty where there is none
     */
    Optional<String> changed(Path folder);

    /**
     * Brings the checkout to a commit of its upstream that descends from it.
     *
     * @param folder a folder in the repository
     * @param address where to fetch the commit from
     * @param commit the commit's id
     * @throws io.github.kitmaven.problem.UserException if the checkout has commits of its own or changed files
     * @throws RemoteUnreachableException if the remote does not answer
     */
    void fastForward(Path folder, RemoteAddress address, String commit);
}
