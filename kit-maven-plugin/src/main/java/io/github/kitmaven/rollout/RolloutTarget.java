package io.github.kitmaven.rollout;

import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.model.ManifestKey;
import java.time.Instant;
import java.util.Optional;

/**
 * One object to wait for.
 *
 * @param type its type
 * @param key the object
 * @param applied when it was applied, from which on its time runs; empty for the beginning of the wait
 * @param left as what it was left; unless given, as what the wait sees it first
 */
public record RolloutTarget(ResourceType type, ManifestKey key, Optional<Instant> applied, Optional<Baseline> left) {

    /**
     * An object whose time runs from the beginning of the wait.
     *
     * @param type its type
     * @param key the object
     */
    public RolloutTarget(ResourceType type, ManifestKey key) {
        this(type, key, Optional.empty(), Optional.empty());
    }
}
