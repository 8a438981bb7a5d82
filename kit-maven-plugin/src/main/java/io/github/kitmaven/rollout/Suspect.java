package io.github.kitmaven.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whom to ask for the cause of a failure.
 *
 * @param namespace its namespace
 * @param uid what the events are about
 * @param log the log to read; empty where nothing has run
 */
record Suspect(String namespace, String uid, Optional<LogOf> log) {

    /**
     * Which log to read.
     *
     * @param pod the pod
     * @param container the container
     * @param previous whether it is the run before this one that tells
     */
    record LogOf(String pod, String container, boolean previous) {}

    /** The pod and the container of the worst trouble, or else the first that is not well; or else the object itself. */
    static Suspect of(Live object, List<Live> pods, List<Trouble> troubles) {
        Optional<Trouble> worst =
                troubles.stream().filter(trouble -> !trouble.pod().isEmpty()).findFirst();
        boolean itself = worst.isEmpty() && !troubles.isEmpty();
        Optional<Live> pod = (object.isOf("", "Pod") ? List.of(object) : itself ? List.<Live>of() : pods)
                .stream()
                        .filter(one -> worst.map(trouble -> trouble.pod().equals(one.name()))
                                .orElse(!one.isTrue("Ready")))
                        .max(Comparator.comparing(Suspect::failed)
                                .thenComparing(Live::name, Comparator.reverseOrder()));
        return new Suspect(
                object.namespace(),
                pod.orElse(object).uid(),
                pod.flatMap(one -> log(one, worst.map(Trouble::container).orElse(""))));
    }

    private static boolean failed(Live pod) {
        return Troubles.lastExit(List.of(pod)).isPresent();
    }

    private static Optional<LogOf> log(Live pod, String container) {
        return Containers.of(pod)
                .filter(Containers::hasRun)
                .filter(one -> container.isEmpty()
                        ? !Containers.isWell(one)
                        : Containers.name(one).equals(container))
                .findFirst()
                .map(one -> log(pod, one));
    }

    private static LogOf log(Live pod, JsonNode container) {
        return new LogOf(pod.name(), Containers.name(container), Containers.onlyRanBefore(container));
    }
}
