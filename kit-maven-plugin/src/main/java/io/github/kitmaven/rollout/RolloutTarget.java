package io.github.kitmaven.rollout;

import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.model.ManifestKey;

/**
 * One object to wait for.
 *
 * @param type its type
 * @param key the object
 */
public record RolloutTarget(ResourceType type, ManifestKey key) {}
