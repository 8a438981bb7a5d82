package io.github.kitmaven.git;

/** How commits of the deployments repo stand to each other, as far as this machine knows. */
@FunctionalInterface
public interface CommitHistory {

    /**
     * Compares two commits.
     *
     * @param commit the id of a commit, which need not be on this machine
     * @param head the id of the commit that is checked out
     * @return how {@code commit} stands to {@code head}
     */
    Relation relation(String commit, String head);

    /** {@return the history of a folder that no git repository holds: nothing is known but that a commit is itself} */
    static CommitHistory none() {
        return (commit, head) -> commit.equals(head) ? Relation.SAME : Relation.UNKNOWN;
    }

    /** How one commit stands to another. */
    enum Relation {
        /** It is the same. */
        SAME,
        /** It came before: the other is built on it. */
        ANCESTOR,
        /** It came after: it is built on the other. */
        DESCENDANT,
        /** Neither is built on the other. */
        DIVERGED,
        /** It is not on this machine, or too little of the history is. */
        UNKNOWN
    }
}
