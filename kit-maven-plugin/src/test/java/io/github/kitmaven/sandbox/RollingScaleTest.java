package io.github.kitmaven.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollingScaleTest {
    @ParameterizedTest
    @CsvSource({
        "10, 25%, 25%, 3, 2",
        "1, 25%, 25%, 1, 0",
        "4, 1, 0, 1, 0",
        "3, 0, 0, 0, 1",
        "0, 25%, 25%, 0, 1",
        "3, 100%, 50%, 3, 1"
    })
    void surgesRoundUpAndLossesRoundDown(
            int wanted, String surge, String unavailable, int maxSurge, int maxUnavailable) {
        RollingScale scale =
                RollingScale.of(Trees.of("{replicas: %d, strategy: {rollingUpdate: {maxSurge: %s, maxUnavailable: %s}}}"
                        .formatted(wanted, surge, unavailable)));

        assertThat(scale).isEqualTo(new RollingScale(wanted, maxSurge, maxUnavailable));
    }

    @Test
    void theNewOneGrowsAsFarAsTheSurgeAllows() {
        RollingScale scale = new RollingScale(4, 1, 1);

        assertThat(scale.grown(0, 4)).isEqualTo(1);
        assertThat(scale.grown(1, 5)).isEqualTo(1);
        assertThat(scale.grown(1, 4)).isEqualTo(2);
        assertThat(scale.grown(6, 6)).isEqualTo(4);
    }

    @Test
    void theOldOnesShrinkAsFarAsTheLossesAllow() {
        RollingScale scale = new RollingScale(4, 1, 1);

        assertThat(scale.removable(4)).isEqualTo(1);
        assertThat(scale.removable(3)).isZero();
        assertThat(scale.removableBroken(5, 1, 0)).isEqualTo(1);
        assertThat(scale.removableBroken(5, 1, 1)).isEqualTo(2);
    }
}
