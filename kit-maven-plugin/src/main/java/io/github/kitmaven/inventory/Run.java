package io.github.kitmaven.inventory;

import io.github.kitmaven.git.Checkout;
import io.github.kitmaven.git.CommitHistory;
import java.util.Optional;

/**
 * The run that deploys: what it deploys, and for whom.
 *
 * @param head the commit that is checked out; empty outside a git repository
 * @param dirty whether the files differ from that commit, so that it does not tell what is deployed
 * @param who who deploys, as people know them
 * @param history how commits stand to each other
 * @param rollback what it rolls back to, such as {@code deploy 41}; empty where it is no rollback
 */
public record Run(Optional<Checkout.Head> head, boolean dirty, String who, CommitHistory history, String rollback) {

    /**
     * A run that is no rollback.
     *
     * @param head the commit that is checked out; empty outside a git repository
     * @param dirty whether the files differ from that commit
     * @param who who deploys
     * @param history how commits stand to each other
     */
    public Run(Optional<Checkout.Head> head, boolean dirty, String who, CommitHistory history) {
        this(head, dirty, who, history, "");
    }

    /**
     * Makes a rollback of it.
     *
     * @param to what it rolls back to
     * @return the same run, noted as a rollback
     */
    public Run rollingBackTo(String to) {
        return new Run(head, dirty, who, history, to);
    }

    /** {@return the same run where no commit tells what it brings} */
    public Run withoutCommit() {
        return new Run(Optional.empty(), false, who, history, rollback);
    }

    /** {@return the commit that is deployed; empty where no commit tells what that is} */
    public Optional<DeployedCommit> commit() {
        return head.filter(it -> !dirty).map(it -> new DeployedCommit(it.commit(), Optional.of(it.time())));
    }

    /**
     * Compares what this run deploys with what a cluster has.
     *
     * @param deployed the commit that a cluster has
     * @return whether that is newer than this run's commit, and how that is known; where this run has no commit, nothing is
     *     newer
     */
    public Age comparedWith(DeployedCommit deployed) {
        return head.filter(it -> !dirty)
                .map(mine -> switch (relation(deployed, mine)) {
                    case SAME, ANCESTOR -> Age.NOT_OLDER;
                    case DESCENDANT -> Age.OLDER;
                    case DIVERGED, UNKNOWN ->
                        deployed.time().filter(mine.time()::isBefore).isPresent() ? Age.OLDER_BY_DATE : Age.NOT_OLDER;
                })
                .orElse(Age.NOT_OLDER);
    }

    private CommitHistory.Relation relation(DeployedCommit deployed, Checkout.Head mine) {
        return deployed.id().isEmpty()
                ? CommitHistory.Relation.UNKNOWN
                : history.relation(deployed.id(), mine.commit());
    }

    /** How old a run's commit is, beside the one a cluster has. */
    public enum Age {
        /** The same, built on it, or not known to be older. */
        NOT_OLDER,
        /** The cluster's commit is built on it. */
        OLDER,
        /** Neither is known to be built on the other, and it was committed before the cluster's. */
        OLDER_BY_DATE
    }
}
