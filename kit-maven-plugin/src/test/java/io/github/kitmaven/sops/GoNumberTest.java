package io.github.kitmaven.sops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Go's strconv.FormatFloat prints with 'f' and -1. */
class GoNumberTest {

    @ParameterizedTest
    @CsvSource({
        "1.50, 1.5, 1.5",
        "3.0, 3, 3",
        "0.1, 0.1, 0.1",
        "-0.0, -0, -0",
        "1e21, 1000000000000000000000, 1.0e+21",
        "-1.25e22, -12500000000000000000000, -1.25e+22",
        "1.5e-9, 0.0000000015, 0.0000000015",
        "2e-3, 0.002, 0.002",
        "2.2250738585072014e-308, , ",
        "123456789.125, 123456789.125, 123456789.125",
        "9007199254740993, 9007199254740992, 9.007199254740992e+15",
        "NaN, NaN, .nan",
        "+Inf, +Inf, .inf",
        "-Inf, -Inf, -.inf",
    })
    void numbersHaveTheFewestDigitsThatReadBack(String text, String printed, String literal) {
        double value = GoNumber.parse(text);
        if (printed != null) {
            assertThat(GoNumber.print(value)).isEqualTo(printed);
            assertThat(GoNumber.literal(value)).isEqualTo(literal);
        }
        assertThat(Double.compare(GoNumber.parse(GoNumber.print(value)), value)).isZero();
    }
}
