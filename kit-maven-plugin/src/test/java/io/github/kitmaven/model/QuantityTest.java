package io.github.kitmaven.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "0.5, 500m",
        "1, 1",
        "1.0, 1",
        "0.1, 100m",
        "1500m, 1500m",
        "2000m, 2",
        "0, 0",
        "0.0, 0",
        "1000, 1k",
        "1024, 1024",
        "1024Mi, 1Gi",
        "1Gi, 1Gi",
        "1536Mi, 1536Mi",
        "0.5Gi, 512Mi",
        "1.5Gi, 1536Mi",
        "100M, 100M",
        "1000M, 1G",
        "1e3, 1e3",
        "12e6, 12e6",
        "1E3, 1e3",
        "1024Ki, 1Mi",
        "0.0001, 100u",
        "+1, 1",
        "-1, -1",
        "128974848, 128974848",
        "1Ki, 1Ki",
        "0.5Ki, 512"
    })
    void amountsGetTheServersForm(String given, String canonical) {
        assertThat(Quantity.canonical(given)).contains(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "1x", "1 Gi", "Mi", "1gi", "--1", "1e99999999999"})
    void otherTextsAreNoAmounts(String text) {
        assertThat(Quantity.canonical(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1500m, 1, 1", "1Gi, 1024Mi, 0", "900M, 1Gi, -1", "1e3, 1k, 0", "100u, 1m, -1", "-1, 0, -1"})
    void amountsAreComparedByTheirNumbers(String one, String other, int order) {
        assertThat(Quantity.number(one)
                        .orElseThrow()
                        .compareTo(Quantity.number(other).orElseThrow()))
                .isEqualTo(order);
    }
}
