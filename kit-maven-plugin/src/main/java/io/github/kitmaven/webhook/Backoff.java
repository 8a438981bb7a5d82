package io.github.kitmaven.webhook;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before a message is sent again: after each failure up to twice as long as before, or as long as the
 * endpoint asks for.
 *
 * @param pause lets time pass
 * @param jitter a factor between 0 and 1, new each time: many builds that failed together must not return together
 */
record Backoff(Pause pause, DoubleSupplier jitter) {
    /** How often a message is sent to an endpoint that can be thought alive. */
    static final int TRIES = 6;

    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** Lets time pass. */
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    static Backoff sleeping() {
        return new Backoff(
                time -> Thread.sleep(time.toMillis()),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    void waitAfter(int tries, Optional<Duration> asked) throws InterruptedException {
        Duration most = FIRST.multipliedBy(1L << tries);
        Duration some = Duration.ofNanos((long) (most.toNanos() * jitter.getAsDouble()));
        Duration time =
                asked.map(least -> least.plus(some)).orElse(most.dividedBy(2).plus(some.dividedBy(2)));
        pause.of(time.compareTo(LONGEST) > 0 ? LONGEST : time);
    }
}
