package io.github.kitmaven.inventory;

import java.time.Instant;
import java.util.Optional;

/**
 * Judges a Lease that another run holds, by when its renewals are seen here: the clocks of two machines differ, but time
 * passes alike on both. The rule is that of client-go's leader election.
 */
final class LeaseObserver {
    private String seen = "";
    private Instant since = Instant.MIN;

    /**
     * Looks at the Lease.
     *
     * @param state the Lease; empty where there is none
     * @param now the time here, which never goes back
     * @return whether it may be taken
     */
    boolean mayTake(Optional<LeaseState> state, Instant now) {
        if (state.isEmpty() || state.get().isFree()) {
            return true;
        }
        if (!state.get().version().equals(seen)) {
            seen = state.get().version();
            since = now;
        }
        return !now.isBefore(since.plus(state.get().ttl()));
    }
}
