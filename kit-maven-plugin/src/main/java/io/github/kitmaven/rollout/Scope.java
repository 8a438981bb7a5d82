package io.github.kitmaven.rollout;

import io.github.kitmaven.cluster.ResourceType;

/**
 * What one watch covers.
 *
 * @param type the type
 * @param namespace the namespace; empty for a type of the whole cluster
 */
record Scope(ResourceType type, String namespace) {
    private static final ResourceType EVENTS = new ResourceType("v1", "Event", "events", true);

    static Scope of(RolloutTarget target) {
        return new Scope(target.type(), target.key().namespace());
    }

    /** The warnings of a namespace. */
    static Scope ofEvents(String namespace) {
        return new Scope(EVENTS, namespace);
    }

    boolean isOfEvents() {
        return type.equals(EVENTS);
    }

    boolean isOf(String group, String kind) {
        return type.group().equals(group) && type.kind().equals(kind);
    }
}
