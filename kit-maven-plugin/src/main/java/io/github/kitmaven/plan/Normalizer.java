package io.github.kitmaven.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Leaves of an object what a person wrote or could have written: the server's own bookkeeping says nothing about a change,
 * nor do the facts of the run that wrote it last.
 */
final class Normalizer {
    private static final List<String> BOOKKEEPING = List.of(
            "creationTimestamp",
            "generation",
            "managedFields",
            "resourceVersion",
            "selfLink",
            "uid",
            "deletionGracePeriodSeconds");

    /** Stands for a copy of a whole manifest, which says nothing new, and may hold secrets. */
    private static final String COPY = "(a copy of what was applied)";

    private Normalizer() {}

    static ObjectNode withoutBookkeeping(ObjectNode object) {
        ObjectNode copy = RunFacts.without(object);
        copy.remove("status");
        ObjectNode metadata = copy.withObjectProperty("metadata");
        metadata.remove(BOOKKEEPING);
        // so that each label and annotation is compared by itself, even the first
        metadata.withObjectProperty("labels");
        ObjectNode annotations = metadata.withObjectProperty("annotations");
        Ownership.LEFTOVERS.stream().filter(annotations::has).forEach(name -> annotations.put(name, COPY));
        return copy;
    }
}
