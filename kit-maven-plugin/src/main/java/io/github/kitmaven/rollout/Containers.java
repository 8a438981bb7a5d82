package io.github.kitmaven.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

/** Reads what a pod's status tells of its containers. */
final class Containers {
    private Containers() {}

    /** All of a pod, those that prepare it first. */
    static Stream<JsonNode> of(Live pod) {
        return Stream.concat(
                Live.elements(pod.status().path("initContainerStatuses")),
                Live.elements(pod.status().path("containerStatuses")));
    }

    static String name(JsonNode container) {
        return container.path("name").asText("");
    }

    static JsonNode waiting(JsonNode container) {
        return container.path("state").path("waiting");
    }

    /** How it ended: now, or in its run before. */
    static JsonNode ended(JsonNode container) {
        JsonNode now = container.path("state").path("terminated");
        return now.isMissingNode() ? container.path("lastState").path("terminated") : now;
    }

    static String exit(JsonNode container) {
        JsonNode ended = ended(container);
        String reason = ended.path("reason").asText("");
        return "exit code " + ended.path("exitCode").asInt(0) + (reason.isEmpty() ? "" : " (" + reason + ")");
    }

    /** Whether it has nothing to show now, but had in its run before. */
    static boolean onlyRanBefore(JsonNode container) {
        return !runsOrEnded(container)
                && (container.path("restartCount").asInt(0) > 0
                        || container.path("lastState").has("terminated"));
    }

    /** Whether it has ever run, so that there may be a log. */
    static boolean hasRun(JsonNode container) {
        return runsOrEnded(container) || onlyRanBefore(container);
    }

    /** Whether it is as it should be: ready, or done. */
    static boolean isWell(JsonNode container) {
        JsonNode ended = container.path("state").path("terminated");
        return container.path("ready").asBoolean(false)
                || (!ended.isMissingNode() && ended.path("exitCode").asInt(0) == 0);
    }

    private static boolean runsOrEnded(JsonNode container) {
        JsonNode state = container.path("state");
        return state.has("running") || state.has("terminated");
    }
}
