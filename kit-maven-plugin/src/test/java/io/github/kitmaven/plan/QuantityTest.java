package io.github.kitmaven.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "0.5, 500m, true",
        "1, 1000m, true",
        "1Gi, 1024Mi, true",
        "1e3, 1k, true",
        "1G, 1Gi, false",
        "1, 2, false",
        "a, a, false",
        "1.2.3, 1.2.3, false",
        "., 0, false"
    })
    void amountsAreComparedByWhatTheyMean(String one, String other, boolean equal) {
        assertThat(Quantity.equal(one, other)).isEqualTo(equal);
    }
}
