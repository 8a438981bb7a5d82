package io.github.kitmaven.rollout;

import java.time.Duration;

/**
 * How to wait.
 *
 * @param timeout how long each object may take
 * @param keepAlive after how long a silence the wait says that it goes on
 * @param ticker the passing of time
 */
public record RolloutOptions(Duration timeout, Duration keepAlive, Ticker ticker) {
    /** The usual silence before a sign of life: well below what CI systems take for a hang. */
    public static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

    /**
     * The usual wait.
     *
     * @param timeout how long each object may take
     * @return the options
     */
    public static RolloutOptions within(Duration timeout) {
        return new RolloutOptions(timeout, KEEP_ALIVE, Ticker.system());
    }
}
