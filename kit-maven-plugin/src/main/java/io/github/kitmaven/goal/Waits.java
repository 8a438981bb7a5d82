package io.github.kitmaven.goal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.ManifestKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What objects of a plan wait for, by their dependency selectors.
 *
 * @param needs what must be healthy before each object is written
 * @param others what the cluster has that may be waited for, although it is not of the plan
 */
record Waits(Map<ManifestKey, Set<ManifestKey>> needs, Map<ManifestKey, ObjectNode> others) {
    static final Waits NONE = new Waits(Map.of(), Map.of());

    /** Keeps of the live objects only those that are waited for. */
    static Waits of(Map<ManifestKey, Set<ManifestKey>> needs, Map<ManifestKey, ObjectNode> live) {
        Map<ManifestKey, ObjectNode> others = new HashMap<>(live);
        others.keySet().retainAll(chosen(needs));
        return new Waits(needs, others);
    }

    /** The objects that others chose to wait for. */
    Set<ManifestKey> chosen() {
        return chosen(needs);
    }

    private static Set<ManifestKey> chosen(Map<ManifestKey, Set<ManifestKey>> needs) {
        Set<ManifestKey> chosen = new HashSet<>();
        needs.values().forEach(chosen::addAll);
        return chosen;
    }
}
