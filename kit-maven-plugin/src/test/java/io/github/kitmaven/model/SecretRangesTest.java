package io.github.kitmaven.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretRangesTest {
    private static final String TEXT = "a 7 b xy c";
    private static final SecretRanges RANGES = ranges(2, 3, 6, 8);

    private static SecretRanges ranges(int... bounds) {
        SecretRanges.Builder builder = new SecretRanges.Builder();
        for (int i = 0; i < bounds.length; i += 2) {
            builder.add(bounds[i], bounds[i + 1]);
        }
        return builder.build();
    }

    @ParameterizedTest
    @CsvSource({"0, 2, false", "0, 3, true", "2, 3, true", "3, 6, false", "2, 2, false", "7, 8, true", "8, 10, false"})
    void aPartMeetsARangeWhereTheyShareACharacter(int start, int end, boolean meets) {
        assertThat(RANGES.meets(start, end)).isEqualTo(meets);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10, a <secret> b <secret> c",
        "3, 6, ' b '",
        "2, 3, <secret>",
        "7, 10, <secret> c",
        "0, 7, a <secret> b <secret>"
    })
    void aPartIsShownWithoutWhatMeetsIt(int start, int end, String shown) {
        assertThat(RANGES.mask(TEXT, start, end)).isEqualTo(shown);
    }

    @Test
    void withoutRangesNothingIsSecretAndNothingIsAllocated() {
        assertThat(ranges(3, 3)).isSameAs(SecretRanges.NONE);
        assertThat(SecretRanges.NONE.inCodePoints("😀")).isSameAs(SecretRanges.NONE);
        assertThat(RANGES.inCodePoints(TEXT)).isSameAs(RANGES);
        assertThat(SecretRanges.NONE.mask(TEXT, 0, 3)).isEqualTo("a 7");
    }

    @Test
    void theyCanBeCountedAsYamlDoes() {
        String text = "😀 7 é😀 xy";
        SecretRanges points = ranges(3, 4, 9, 11).inCodePoints(text);

        assertThat(text.substring(9, 11)).isEqualTo("xy");
        assertThat(points.meets(2, 3)).isTrue();
        assertThat(points.meets(3, 7)).isFalse();
        assertThat(points.meets(7, 9)).isTrue();
        assertThat(points.meets(9, 11)).isFalse();
    }
}
