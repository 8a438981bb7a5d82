package io.github.kitmaven.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> NAMES = List.of("production", "develop", "web", "api");

    @ParameterizedTest
    @CsvSource({
        "develpo, The nearest name is develop",
        "prodction, The nearest name is production",
        "wep, The nearest name is web",
        "wbe, The nearest name is web",
        "staging, 'There is api, develop, production, web'",
        "'', 'There is api, develop, production, web'",
    })
    void theNearestNameIsNamedOrElseAll(String name, String advice) {
        assertThat(Nearest.advice(name, NAMES)).isEqualTo(advice);
    }

    @ParameterizedTest
    @CsvSource({
        "disabel, disable", // two neighbours swapped
        "disabl, disable",
        "disablee, disable",
        "disaple, disable",
        "idsalbe,",
        "disab,",
        "wbe,",
    })
    void oneSlipIsATypoAndTwoAreAnotherName(String name, String meant) {
        assertThat(Nearest.typo(name, List.of("file", "disable", "web"))).isEqualTo(Optional.ofNullable(meant));
    }

    @Test
    void whereThereIsNothingItSaysSo() {
        assertThat(Nearest.advice("web", List.of())).isEqualTo("There is none");
    }
}
