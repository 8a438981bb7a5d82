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

    /** More Leases than this are each renewed less often. */
    private static final int MANY = 25;

    /**
     * Spares a run that holds many Leases: to renew a hundred every five seconds, while it deploys, it may lack the time, and
     * would lose some. So it never renews more than five a second, and in return each outlasts it the longer.
     *
     * @param leases how many Leases the run holds at once
     * @return the same, with a ttl that grows with them from 25 on
     */
    public LeaseOptions holding(int leases) {
        return new LeaseOptions(
                enabled, timeout, ttl.multipliedBy(Math.max(leases, MANY)).dividedBy(MANY));
    }

    /** How often a run that lives renews its Lease. */
    Duration renewal() {
        return ttl.dividedBy(6);
    }

    /** How long a run may go without a renewal before it must not write any more: well before another may begin. */
    Duration patience() {
        return ttl.multipliedBy(2).dividedBy(3);
    }
}
