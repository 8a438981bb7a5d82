package io.github.kitmaven.event;

import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.problem.Diagnostic;
import java.util.List;
import java.util.Map;

/** Something that happened during a goal. Events hold facts, not sentences; a listener words them. */
public sealed interface Event {

    /**
     * Something is odd, but the goal goes on.
     *
     * @param diagnostic what is odd, and where
     */
    record Warned(Diagnostic diagnostic) implements Event {}

    /**
     * It is known which clusters the run is about.
     *
     * @param clusters their names
     */
    record FleetFound(List<String> clusters) implements Event {}

    /**
     * A cluster is known in full: what it has, and what it lacks.
     *
     * @param cluster the cluster's name
     * @param actions how many objects fall under each action, such as {@code create}
     */
    record ClusterPlanned(String cluster, Map<String, Integer> actions) implements Event {}

    /**
     * A cluster was given up on before anything was written to it.
     *
     * @param cluster the cluster's name
     * @param diagnostic why
     */
    record ClusterUnreachable(String cluster, Diagnostic diagnostic) implements Event {}

    /**
     * One object was written.
     *
     * @param cluster the cluster's name
     * @param key the object
     * @param action what was done, such as {@code create}
     */
    record ObjectApplied(String cluster, ManifestKey key, String action) implements Event {}

    /**
     * One object could not be written.
     *
     * @param cluster the cluster's name
     * @param key the object
     * @param diagnostic why
     */
    record ObjectRefused(String cluster, ManifestKey key, Diagnostic diagnostic) implements Event {}

    /**
     * The state of a rollout changed.
     *
     * @param cluster the cluster's name
     * @param key the object that is rolled out
     * @param state where it stands now
     * @param reason why it stands there, one sentence
     */
    record RolloutChanged(String cluster, ManifestKey key, RolloutState state, String reason) implements Event {}

    /**
     * Nothing happened for a while, and a build that says nothing is taken for dead.
     *
     * @param cluster the cluster's name
     * @param waitingFor how many objects are not yet healthy
     * @param seconds how long they have been waited for
     * @param worst one or two of them, the most doubtful
     */
    record StillWaiting(String cluster, int waitingFor, long seconds, List<Unready> worst) implements Event {}

    /**
     * Writing to a cluster takes a while, and a build that says nothing is taken for dead.
     *
     * @param cluster the cluster's name
     * @param applied how many objects have been written
     * @param of how many are to be written
     * @param seconds how long it has taken so far
     */
    record StillApplying(String cluster, int applied, int of, long seconds) implements Event {}

    /**
     * Another run deploys to a cluster, and its end is waited for.
     *
     * @param cluster the cluster's name
     * @param holder the other run
     * @param since since when it deploys, by its clock
     * @param seconds how long it has been waited for
     */
    record LeaseAwaited(String cluster, String holder, String since, long seconds) implements Event {}

    /**
     * A cluster is done with, for better or worse.
     *
     * @param cluster the cluster's name
     * @param successful whether all that was asked of it holds
     * @param finished how many clusters are done with, this one included
     * @param of how many clusters there are
     */
    record ClusterFinished(String cluster, boolean successful, int finished, int of) implements Event {}

    /**
     * An object that is not healthy yet.
     *
     * @param key the object
     * @param reason why, in words for people
     */
    record Unready(ManifestKey key, String reason) {}

    /** Where a rollout stands. */
    enum RolloutState {
        /** Under way. */
        PROGRESSING,
        /** As desired. */
        HEALTHY,
        /** Waiting longer would not help. */
        FAILED
    }
}
