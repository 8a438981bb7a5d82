package io.github.kitmaven.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Waits until objects are healthy, and looks once more before what can't be taken back. */
@FunctionalInterface
public interface Gate {

    /**
     * Waits until each object is healthy, or waiting longer wouldn't help.
     *
     * @param objects the objects
     * @return why not, in words for people, for each that isn't healthy
     */
    Map<ManifestKey, String> await(Set<ManifestKey> objects);

    /**
     * Hears what the cluster made of an object that was applied.
     *
     * @param key the object
     * @param object as the cluster answered
     */
    default void applied(ManifestKey key, ObjectNode object) {}

    /**
     * Looks at the cluster right before an object is written.
     *
     * @param step what is about to be done
     * @return why it must not be done, in words for people, if something speaks against it
     */
    default Optional<Diagnostic> objection(Step step) {
        return Optional.empty();
    }
}
