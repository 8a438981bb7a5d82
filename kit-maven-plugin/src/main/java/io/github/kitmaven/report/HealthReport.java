package io.github.kitmaven.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.kitmaven.rollout.Evidence;
import io.github.kitmaven.rollout.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * How an object came out of its rollout.
 *
 * @param state {@code healthy} or {@code failed}
 * @param reason why, in one sentence
 * @param seconds how long after its cluster's apply that was known
 * @param certainty how sure it is that more patience would not have helped; empty where it is healthy
 * @param troubles what is wrong with it and its pods, worst first
 * @param event the most telling event; empty where none was had
 * @param log the end of a container's log; empty where none was had
 * @param ignored how often troubles happened that did not count, as asked, by their reason
 */
public record HealthReport(
        String state,
        String reason,
        double seconds,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<String> certainty,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TroubleReport> troubles,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<HappenedReport> event,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<LogReport> log,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Integer> ignored) {

    /** {@return whether it is not as desired} */
    public boolean failed() {
        return state.equals("failed");
    }

    /** {@return what the cluster told of a failure: its event and its log, in lines; empty where nothing was had} */
    public List<String> evidence() {
        List<String> lines = new ArrayList<>();
        event.filter(it -> !reason.contains(it.message()))
                .ifPresent(it -> lines.add("last event: " + it.reason()
                        + (it.times() > 1 ? " (" + it.times() + " times)" : "")
                        + (it.message().isEmpty() ? "" : ": " + it.message())));
        log.ifPresent(it -> {
            lines.add("log of pod " + it.pod() + ", container " + it.container()
                    + (it.previous() ? ", before its restart:" : ":"));
            it.lines().forEach(line -> lines.add("  | " + line));
        });
        return lines;
    }

    /**
     * Something that is wrong with an object or a pod.
     *
     * @param pod the pod; empty where it is the object itself
     * @param container the container; empty where it is the pod as a whole
     * @param reason the cluster's word for it
     * @param message the cluster's sentence about it
     * @param exit how the container's last run ended
     * @param times how often it has happened
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record TroubleReport(String pod, String container, String reason, String message, String exit, int times) {}

    /**
     * An event of the cluster.
     *
     * @param reason the cluster's word for it
     * @param message the cluster's sentence about it
     * @param times how often it happened
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record HappenedReport(String reason, String message, int times) {}

    /**
     * The end of a container's log.
     *
     * @param pod the pod
     * @param container the container
     * @param previous whether it is of the run before the present one
     * @param lines the last lines
     */
    public record LogReport(String pod, String container, boolean previous, List<String> lines) {}

    static HealthReport of(ObjectHealth health, UnaryOperator<String> mask) {
        Map<String, Integer> ignored = new TreeMap<>();
        health.ignored().forEach((reason, times) -> ignored.put(mask.apply(reason), times));
        return new HealthReport(
                health.state().name().toLowerCase(Locale.ROOT),
                mask.apply(health.reason()),
                health.after().toMillis() / 1000.0,
                health.failed() ? Optional.of(health.certainty().name().toLowerCase(Locale.ROOT)) : Optional.empty(),
                health.troubles().stream().map(trouble -> of(trouble, mask)).toList(),
                health.evidence()
                        .event()
                        .map(event -> new HappenedReport(
                                mask.apply(event.reason()), mask.apply(event.message()), event.times())),
                health.evidence().log().map(log -> of(log, mask)),
                ignored);
    }

    private static TroubleReport of(Trouble trouble, UnaryOperator<String> mask) {
        return new TroubleReport(
                mask.apply(trouble.pod()),
                mask.apply(trouble.container()),
                mask.apply(trouble.reason()),
                mask.apply(trouble.message()),
                mask.apply(trouble.exit()),
                trouble.times());
    }

    private static LogReport of(Evidence.Log log, UnaryOperator<String> mask) {
        return new LogReport(
                mask.apply(log.pod()),
                mask.apply(log.container()),
                log.previous(),
                log.lines().stream().map(mask).toList());
    }
}
