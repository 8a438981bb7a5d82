package io.github.kitmaven.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** The passing of time, so that a test need not wait for it. */
public interface Ticker {

    /** {@return the time now} */
    Instant now();

    /**
     * Waits for something to come.
     *
     * @param <T> what comes
     * @param queue where it comes from
     * @param atMost how long to wait
     * @return what came; empty when the time is over
     * @throws InterruptedException if the wait is interrupted
     */
    <T> Optional<T> next(BlockingQueue<T> queue, Duration atMost) throws InterruptedException;

    /** {@return the time of this machine} */
    static Ticker system() {
        return new Ticker() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public <T> Optional<T> next(BlockingQueue<T> queue, Duration atMost) throws InterruptedException {
                return Optional.ofNullable(queue.poll(atMost.toMillis(), TimeUnit.MILLISECONDS));
            }
        };
    }
}
