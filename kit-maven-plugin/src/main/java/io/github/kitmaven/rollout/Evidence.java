package io.github.kitmaven.rollout;

import java.util.List;
import java.util.Optional;

/**
 * What the cluster told of a failure when it was asked.
 *
 * @param event what it says has happened, the most telling of it
 * @param log the end of a container's log
 */
public record Evidence(Optional<Event> event, Optional<Log> log) {
    /** Nothing that could be had. */
    public static final Evidence NONE = new Evidence(Optional.empty(), Optional.empty());

    /**
     * Something that happened, once or again and again.
     *
     * @param reason the cluster's word for it, such as {@code FailedMount}
     * @param message the cluster's sentence about it
     * @param times how often it happened
     */
    public record Event(String reason, String message, int times) {}

    /**
     * The end of a container's log.
     *
     * @param pod the pod
     * @param container the container
     * @param previous whether it is of the run before the present one
     * @param lines the last lines, secrets masked and long ones cut
     */
    public record Log(String pod, String container, boolean previous, List<String> lines) {}
}
