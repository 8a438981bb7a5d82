package io.github.kitmaven.inventory;

import java.util.Set;

/**
 * What may be deleted of what the repo no longer has.
 *
 * @param enabled whether anything is
 * @param budget how much at once
 * @param kinds kinds that are deleted although they hold more than themselves: Namespace, PersistentVolumeClaim,
 *     CustomResourceDefinition
 */
public record PruneOptions(boolean enabled, Budget budget, Set<String> kinds) {
    /** Kinds whose objects take others, or data, with them; none goes unless it is named. */
    public static final Set<String> PROTECTED =
            Set.of("Namespace", "PersistentVolumeClaim", "CustomResourceDefinition");

    /** Nothing is deleted. */
    public static final PruneOptions OFF = new PruneOptions(false, Budget.DEFAULT, Set.of());
}
