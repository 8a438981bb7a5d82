package io.github.kitmaven.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Regular expressions mean what Go takes them for, and none takes all time or memory. */
class GoPatternsTest {
    private final GoPatterns patterns = new GoPatterns();

    /** Each was read by Go's regexp package, too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a*)*",
                "a{1000}",
                "(a{10}){100}",
                "(a{500}b{500}){2}",
                "a{1000}b{1000}c{1000}",
                "[{]{1000}{",
                "a{,3}",
                "\\Qa{9999}\\E",
                "\\Qa{9999}",
                "\\{9999}",
                "[]{9999}]",
                "[[:alpha:]{9999}]",
                "\\x{10FFFF}{9}",
                "(?P<name>a)",
                "(?i)a\\z",
                "((((((((((a{2}){2}){2}){2}){2}){2}){2}){2}){2}))"
            })
    void whatGoReadsIsRead(String expression) {
        assertThat(patterns.problem(expression)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a{1001}",
                "((a{1000}){1000}){1000}",
                "(a{100,}){11}",
                "(a{0,100}){11}",
                "((((((((((a{2}){2}){2}){2}){2}){2}){2}){2}){2}){2})",
                "(?=a)",
                "(?<!a)b",
                "(a)\\1",
                "a\\Z",
                "a++",
                "(?>a)",
                "\\u0041",
                "a**",
                "(a",
                "[a"
            })
    void whatGoRefusesIsRefused(String expression) {
        assertThat(patterns.problem(expression)).isPresent();
        assertThat(patterns.finds(expression, "b")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"b,abc,true", "^b,abc,false", "^a.c$,abc,true", "^\\s$,\u00a0,false", "(?i)\u00e4,\u00c4,true"})
    void anyPartOfATextMayMatch(String expression, String text, boolean found) {
        assertThat(patterns.finds(expression, text)).isEqualTo(found);
    }

    @Test
    void groupsDoNotNestWithoutEnd() {
        assertThat(patterns.problem("(".repeat(100_000) + ")".repeat(100_000))).isPresent();
    }

    @Test
    void noTextTakesAllTime() {
        assertThat(patterns.finds("^(a|a)*(a*)*$", "a".repeat(10_000) + "!")).isFalse();
    }
}
