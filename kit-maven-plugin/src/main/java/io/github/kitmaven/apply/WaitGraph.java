package io.github.kitmaven.apply;

import io.github.kitmaven.model.ManifestKey;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which object waits for which others to be healthy. Free of cycles, if what it is made from is. */
final class WaitGraph {
    private final Map<ManifestKey, Set<ManifestKey>> needs = new HashMap<>();
    private final Map<ManifestKey, Set<ManifestKey>> neededBy = new HashMap<>();
    private final Map<ManifestKey, Integer> depths = new HashMap<>();

    WaitGraph(Map<ManifestKey, Set<ManifestKey>> stated) {
        stated.forEach((waiting, needed) -> needed.forEach(each -> add(waiting, each)));
    }

    /** Lets one wait for others, except for those that wait for it: what was stated before holds. */
    void yielding(ManifestKey waiting, Collection<ManifestKey> needed) {
        Set<ManifestKey> ahead = closure(waiting, neededBy);
        needed.stream().filter(each -> !ahead.contains(each)).forEach(each -> add(waiting, each));
    }

    Set<ManifestKey> needs(ManifestKey waiting) {
        return needs.getOrDefault(waiting, Set.of());
    }

    /** How many rounds of waiting come before: for none, or for what waits for none, and so on. */
    int depth(ManifestKey key) {
        Integer known = depths.get(key);
        if (known != null) {
            return known;
        }
        int depth = 0;
        for (ManifestKey needed : needs(key)) {
            depth = Math.max(depth, 1 + depth(needed));
        }
        depths.put(key, depth);
        return depth;
    }

    private void add(ManifestKey waiting, ManifestKey needed) {
        needs.computeIfAbsent(waiting, key -> new LinkedHashSet<>()).add(needed);
        neededBy.computeIfAbsent(needed, key -> new LinkedHashSet<>()).add(waiting);
    }

    private static Set<ManifestKey> closure(ManifestKey start, Map<ManifestKey, Set<ManifestKey>> edges) {
        Set<ManifestKey> found = new HashSet<>(Set.of(start));
        Deque<ManifestKey> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            edges.getOrDefault(open.remove(), Set.of()).stream()
                    .filter(found::add)
                    .forEach(open::add);
        }
        return found;
    }
}
