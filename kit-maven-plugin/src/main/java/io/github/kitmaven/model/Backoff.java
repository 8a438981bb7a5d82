package io.github.kitmaven.model;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * When a question that failed is asked again: at most three times, each after twice the pause, or after that which the
 * server asks for.
 *
 * @param pause lets time pass
 * @param jitter a factor between 0 and 1, new each time: questions that failed together must not return together
 */
public record Backoff(Pause pause, DoubleSupplier jitter) {
    private static final int TRIES = 4;
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

    /** {@return one whose pauses are slept} */
    public static Backoff sleeping() {
        return new Backoff(
                time -> Thread.sleep(time.toMillis()),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * Waits for the next try.
     *
     * @param tries how many there were
     * @param asked what the server asks to wait
     * @return false to give up
     * @throws InterruptedException where nobody waits for the answer any more
     */
    public boolean waitAfter(int tries, Optional<Duration> asked) throws InterruptedException {
        if (tries >= TRIES || asked.filter(time -> time.compareTo(LONGEST) > 0).isPresent()) {
            return false;
        }
        Duration least = asked.orElse(FIRST.multipliedBy(1L << (tries - 1)).dividedBy(2));
        pause.of(least.plus(
                Duration.ofNanos((long) (FIRST.multipliedBy(1L << (tries - 1)).toNanos() * jitter.getAsDouble()))));
        return true;
    }
}
