package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A change of the store: one step of its version.
 *
 * @param before the object before it; empty if the change created it
 * @param after the object after it; empty if the change deleted it
 * @param last the object as watchers see it: after the change, or, of a deleted one, as it was with the version of its end
 */
record Change(long version, ObjectKey key, Optional<ObjectNode> before, Optional<ObjectNode> after, ObjectNode last) {}
