package io.github.kitmaven.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads and programs do. */
public final class Await {
    /** Far more than anything takes, on a busy machine too. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Await() {}

    /** Goes on as soon as it is so. */
    public static void await(BooleanSupplier wish) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!wish.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it does not happen").isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
