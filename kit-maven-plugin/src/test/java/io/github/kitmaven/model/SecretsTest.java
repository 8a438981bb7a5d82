package io.github.kitmaven.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @Test
    void theLongestIsMaskedSoThatNothingOfItIsLeft() {
        Secrets secrets = Secrets.of(List.of("open", "open sesame", "sesame"));

        assertThat(secrets.mask("say open sesame, then open")).isEqualTo("say <secret>, then <secret>");
    }

    @Test
    void whereTwoOverlapNothingIsLeftOfEither() {
        Secrets secrets = Secrets.of(List.of("abcd", "bcdefgh", "cdef"));

        assertThat(secrets.mask("abcdefgh")).isEqualTo("<secret>");
        assertThat(secrets.mask("-abcdef-")).isEqualTo("-<secret>-");
        assertThat(secrets.mask("abcdabcd")).isEqualTo("<secret><secret>");
        assertThat(secrets.mask("abc")).isEqualTo("abc");
        assertThat(secrets.mask("")).isEmpty();
    }

    @Test
    void aTextIsReadOnceHoweverManySecretsThereAre() {
        Secrets secrets = new Secrets();
        IntStream.range(0, 100_000).forEach(i -> secrets.add(i + "-secret-" + i));
        String line = "a line of a log without any of them, ".repeat(10);

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (int i = 0; i < 10_000; i++) {
                assertThat(secrets.mask(line)).isEqualTo(line);
            }
        });
        assertThat(secrets.mask("at 77-secret-77, 100000-secret")).isEqualTo("at <secret>, 100000-secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "abc", " abc ", "true", "False", "null", "a\nb\n}\n"})
    void whatWouldMaskWhatIsNoSecretIsNone(String value) {
        String text = "a 1 abc b true False null } YWJj dHJ1ZQ==";
        assertThat(Secrets.of(List.of(value)).mask(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "7, Invalid value: 7, Invalid value: <secret>",
        "7, '7 of 7, 17, v7, 0.7', '<secret> of <secret>, 17, v7, 0.<secret>'",
        "ab, 'x: \"ab\", cab, abc, a-ab-b', 'x: \"<secret>\", cab, abc, a-<secret>-b'",
        "true, got: true or untrue, got: <secret> or untrue",
        "'a\"b', 'near \"a\\\"b\"', near \"<secret>\"",
        "' ab ', is ab here, is <secret> here",
        "longer, alonger one, a<secret> one",
    })
    void aWordIsMaskedWhereItStandsByItself(String value, String text, String shown) {
        Secrets secrets = new Secrets();
        secrets.addWord(value);

        assertThat(secrets.mask(text)).isEqualTo(shown);
        assertThat(secrets.in(text)).isTrue();
        assertThat(new Secrets().and(secrets).mask(text)).isEqualTo(shown);
        assertThat(secrets.isEmpty()).isFalse();
    }

    @Test
    void aWordBreaksUpNoLongerSecretAndNoMask() {
        Secrets secrets = Secrets.of(List.of("horse-7-battery"));
        secrets.addWord("7");
        secrets.addWord("<");

        assertThat(secrets.mask("horse-7-battery < 7")).isEqualTo("<secret> <secret> <secret>");
        assertThat(new Secrets().isEmpty()).isTrue();
    }

    @Test
    void eachLineIsOneToo() {
        Secrets secrets = Secrets.of(List.of("first\n  second\n}\n"));

        assertThat(secrets.mask("+ first\n+ second\n+ }\n")).isEqualTo("+ <secret>\n+ <secret>\n+ }\n");
        assertThat(secrets.mask("first\n  second\n}")).isEqualTo("<secret>");
    }

    @ParameterizedTest
    @CsvSource({
        "as it is, p<ss \"w\\",
        "JSON, p<ss \\\"w\\\\",
        "HTML, p&lt;ss &quot;w\\",
        "base64, cDxzcyAidw==",
    })
    void everyFormOfAValueIsMasked(String form, String shown) {
        Secrets secrets = Secrets.of(List.of("p<ss \"w\\", "p<ss \"w"));
        assertThat(secrets.mask("a " + shown + " b")).as(form).isEqualTo("a <secret> b");
        assertThat(secrets.in("a " + shown + " b")).isTrue();
        assertThat(secrets.in("nothing of it")).isFalse();
    }

    @Test
    void aLineBreakAtTheEndIsPartOfItsBase64() {
        assertThat(Secrets.of(List.of("hunter2\n")).mask("aHVudGVyMgo=")).isEqualTo("<secret>");
    }

    @Test
    void theyDoNotShowWhatTheyHold() {
        assertThat(Secrets.of(List.of("s3cr3t"))).hasToString("<secret>");
        assertThat(Secrets.of(List.of("s3cr3t"))
                        .and(Secrets.of(List.of("hunter2")))
                        .mask("s3cr3t hunter2"))
                .isEqualTo("<secret> <secret>");
    }
}
