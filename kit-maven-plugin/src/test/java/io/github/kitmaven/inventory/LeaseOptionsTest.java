package io.github.kitmaven.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaseOptionsTest {

    @ParameterizedTest
    @CsvSource({"1,30,6", "25,30,5", "26,31.2,5", "50,60,5", "100,120,5", "1000,1200,5"})
    void aRunThatHoldsManyLeasesRenewsNoMoreThanFiveASecond(int leases, double ttl, int most) {
        LeaseOptions times = LeaseOptions.DEFAULT.holding(leases);
        assertThat(times.ttl()).isEqualTo(Duration.ofMillis((long) (ttl * 1000)));
        assertThat(times.timeout()).isEqualTo(LeaseOptions.DEFAULT.timeout());
        assertThat(leases * 1000.0 / times.renewal().toMillis()).isLessThanOrEqualTo(most);
    }
}
