package io.github.kitmaven.cluster.fabric8;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryTest {
    private static final Duration OUTAGE = Duration.ofSeconds(10);
    private final Retry shortest = new Retry(5, OUTAGE, () -> 0);
    private final Retry longest = new Retry(7, OUTAGE, () -> 1);

    @Test
    void pausesGrowToALimitAndSpread() {
        assertThat(pauses(shortest, 4)).containsExactly(125L, 250L, 500L, 1000L);
        assertThat(pauses(longest, 6)).containsExactly(375L, 750L, 1500L, 3000L, 3000L, 3000L);
    }

    @Test
    void whoHasAnsweredOnceIsWorthMoreTriesForLonger() {
        Retry stranger = Retry.ofStranger(OUTAGE);
        Retry acquaintance = Retry.ofAcquaintance(OUTAGE);

        assertThat(stranger.pause(5, Duration.ZERO, Optional.empty())).isEmpty();
        assertThat(acquaintance.pause(11, Duration.ofSeconds(26), Optional.empty()))
                .isPresent();
        assertThat(acquaintance.pause(12, Duration.ZERO, Optional.empty())).isEmpty();
        assertThat(acquaintance.pause(1, Duration.ofSeconds(30), Optional.empty()))
                .isEmpty();
    }

    @Test
    void theTriesAreBounded() {
        assertThat(shortest.pause(5, Duration.ZERO, Optional.empty())).isEmpty();
        assertThat(shortest.pause(5, Duration.ZERO, Optional.of(Duration.ofSeconds(1))))
                .isEmpty();
    }

    @Test
    void noTryBeginsAfterTheOutage() {
        assertThat(shortest.pause(1, Duration.ofMillis(9874), Optional.empty())).isPresent();
        assertThat(shortest.pause(1, Duration.ofMillis(9875), Optional.empty())).isEmpty();
    }

    @Test
    void theServersOwnPauseIsKept() {
        assertThat(shortest.pause(1, Duration.ofSeconds(20), Optional.of(Duration.ofSeconds(7))))
                .contains(Duration.ofSeconds(7));
        assertThat(longest.pause(1, Duration.ZERO, Optional.of(Duration.ofSeconds(7))))
                .contains(Duration.ofMillis(7250));
    }

    @Test
    void aServerThatPutsUsOffAgainAndAgainIsGivenUp() {
        assertThat(shortest.pause(4, Duration.ofSeconds(58), Optional.of(Duration.ofSeconds(1))))
                .isPresent();
        assertThat(shortest.pause(4, Duration.ofSeconds(59), Optional.of(Duration.ofSeconds(1))))
                .isEmpty();
    }

    @Test
    void aServerThatAsksForMinutesIsGivenUp() {
        assertThat(shortest.pause(1, Duration.ZERO, Optional.of(Duration.ofMinutes(2))))
                .isEmpty();
    }

    private static java.util.List<Long> pauses(Retry retry, int most) {
        return java.util.stream.IntStream.rangeClosed(1, most)
                .mapToObj(tried -> retry.pause(tried, Duration.ZERO, Optional.empty())
                        .orElseThrow()
                        .toMillis())
                .toList();
    }
}
