package io.github.kitmaven.git;

import java.util.List;

/**
 * A branch of a remote repository, read and written without a working tree. Every method may throw
 * {@link RemoteUnreachableException} where trying again may help, and
 * {@link io.github.kitmaven.problem.UserException} where it won't: no such repository or branch, not let in.
 */
public interface RemoteBranch extends AutoCloseable {

    /**
     * Fetches the newest commit of the branch, and no history.
     *
     * @return what the branch holds now
     */
    Snapshot fetch();

    /**
     * Fetches the newest commit of a branch that need not exist. A push on top of one that doesn't makes it, without the
     * history of any other.
     *
     * @return what the branch holds now; nothing where there is none yet
     */
    default Snapshot fetchOrEmpty() {
        return fetch();
    }

    /**
     * Puts one commit on top of a snapshot and pushes it. Whole or not at all: a branch that moved since is left alone.
     *
     * @param base the snapshot that the edit was made on, from this branch's {@link #fetch}
     * @param edit what to commit
     * @return what the server said to it
     */
    PushResult push(Snapshot base, Edit edit);

    /**
     * Reads the messages of the newest commits.
     *
     * @param head where to begin
     * @return the messages, newest first, a thousand at most; a hundred where the server can't give them without the files
     */
    default List<String> messages(Snapshot head) {
        return List.of();
    }

    /** Lets go of what was fetched. */
    @Override
    void close();
}
