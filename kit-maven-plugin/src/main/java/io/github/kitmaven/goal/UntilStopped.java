package io.github.kitmaven.goal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Does something over and over until the process is told to end (Ctrl-C, SIGTERM), or its time is over. The process then
 * ends only once this is closed, so that what was opened before is closed in order.
 */
final class UntilStopped implements AutoCloseable {
    /** What is still open after that is lost. */
    private static final long SECONDS_TO_CLOSE = 10;

    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "kit-stop");

    UntilStopped() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Does something over and over, at intervals.
     *
     * @param time when to end by oneself
     * @param interval how long to wait in between
     * @param something to do
     */
    void every(Duration time, Duration interval, Runnable something) {
        long start = System.nanoTime();
        try {
            long left = time.toNanos();
            while (left > 0 && !told.await(Math.min(left, interval.toNanos()), TimeUnit.NANOSECONDS)) {
                something.run();
                left = time.toNanos() - (System.nanoTime() - start);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // which is to be told, too
        }
    }

    /** Ends it, and returns when all is closed. */
    private void stop() {
        told.countDown();
        try {
            closed.await(SECONDS_TO_CLOSE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is about to end
        }
    }
}
