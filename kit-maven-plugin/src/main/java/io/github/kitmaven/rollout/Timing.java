package io.github.kitmaven.rollout;

import java.time.Duration;
import java.time.Instant;

/**
 * The time by which things are judged.
 *
 * @param began when the wait began
 * @param now when the verdict is given
 */
public record Timing(Instant began, Instant now) {
    /** How long something that may heal by itself is borne: a pod without a node, a quota that old pods still fill. */
    public static final Duration GRACE = Duration.ofSeconds(30);

    /** When the grace of a trouble ends. It never ends sooner after the beginning: the server's clock may be behind ours. */
    Instant graceEnds(Instant troubledSince) {
        return (troubledSince.isAfter(began) ? troubledSince : began).plus(GRACE);
    }

    /** {@return a failure once the grace is over, progress until then} */
    Verdict bear(String reason, Instant troubledSince) {
        Instant end = graceEnds(troubledSince);
        return now.isBefore(end)
                ? new Verdict.Progressing(reason, java.util.Optional.of(end))
                : new Verdict.Failed(reason);
    }
}
