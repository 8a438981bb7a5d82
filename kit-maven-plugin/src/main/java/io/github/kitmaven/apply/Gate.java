package io.github.kitmaven.apply;

import io.github.kitmaven.model.ManifestKey;
import java.util.Map;
import java.util.Set;

/** Waits until objects are healthy. */
@FunctionalInterface
public interface Gate {

    /**
     * Waits until each object is healthy, or waiting longer wouldn't help.
     *
     * @param objects the objects
     * @return why not, in words for people, for each that isn't healthy
     */
    Map<ManifestKey, String> await(Set<ManifestKey> objects);
}
