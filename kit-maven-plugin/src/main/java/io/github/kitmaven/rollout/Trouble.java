package io.github.kitmaven.rollout;

import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * Something that is wrong with an object or with one of its pods, as the cluster tells it.
 *
 * @param pod the pod's name; empty where it is the object itself
 * @param container the container's name; empty where it is the pod as a whole
 * @param reason the cluster's word for it, such as {@code ImagePullBackOff}
 * @param message the cluster's sentence about it; may be empty
 * @param exit how the container's last run ended, such as {@code exit code 1 (Error)}; empty where none has ended
 * @param times how often it has happened, as far as the cluster counts; at least 1
 * @param since when it began; the beginning of all time where nobody knows
 * @param gravity what it means for the rollout
 */
public record Trouble(
        String pod,
        String container,
        String reason,
        String message,
        String exit,
        int times,
        Instant since,
        Gravity gravity) {

    /** What a trouble means for the rollout. */
    public enum Gravity {
        /** Waiting can't heal it: the rollout fails at once. */
        FATAL,
        /** It may heal by itself, and is borne for the grace. */
        PASSING,
        /** It heals by itself more often than not, and fails nothing before the time is over. */
        NOTED
    }

    /** {@return where and what, in words for people} */
    public String words() {
        String place =
                pod.isEmpty() ? "" : "pod " + pod + (container.isEmpty() ? "" : ", container " + container) + ": ";
        return place + Live.joined(reason, message) + (exit.isEmpty() ? "" : "; before that, " + exit);
    }

    Trouble masked(UnaryOperator<String> mask) {
        return new Trouble(
                mask.apply(pod), mask.apply(container), reason, mask.apply(message), exit, times, since, gravity);
    }
}
