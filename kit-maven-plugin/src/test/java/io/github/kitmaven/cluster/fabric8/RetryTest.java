package io.github.kitmaven.cluster.fabric8;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryTest {
    private static final Duration OUTAGE = Duration.ofSeconds(10);
    private final Retry shortest = new Retry(OUTAGE, () -> 0);
    private final Retry longest = new Retry(OUTAGE, () -> 1);

    @Test
    void pausesGrowAndSpread() {
        assertThat(pauses(shortest)).containsExactly(125L, 250L, 500L, 1000L);
        assertThat(pauses(longest)).containsExactly(375L, 750L, 1500L, 3000L);
    }

    @Test
    void fiveTriesAreEnough() {
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
    void aServerThatAsksForMinutesIsGivenUp() {
        assertThat(shortest.pause(1, Duration.ZERO, Optional.of(Duration.ofMinutes(2))))
                .isEmpty();
    }

    private static java.util.List<Long> pauses(Retry retry) {
        return java.util.stream.IntStream.rangeClosed(1, 4)
                .mapToObj(tried -> retry.pause(tried, Duration.ZERO, Optional.empty())
                        .orElseThrow()
                        .toMillis())
                .toList();
    }
}
