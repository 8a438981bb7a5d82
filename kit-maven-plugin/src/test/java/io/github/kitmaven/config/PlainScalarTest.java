package io.github.kitmaven.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.testing.Golden;
import io.github.kitmaven.testing.Values;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainScalarTest {

    /** Recorded from js-yaml 3.5.2 and JavaScript's String(). */
    @TestFactory
    Stream<DynamicTest> versionTwoReadsScalarsAsTheOriginalDoes() {
        return Golden.each(Golden.read("scalars.json"))
                .map(row -> DynamicTest.dynamicTest(row.get("yaml").asText(), () -> assertLikeOriginal(row)));
    }

    private static void assertLikeOriginal(JsonNode row) {
        Scalar scalar = scalar(row.get("yaml").asText(), FormatVersion.V2);
        assertThat(scalar.type() + " " + scalar.text())
                .isEqualTo(row.get("type").asText() + " " + row.get("text").asText());
    }

    @ParameterizedTest(name = "{0} is {1} {2}")
    @CsvSource({
        "1e3, NUMBER, 1000",
        "0o14, NUMBER, 12",
        "0644, NUMBER, 420",
        "0x1F, NUMBER, 31",
        "1_000, STRING, 1_000",
        "1:30, STRING, 1:30",
        "0b11, STRING, 0b11",
        "2.50, NUMBER, 2.5",
        "9223372036854775807, NUMBER, 9223372036854775807",
        "-12, NUMBER, -12",
        "-.5, NUMBER, -0.5",
        "08, STRING, 08",
        "yes, STRING, yes",
        "2020-01-01, STRING, 2020-01-01",
        "True, BOOLEAN, true",
        "~, NULL, ''",
    })
    void versionThreeReadsTheCoreSchema(String yaml, Scalar.Type type, String text) {
        Scalar scalar = scalar(yaml, FormatVersion.V3);

        assertThat(scalar.type()).isEqualTo(type);
        assertThat(scalar.text()).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "0, false",
        "-0.0, false",
        "'''''', false",
        "false, false",
        "~, false",
        ".nan, false",
        "1, true",
        "'''0''', true",
        "'''false''', true",
        "no, true",
    })
    void scalarsAreTrueOrFalseAsInJavaScript(String yaml, boolean truthy) {
        assertThat(scalar(yaml, FormatVersion.V2).truthy()).isEqualTo(truthy);
    }

    private static Scalar scalar(String yaml, FormatVersion version) {
        return (Scalar) Values.yaml("a: " + yaml, version).get("a").orElseThrow();
    }
}
