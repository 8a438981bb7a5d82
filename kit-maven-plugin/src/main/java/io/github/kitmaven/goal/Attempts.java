package io.github.kitmaven.goal;

import io.github.kitmaven.event.Event;
import io.github.kitmaven.event.EventSink;
import io.github.kitmaven.git.RemoteUnreachableException;
import io.github.kitmaven.problem.Diagnostic;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;

/**
 * Tries again what others may get in the way of. Outrun by others, it tries again at once, spread over a time that doubles:
 * from twice of what the attempt took, so that few don't wait for nothing, and many meet less each time. On a fault of the
 * network it waits longer each time.
 *
 * @param retries how often and how long it tries again
 * @param pause lets time pass in between
 * @param events hears of faults of the network
 */
public record Attempts(Retries retries, Pause pause, EventSink events) {
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(500);
    private static final int MOST_DOUBLED = 7;
    private static final Duration WIDEST_WINDOW = Duration.ofSeconds(20);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(10);

    /**
     * Tries until something comes of it.
     *
     * @param <T> what comes of it
     * @param attempt gets its number, from 1; returns empty where it was outrun
     * @return what came of it; empty where even the last attempt was outrun
     * @throws RemoteUnreachableException where even the last attempt met a fault
     */
    public <T> Optional<T> make(IntFunction<Optional<T>> attempt) {
        long first = System.nanoTime();
        for (int number = 1; ; number++) {
            long start = System.nanoTime();
            try {
                Optional<T> result = attempt.apply(number);
                if (result.isPresent() || isLast(number, first)) {
                    return result;
                }
                pause.of(jitter(System.nanoTime() - start, number));
            } catch (RemoteUnreachableException e) {
                if (isLast(number, first)) {
                    throw e;
                }
                Duration wait = backOff(number);
                String fault = e.diagnostics().get(0).message();
                events.on(new Event.Warned(Diagnostic.of(fault, "Trying again in " + wait.toMillis() / 1000.0 + " s")));
                pause.of(wait);
            }
        }
    }

    private boolean isLast(int number, long first) {
        return number > retries.most()
                || System.nanoTime() - first >= retries.timeout().toNanos();
    }

    private static Duration jitter(long took, int number) {
        long window = Math.min(took << Math.min(number, MOST_DOUBLED), WIDEST_WINDOW.toNanos());
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(window + 1));
    }

    private static Duration backOff(int number) {
        Duration doubled = FIRST_BACK_OFF.multipliedBy(1L << Math.min(number - 1, 10));
        return doubled.compareTo(LONGEST_BACK_OFF) < 0 ? doubled : LONGEST_BACK_OFF;
    }
}
