package io.github.kitmaven.goal;

import io.github.kitmaven.inventory.ApplySet;
import io.github.kitmaven.inventory.Inventory.Since;
import io.github.kitmaven.inventory.InventoryStore.Stored;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.problem.Diagnostic;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What kit has in a cluster, as far as it was known when the cluster was planned.
 *
 * @param set the set of its objects
 * @param stored the inventory
 * @param leftovers what the repo no longer has, and since when; empty where the run is about a part of the repo only
 * @param gone what the inventory lists, the repo no longer has, and the cluster neither
 * @param namespaceIsNew whether the inventory's namespace comes with this deploy
 * @param superseded why the cluster is not deployed to, where it has a newer commit
 */
record Owned(
        ApplySet set,
        Stored stored,
        Optional<Map<ManifestKey, Since>> leftovers,
        Set<ManifestKey> gone,
        boolean namespaceIsNew,
        Optional<Diagnostic> superseded) {}
