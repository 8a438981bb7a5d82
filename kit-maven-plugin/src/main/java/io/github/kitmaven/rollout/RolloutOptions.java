package io.github.kitmaven.rollout;

import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * How to wait.
 *
 * @param timeout how long each object may take
 * @param keepAlive after how long a silence the wait says that it goes on
 * @param health which troubles end the wait for an object before
 * @param mask hides secrets in what the cluster says
 * @param ticker the passing of time
 */
public record RolloutOptions(
        Duration timeout, Duration keepAlive, HealthOptions health, UnaryOperator<String> mask, Ticker ticker) {
    /** The usual silence before a sign of life: well below what CI systems take for a hang. */
    public static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

    /**
     * A wait by the time of this machine.
     *
     * @param timeout how long each object may take
     * @param keepAlive after how long a silence the wait says that it goes on
     * @param health which troubles end the wait for an object before
     */
    public RolloutOptions(Duration timeout, Duration keepAlive, HealthOptions health) {
        this(timeout, keepAlive, health, UnaryOperator.identity(), Ticker.system());
    }

    /**
     * The usual wait.
     *
     * @param timeout how long each object may take
     * @return the options
     */
    public static RolloutOptions within(Duration timeout) {
        return new RolloutOptions(timeout, KEEP_ALIVE, HealthOptions.DEFAULT);
    }

    /**
     * The same wait, in which secrets are hidden.
     *
     * @param secrets hides them in a text
     * @return the options
     */
    public RolloutOptions masking(UnaryOperator<String> secrets) {
        return new RolloutOptions(timeout, keepAlive, health, secrets, ticker);
    }

    /**
     * The same wait, of another length.
     *
     * @param other how long each object may take
     * @return the options
     */
    public RolloutOptions lasting(Duration other) {
        return new RolloutOptions(other, keepAlive, health, mask, ticker);
    }
}
