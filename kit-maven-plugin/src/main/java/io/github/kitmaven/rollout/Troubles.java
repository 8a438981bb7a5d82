package io.github.kitmaven.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.rollout.Live.Condition;
import io.github.kitmaven.rollout.Trouble.Gravity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds what keeps an object from being healthy, in the states of its pods and in what the cluster says happened to them.
 *
 * @see <a href="https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/images/types.go">the kubelet's reasons for
 *     images</a> and <a
 *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kuberuntime/kuberuntime_container.go">for
 *     containers</a>
 */
final class Troubles {
    /** ErrImagePull is not among them: the kubelet tries again at least once before it backs off. */
    private static final Set<String> STUCK = Set.of(
            "ImagePullBackOff",
            "ErrImageNeverPull",
            "InvalidImageName",
            "CreateContainerConfigError",
            "CreateContainerError");
    /** A Job counts its failures itself, up to its own limit. */
    private static final Set<String> STUCK_UNLESS_A_JOB = Set.of("CrashLoopBackOff", "RunContainerError");
    /** What autoscalers of nodes say of a pod that they make room for. */
    private static final Set<String> A_NODE_COMES = Set.of("TriggeredScaleUp", "Nominated");
    /** The order in which one of several is told. */
    private static final Comparator<Trouble> WORST_FIRST =
            Comparator.comparing(Trouble::gravity).thenComparing(Trouble::pod);

    private final Live object;
    private final List<Live> pods;
    private final List<Happening> events;
    private final List<Trouble> found = new ArrayList<>();

    private Troubles(Live object, List<Live> pods, List<Happening> events) {
        this.object = object;
        this.pods = pods;
        this.events = events;
    }

    /**
     * Finds all that is wrong.
     *
     * @param object the object
     * @param pods the pods of its current revision; none for a pod itself
     * @param events what is said of the object and of its pods
     * @return the troubles, worst first
     */
    static List<Trouble> of(Live object, List<Live> pods, List<Happening> events) {
        Troubles troubles = new Troubles(object, object.isOf("", "Pod") ? List.of(object) : pods, events);
        troubles.find();
        return troubles.found.stream().sorted(WORST_FIRST).toList();
    }

    /** How a failed container of these pods ended. */
    static Optional<String> lastExit(List<Live> pods) {
        return pods.stream()
                .flatMap(pod -> Containers.of(pod)
                        .filter(container ->
                                Containers.ended(container).path("exitCode").asInt(0) != 0)
                        .map(container -> "pod " + pod.name() + ", container " + Containers.name(container) + ": "
                                + Containers.exit(container)))
                .findFirst();
    }

    private void find() {
        pods.forEach(this::ofPod);
        object.condition("ReplicaFailure").filter(Condition::isTrue).ifPresent(this::refusedPods);
        if (!object.isOf("", "Pod")) {
            about(object).filter(Happening::isWarning).forEach(this::ofObject);
        }
    }

    private void ofPod(Live pod) {
        boolean job = object.isOf("batch", "Job");
        Containers.of(pod).forEach(container -> {
            String reason = Containers.waiting(container).path("reason").asText("");
            if (STUCK.contains(reason) || (!job && STUCK_UNLESS_A_JOB.contains(reason))) {
                found.add(stuck(pod, container, reason));
            } else if (!job
                    && Containers.ended(container).path("reason").asText("").equals("OOMKilled")) {
                Instant when =
                        Live.time(Containers.ended(container).path("finishedAt").asText(""));
                int times = Math.max(1, container.path("restartCount").asInt(0));
                found.add(trouble(pod, container, "OOMKilled", "", times, when, Gravity.PASSING));
            }
        });
        pod.condition("PodScheduled")
                .filter(condition -> condition.isFalse() && condition.reason().equals("Unschedulable"))
                .ifPresent(condition -> found.add(unschedulable(pod, condition)));
        if (!pod.isTrue("Ready")) {
            about(pod)
                    .filter(event -> event.isWarning() && !toldByStates(pod, event))
                    .forEach(event -> ofPod(pod, event));
        }
    }

    private Trouble stuck(Live pod, JsonNode container, String reason) {
        Set<String> reasons = HealthOptions.eventsOf(reason);
        int told = times(pod, event -> reasons.contains(event.reason()));
        int restarts = reason.equals("CrashLoopBackOff")
                ? container.path("restartCount").asInt(0)
                : 0;
        String message = Containers.waiting(container).path("message").asText("");
        int times = Math.max(told, restarts);
        return trouble(pod, container, reason, message, times, Instant.EPOCH, Gravity.FATAL);
    }

    private static Trouble trouble(
            Live pod, JsonNode container, String reason, String message, int times, Instant since, Gravity gravity) {
        boolean ended = !Containers.ended(container).isMissingNode();
        String exit = ended ? Containers.exit(container) : "";
        return new Trouble(pod.name(), Containers.name(container), reason, message, exit, times, since, gravity);
    }

    private Trouble unschedulable(Live pod, Condition condition) {
        boolean nodeComes = about(pod).anyMatch(event -> A_NODE_COMES.contains(event.reason()));
        String message = condition.message() + (nodeComes ? "; a node is being added for it" : "");
        int times = times(pod, event -> event.reason().equals("FailedScheduling"));
        return new Trouble(
                pod.name(),
                "",
                condition.reason(),
                message,
                "",
                times,
                condition.since(),
                nodeComes ? Gravity.NOTED : Gravity.PASSING);
    }

    /** Pods that the API server doesn't admit: a quota, a policy, an admission webhook. */
    private void refusedPods(Condition condition) {
        found.add(new Trouble(
                "", "", condition.reason(), condition.message(), "", 1, condition.since(), Gravity.PASSING));
    }

    /** A pod that lacks what it mounts stays where it is; most else of this kind passes. */
    private void ofPod(Live pod, Happening event) {
        boolean creating = Containers.of(pod)
                .allMatch(container -> !Containers.waiting(container).isMissingNode());
        boolean mount = event.reason().equals("FailedMount");
        if (creating || !mount) {
            found.add(told(pod.name(), event, mount && isMissing(event) ? Gravity.PASSING : Gravity.NOTED));
        }
    }

    private void ofObject(Happening event) {
        boolean refused = event.reason().equals("FailedCreate")
                && pods.stream().noneMatch(pod -> !pod.created().isBefore(event.last()));
        boolean lacks = event.reason().equals("ProvisioningFailed") && isMissing(event);
        if (!event.reason().equals("FailedCreate") || refused) {
            found.add(told("", event, refused || lacks ? Gravity.PASSING : Gravity.NOTED));
        }
    }

    private static Trouble told(String pod, Happening event, Gravity gravity) {
        return new Trouble(pod, "", event.reason(), event.message(), "", event.times(), event.first(), gravity);
    }

    /** Whether a state of the pod, or of one of its containers, tells the same. */
    private boolean toldByStates(Live pod, Happening event) {
        return event.reason().equals("FailedScheduling")
                || found.stream()
                        .filter(trouble -> trouble.pod().equals(pod.name()))
                        .anyMatch(trouble ->
                                HealthOptions.eventsOf(trouble.reason()).contains(event.reason()));
    }

    private static boolean isMissing(Happening event) {
        return event.message().contains("not found") || event.message().contains("non-existent");
    }

    private int times(Live pod, Predicate<Happening> chosen) {
        return about(pod).filter(chosen).mapToInt(Happening::times).max().orElse(1);
    }

    private Stream<Happening> about(Live one) {
        return events.stream().filter(event -> event.about().equals(one.uid()));
    }
}
