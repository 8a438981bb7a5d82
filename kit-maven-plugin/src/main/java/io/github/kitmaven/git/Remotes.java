package io.github.kitmaven.git;

/** Opens remote repositories. */
@FunctionalInterface
public interface Remotes {

    /**
     * Opens one branch of a remote repository. Nothing is asked of the server yet.
     *
     * @param address where it is
     * @return the branch, to be closed by the caller
     */
    RemoteBranch open(RemoteAddress address);
}
