package io.github.kitmaven.report;

import io.github.kitmaven.event.Event;
import io.github.kitmaven.event.EventSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Hears of a run as a whole: its plan, what happens, how each cluster ends, its result. Each part may be left out. */
public interface RunListener extends EventSink {

    /** Loads what it needs at the end, which takes a new process long: while the clusters are asked, nobody waits for it. */
    default void warmUp() {}

    /**
     * Hears the plan, before anything is written.
     *
     * @param clusters each cluster, as far as it was planned; an object's tree is at hand as long as this method runs
     */
    default void planned(List<ClusterResult> clusters) {}

    /** Hears an event. Called from many threads at once. */
    @Override
    default void on(Event event) {}

    /**
     * Hears how a cluster ended. Called from many threads at once; throws nothing.
     *
     * @param cluster the cluster, with all objects at hand
     */
    default void deployed(ClusterResult cluster) {}

    /** {@return the page that it makes for people; empty where it makes none} */
    default Optional<Path> page() {
        return Optional.empty();
    }

    /** {@return whether it may wait for others at the end, and so is to wait beside those that only write files} */
    default boolean reachesOut() {
        return false;
    }

    /**
     * Hears how the run ended.
     *
     * @param report the run
     * @throws IOException if that could not be written
     */
    default void ended(RunReport report) throws IOException {}
}
