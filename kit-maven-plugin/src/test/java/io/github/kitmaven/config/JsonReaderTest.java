package io.github.kitmaven.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | 1.50 | NUMBER 1.5",
                "2 | 12345678901234567890 | NUMBER 12345678901234567000",
                "3 | 12345678901234567890 | NUMBER 12345678901234567890",
                "3 | 1e3 | NUMBER 1000",
                "3 | true | BOOLEAN true",
                "3 | null | NULL ",
                "3 | \"\\ud83d\\ude00 \\/ \\t\" | STRING 😀 / \t",
                "3 | \"yes\" | STRING yes"
            },
            ignoreLeadingAndTrailingWhitespace = true)
    void aScalarIsReadAsJavaScriptReadsIt(String version, String json, String value) {
        FormatVersion format = version.equals("2") ? FormatVersion.V2 : FormatVersion.V3;

        assertThat(Values.plain(read(json, format)).toString().strip()).isEqualTo(value.strip());
    }

    @Test
    void mapsKeepTheirOrderTheLastOfTwoKeysWinsAndEachValueHasItsPlace() {
        Mapping map = (Mapping) read("{\"b\": [1, {}],\n\t\"a\": \"x\", \"b\": {\"c\": 2}}", FormatVersion.V3);

        assertThat(Values.plain(map)).hasToString("{b={c=NUMBER 2}, a=STRING x}");
        assertThat(map.get("a").orElseThrow().origin()).hasToString("x.json:2:7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{} s3cr3t",
                "s3cr3t",
                "{\"a\" \"s3cr3t\"}",
                "[s3cr3t]",
                "'s3cr3t'",
                "[1,]",
                "\uFEFF{}",
                "NaN"
            })
    void whatIsNotJsonIsRefusedWithItsPlaceAndWithoutItsText(String text) {
        assertThatThrownBy(() -> read(text, FormatVersion.V3))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("x.json:1:")
                .hasMessageEndingWith(": This is not JSON. Correct the JSON here.")
                .hasNoCause();
    }

    private static Value read(String json, FormatVersion version) {
        return new JsonReader(version).read(new SourceText("x.json", json));
    }
}
