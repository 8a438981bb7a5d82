package io.github.kitmaven.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Something that the cluster told. */
sealed interface Sighting {

    /** An object is there, or has changed. */
    record Seen(Scope scope, ObjectNode object) implements Sighting {}

    /** An object is gone. */
    record Gone(Scope scope, ObjectNode object) implements Sighting {}

    /** All objects that were there have been told. */
    record Synced(Scope scope) implements Sighting {}

    /** No more will be told. */
    record Lost(Scope scope, RuntimeException cause) implements Sighting {}

    /** What could be had of the cause of a failure. */
    record Answered(RolloutTarget target, List<ObjectNode> events, Evidence evidence) implements Sighting {}
}
