package io.github.kitmaven.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whose Lease it is, by a clock that the test sets. */
class LeaseObserverTest {
    private static final Instant START = Instant.parse("2026-01-02T12:00:00Z");
    private final LeaseObserver observer = new LeaseObserver();

    @Test
    void whatNobodyHoldsMayBeTakenAtOnce() {
        assertThat(observer.mayTake(Optional.empty(), START)).isTrue();
        assertThat(observer.mayTake(Optional.of(lease("", "7")), START)).isTrue();
    }

    @Test
    void whatIsRenewedIsNeverTaken() {
        for (int second = 0; second < 300; second += 5) {
            assertThat(observer.mayTake(Optional.of(lease("other", "v" + second)), START.plusSeconds(second)))
                    .isFalse();
        }
    }

    @Test
    void whatIsNotRenewedIsTakenOnceItsTimeHasPassedHere() {
        Optional<LeaseState> dead = Optional.of(lease("other", "7"));
        assertThat(observer.mayTake(dead, START)).isFalse();
        assertThat(observer.mayTake(dead, START.plusSeconds(29))).isFalse();
        assertThat(observer.mayTake(dead, START.plusSeconds(30))).isTrue();
    }

    /** The holder's clock is years off: only what is seen here counts. */
    @Test
    void theHoldersClockDoesNotCount() {
        LeaseState longAgo = new LeaseState(
                "other", Duration.ofSeconds(30), "1999-01-01T00:00:00.000000Z", Optional.empty(), 1, "7");
        assertThat(observer.mayTake(Optional.of(longAgo), START)).isFalse();
        assertThat(observer.mayTake(Optional.of(longAgo), START.plusSeconds(30)))
                .isTrue();
    }

    @Test
    void aRenewalStartsTheTimeAnew() {
        assertThat(observer.mayTake(Optional.of(lease("other", "7")), START)).isFalse();
        assertThat(observer.mayTake(Optional.of(lease("other", "8")), START.plusSeconds(29)))
                .isFalse();
        assertThat(observer.mayTake(Optional.of(lease("other", "8")), START.plusSeconds(58)))
                .isFalse();
        assertThat(observer.mayTake(Optional.of(lease("other", "8")), START.plusSeconds(59)))
                .isTrue();
    }

    private static LeaseState lease(String holder, String version) {
        return new LeaseState(
                holder, Duration.ofSeconds(30), "2026-01-02T11:00:00.000000Z", Optional.empty(), 1, version);
    }
}
