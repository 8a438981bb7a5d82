package io.github.kitmaven.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Something that a watch told. */
sealed interface Sighting {

    /** {@return the watch that told it} */
    Scope scope();

    /** An object is there, or has changed. */
    record Seen(Scope scope, ObjectNode object) implements Sighting {}

    /** An object is gone. */
    record Gone(Scope scope, ObjectNode object) implements Sighting {}

    /** All objects that were there have been told. */
    record Synced(Scope scope) implements Sighting {}

    /** No more will be told. */
    record Lost(Scope scope, RuntimeException cause) implements Sighting {}
}
