package io.github.kitmaven.goal;

import io.github.kitmaven.git.CommitHistory;
import io.github.kitmaven.inventory.LeaseOptions;
import io.github.kitmaven.inventory.PruneOptions;
import io.github.kitmaven.inventory.Run;
import java.util.Optional;

/**
 * What a run may take for kit's own in a cluster, and who it is.
 *
 * @param run who deploys what
 * @param inventory the name of the ConfigMap that keeps the inventory
 * @param whole whether the run is about all that the repo has; otherwise what it doesn't name is left alone
 * @param allowOlder whether a commit may be deployed over a newer one
 * @param prune what may be deleted
 * @param lease how runs keep out of each other's way
 * @param version kit's version, which the inventory names
 */
public record OwnerOptions(
        Run run,
        String inventory,
        boolean whole,
        boolean allowOlder,
        PruneOptions prune,
        LeaseOptions lease,
        String version) {
    /** The name of the inventory's ConfigMap, unless another is asked for. */
    public static final String INVENTORY = "kit";

    /** {@return the same for another run} */
    OwnerOptions as(Run other) {
        return new OwnerOptions(other, inventory, whole, allowOlder, prune, lease, version);
    }

    /** {@return a run outside of git that deletes nothing} */
    static OwnerOptions defaults() {
        return new OwnerOptions(
                new Run(Optional.empty(), false, "somebody", CommitHistory.none()),
                INVENTORY,
                true,
                false,
                PruneOptions.OFF,
                LeaseOptions.DEFAULT,
                "0.0.0");
    }
}
