package io.github.kitmaven.inventory;

import java.time.Duration;

/**
 * How runs keep out of each other's way.
 *
 * @param enabled whether they do
 * @param timeout how long a run waits for another to end
 * @param ttl how long a run that was killed keeps others waiting
 */
public record LeaseOptions(boolean enabled, Duration timeout, Duration ttl) {
    /** Waits ten minutes, and half a minute for a killed run. */
    public static final LeaseOptions DEFAULT = new LeaseOptions(true, Duration.ofMinutes(10), Duration.ofSeconds(30));

    /** How often a run that lives renews its Lease. */
    Duration renewal() {
        return ttl.dividedBy(6);
    }

    /** How long a run may go without a renewal before it must not write any more: well before another may begin. */
    Duration patience() {
        return ttl.multipliedBy(2).dividedBy(3);
    }
}
