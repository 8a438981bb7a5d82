package io.github.kitmaven.cluster.fabric8;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * When a failed request is worth another try. Everything kit asks may be asked twice: it reads, or applies a whole
 * object.
 *
 * @param outage how long to go on after the first try
 * @param jitter a factor between 0 and 1, new each time: clients that failed together must not return together
 */
record Retry(Duration outage, DoubleSupplier jitter) {
    private static final int TRIES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    /** A server that asks for more patience than this is as good as away. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    static Retry within(Duration outage) {
        return new Retry(outage, () -> ThreadLocalRandom.current().nextDouble());
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
        if (tried >= TRIES) {
            return Optional.empty();
        }
        if (asked.isPresent()) {
            return asked.filter(pause -> pause.compareTo(LONGEST_PAUSE) <= 0)
                    .map(pause -> pause.plus(spread(FIRST_PAUSE)));
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << (tried - 1));
        pause = pause.dividedBy(2).plus(spread(pause));
        return since.plus(pause).compareTo(outage) < 0 ? Optional.of(pause) : Optional.empty();
    }

    private Duration spread(Duration most) {
        return Duration.ofNanos((long) (most.toNanos() * jitter.getAsDouble()));
    }
}
