package io.github.kitmaven.goal;

import io.github.kitmaven.git.Checkout;
import io.github.kitmaven.git.CommitHistory;
import io.github.kitmaven.git.CommitHistory.Relation;
import io.github.kitmaven.inventory.Budget;
import io.github.kitmaven.inventory.LeaseOptions;
import io.github.kitmaven.inventory.PruneOptions;
import io.github.kitmaven.inventory.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs of different people at different commits, for tests. The commits are those of {@link #LINE}, one built on the other. */
final class Owners {
    static final List<String> LINE = List.of("aaaaaaa1", "bbbbbbb2", "ccccccc3");
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    static final LeaseOptions QUICK = new LeaseOptions(true, Duration.ofSeconds(30), Duration.ofSeconds(3));

    private Owners() {}

    /** A run at a commit of the line, by its number from 0. */
    static OwnerOptions at(int commit) {
        Checkout.Head head = new Checkout.Head(LINE.get(commit), "Subject", NOON.plusSeconds(commit));
        return of(new Run(Optional.of(head), false, "ada", history()), PruneOptions.OFF, QUICK);
    }

    static OwnerOptions of(Run run, PruneOptions prune, LeaseOptions lease) {
        return new OwnerOptions(run, "kit", true, false, prune, lease, "1.2.3");
    }

    static OwnerOptions pruning(int commit) {
        return of(at(commit).run(), new PruneOptions(true, Budget.DEFAULT, Set.of()), QUICK);
    }

    static OwnerOptions with(OwnerOptions owner, LeaseOptions lease) {
        return of(owner.run(), owner.prune(), lease);
    }

    static OwnerOptions allowingOlder(OwnerOptions owner) {
        return new OwnerOptions(
                owner.run(), owner.inventory(), owner.whole(), true, owner.prune(), owner.lease(), owner.version());
    }

    private static CommitHistory history() {
        return (commit, head) -> {
            int order = Integer.compare(LINE.indexOf(commit), LINE.indexOf(head));
            return !LINE.contains(commit)
                    ? Relation.UNKNOWN
                    : order == 0 ? Relation.SAME : order < 0 ? Relation.ANCESTOR : Relation.DESCENDANT;
        };
    }
}
