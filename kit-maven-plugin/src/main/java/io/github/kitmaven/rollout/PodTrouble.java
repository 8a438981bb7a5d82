package io.github.kitmaven.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.rollout.Verdict.Failed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What keeps pods from running that waiting can't heal.
 *
 * @see <a href="https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/images/types.go">the kubelet's reasons for
 *     images</a> and <a
 *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kuberuntime/kuberuntime_container.go">for
 *     containers</a>
 */
final class PodTrouble {
    /** ErrImagePull is not among them: the kubelet tries again at least once before it backs off. */
    private static final Set<String> STUCK = Set.of(
            "ImagePullBackOff",
            "ErrImageNeverPull",
            "InvalidImageName",
            "CreateContainerConfigError",
            "CreateContainerError");
    /** A Job counts its failures itself, up to its own limit. */
    private static final Set<String> STUCK_UNLESS_A_JOB = Set.of("CrashLoopBackOff", "RunContainerError");

    private PodTrouble() {}

    /** The trouble of a workload's pods, or of a pod itself: a failure before a trouble that may pass. */
    static Optional<Verdict> worst(Live object, List<ObjectNode> pods, Timing timing) {
        boolean job = object.kind().equals("Job");
        Stream<Live> all =
                object.kind().equals("Pod") ? Stream.of(object) : pods.stream().map(Live::new);
        List<Verdict> troubles =
                all.flatMap(pod -> of(pod, job, timing).stream()).toList();
        return troubles.stream()
                .filter(Failed.class::isInstance)
                .findFirst()
                .or(() -> troubles.stream().findFirst());
    }

    /** How a failed container of these pods ended. */
    static Optional<String> lastExit(List<Live> pods) {
        return pods.stream()
                .flatMap(pod -> containers(pod)
                        .filter(container -> ended(container).path("exitCode").asInt(0) != 0)
                        .map(container -> place(pod, container) + exit(container)))
                .findFirst();
    }

    private static Optional<Verdict> of(Live pod, boolean job, Timing timing) {
        return stuck(pod, job)
                .<Verdict>map(Failed::new)
                .or(() -> pod.condition("PodScheduled")
                        .filter(condition ->
                                condition.isFalse() && condition.reason().equals("Unschedulable"))
                        .map(condition -> timing.bear(place(pod) + ": " + condition.words(), condition.since())));
    }

    private static Optional<String> stuck(Live pod, boolean job) {
        return containers(pod)
                .filter(container -> {
                    String reason = waiting(container).path("reason").asText("");
                    return STUCK.contains(reason) || (!job && STUCK_UNLESS_A_JOB.contains(reason));
                })
                .map(container -> place(pod, container) + words(container))
                .findFirst();
    }

    private static String words(JsonNode container) {
        String words = Live.joined(
                waiting(container).path("reason").asText(""),
                waiting(container).path("message").asText(""));
        return ended(container).isMissingNode() ? words : words + "; before that, " + exit(container);
    }

    private static String exit(JsonNode container) {
        JsonNode ended = ended(container);
        String reason = ended.path("reason").asText("");
        return "exit code " + ended.path("exitCode").asInt(0) + (reason.isEmpty() ? "" : " (" + reason + ")");
    }

    private static JsonNode ended(JsonNode container) {
        JsonNode now = container.path("state").path("terminated");
        return now.isMissingNode() ? container.path("lastState").path("terminated") : now;
    }

    private static JsonNode waiting(JsonNode container) {
        return container.path("state").path("waiting");
    }

    private static Stream<JsonNode> containers(Live pod) {
        return Stream.concat(
                Live.elements(pod.status().path("initContainerStatuses")),
                Live.elements(pod.status().path("containerStatuses")));
    }

    private static String place(Live pod) {
        return "pod " + pod.name();
    }

    private static String place(Live pod, JsonNode container) {
        return place(pod) + ", container " + container.path("name").asText("") + ": ";
    }
}
