package io.github.kitmaven.rollout;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Which troubles end the wait for an object before its time is over.
 *
 * @param on whether any does; otherwise only the object's own status counts
 * @param grace how long a trouble that may heal by itself is borne: a pod without a node, a quota that old pods still fill
 * @param threshold how often a trouble may happen before it counts
 * @param ignore reasons of troubles that never count, such as {@code BackOff} or {@code FailedMount}
 */
public record HealthOptions(boolean on, Duration grace, int threshold, Set<String> ignore) {
    /** The usual: all troubles count, from the first time on. */
    public static final HealthOptions DEFAULT = new HealthOptions(true, Duration.ofSeconds(30), 0, Set.of());

    /** States of pods, and the reasons of the events that the cluster tells of the same trouble. */
    private static final Map<String, Set<String>> EVENTS_OF = Map.of(
            "Unschedulable", Set.of("FailedScheduling"),
            "ImagePullBackOff", Set.of("BackOff", "Failed", "ErrImagePull"),
            "ErrImageNeverPull", Set.of("Failed"),
            "InvalidImageName", Set.of("Failed", "InspectFailed"),
            "CreateContainerConfigError", Set.of("Failed"),
            "CreateContainerError", Set.of("Failed"),
            "RunContainerError", Set.of("Failed"),
            "CrashLoopBackOff", Set.of("BackOff"));

    /**
     * The reasons by which events tell of the trouble that a pod's state tells of.
     *
     * @param reason the state's reason
     * @return the events' reasons
     */
    static Set<String> eventsOf(String reason) {
        return EVENTS_OF.getOrDefault(reason, Set.of());
    }

    /** Whether a trouble is left out of account, as asked. */
    boolean ignores(Trouble trouble) {
        return ignore.contains(trouble.reason())
                || eventsOf(trouble.reason()).stream().anyMatch(ignore::contains);
    }

    /** Whether a trouble may end the wait. */
    boolean counts(Trouble trouble) {
        return on && trouble.times() > threshold && !ignores(trouble);
    }
}
