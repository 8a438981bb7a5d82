package io.github.kitmaven.model;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * When a request that failed is sent again: each time after twice the pause, or after that which the server asks for.
 *
 * @param tries how often it is sent at most
 * @param pause lets time pass
 * @param jitter a factor between 0 and 1, new each time: questions that failed together must not return together
 */
public record Backoff(int tries, Pause pause, DoubleSupplier jitter) {
    private static final Duration FIRST = Duration.ofMillis(250);
    /** A server that asks for more patience than this is as good as away. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** Lets time pass. */
    public interface Pause {

        /**
         * Returns when the time is over.
         *
         * @param time how long
         * @throws InterruptedException where nobody waits for it any more
         */
        void of(Duration time) throws InterruptedException;
    }

    /**
     * Sleeps.
     *
     * @param tries how often a request is sent at most
     * @return one whose pauses are slept
     */
    public static Backoff sleeping(int tries) {
        return new Backoff(
                tries,
                time -> Thread.sleep(time.toMillis()),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * Waits for the next try.
     *
     * @param tried how often it was sent
     * @param asked what the server asks to wait
     * @return false to give up
     * @throws InterruptedException where nobody waits for the answer any more
     */
    public boolean waitAfter(int tried, Optional<Duration> asked) throws InterruptedException {
        if (tried >= tries || asked.filter(time -> time.compareTo(LONGEST) > 0).isPresent()) {
            return false;
        }
        Duration least = asked.orElse(FIRST.multipliedBy(1L << (tried - 1)).dividedBy(2));
        pause.of(least.plus(
                Duration.ofNanos((long) (FIRST.multipliedBy(1L << (tried - 1)).toNanos() * jitter.getAsDouble()))));
        return true;
    }
}
