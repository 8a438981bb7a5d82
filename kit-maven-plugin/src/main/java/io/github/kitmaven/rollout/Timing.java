package io.github.kitmaven.rollout;

import io.github.kitmaven.rollout.Trouble.Gravity;
import io.github.kitmaven.rollout.Verdict.Failed;
import io.github.kitmaven.rollout.Verdict.Failed.Certainty;
import io.github.kitmaven.rollout.Verdict.Progressing;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The time by which things are judged, and how strictly.
 *
 * @param began when the wait began
 * @param now when the verdict is given
 * @param health which troubles count
 */
public record Timing(Instant began, Instant now, HealthOptions health) {

    /**
     * The time by which things are judged as usual.
     *
     * @param began when the wait began
     * @param now when the verdict is given
     */
    public Timing(Instant began, Instant now) {
        this(began, now, HealthOptions.DEFAULT);
    }

    /** What the troubles of an object that is under way make of it. */
    Verdict judge(Verdict underWay, List<Trouble> troubles) {
        List<Trouble> counted = troubles.stream().filter(health::counts).toList();
        Optional<Trouble> fatal = counted.stream()
                .filter(trouble -> trouble.gravity() == Gravity.FATAL)
                .findFirst();
        if (fatal.isPresent()) {
            return new Failed(fatal.get().words(), Certainty.STUCK);
        }
        Optional<Trouble> passing = counted.stream()
                .filter(trouble -> trouble.gravity() == Gravity.PASSING)
                .min(Comparator.comparing(this::graceEnds));
        if (passing.isPresent()) {
            return bear(passing.get());
        }
        return troubles.isEmpty()
                ? underWay
                : new Progressing(underWay.reason() + "; " + troubles.get(0).words());
    }

    /** When the grace of a trouble ends. It never ends sooner after the beginning: the server's clock may be behind ours. */
    private Instant graceEnds(Trouble trouble) {
        return (trouble.since().isAfter(began) ? trouble.since() : began).plus(health.grace());
    }

    /** A failure once the grace is over, progress until then. */
    private Verdict bear(Trouble trouble) {
        Instant end = graceEnds(trouble);
        return now.isBefore(end)
                ? new Progressing(trouble.words(), Optional.of(end))
                : new Failed(trouble.words(), Certainty.OUTLASTED_GRACE);
    }
}
