package io.github.kitmaven.cluster.fabric8;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * When a failed request is worth another try. Nearly everything kit asks may be asked twice: it reads, or applies a whole
 * object; whoever creates or replaces must expect that the first try succeeded, and only its answer was lost.
 *
 * @param tries how many tries there are at most
 * @param outage how long to go on after the first try
 * @param jitter a factor between 0 and 1, new each time: clients that failed together must not return together
 */
record Retry(int tries, Duration outage, DoubleSupplier jitter) {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    /** A server that asks for more patience than this is as good as away. */
    private static final Duration LONGEST_ASKED = Duration.ofSeconds(30);
    /** A server that says when to come back is there; all the same, it can't put us off for ever. */
    private static final int ASKED_OUTAGES = 6;

    /** Patience with a server that has not answered yet, and perhaps never will. */
    static Retry ofStranger(Duration outage) {
        return new Retry(5, outage, Retry::random);
    }

    /**
     * Patience with a server that has answered before: it may be overloaded, or be starting again. Of requests of which
     * three in ten fail by chance, one in two million fails for good.
     */
    static Retry ofAcquaintance(Duration outage) {
        return new Retry(12, outage.multipliedBy(3), Retry::random);
    }

    /**
     * Decides on another try.
     *
     * @param tried how many tries have failed
     * @param since the time since the first one
     * @param asked the pause that the server asked for
     * @return the pause before the next try; empty to give up
     */
    Optional<Duration> pause(int tried, Duration since, Optional<Duration> asked) {
        if (tried >= tries) {
            return Optional.empty();
        }
        if (asked.isPresent()) {
            return asked.filter(pause -> pause.compareTo(LONGEST_ASKED) <= 0)
                    .map(pause -> pause.plus(spread(FIRST_PAUSE)))
                    .filter(pause -> since.plus(pause).compareTo(outage.multipliedBy(ASKED_OUTAGES)) < 0);
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tried - 1, 10));
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        pause = pause.dividedBy(2).plus(spread(pause));
        return since.plus(pause).compareTo(outage) < 0 ? Optional.of(pause) : Optional.empty();
    }

    private Duration spread(Duration most) {
        return Duration.ofNanos((long) (most.toNanos() * jitter.getAsDouble()));
    }

    private static double random() {
        return ThreadLocalRandom.current().nextDouble();
    }
}
