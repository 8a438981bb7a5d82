package io.github.kitmaven.rollout;

import io.github.kitmaven.cluster.ResourceType;

/**
 * What one watch covers.
 *
 * @param type the type
 * @param namespace the namespace; empty for a type of the whole cluster
 */
record Scope(ResourceType type, String namespace) {

    static Scope of(RolloutTarget target) {
        return new Scope(target.type(), target.key().namespace());
    }
}
