package io.github.kitmaven.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretsTest {

    @Test
    void theLongestIsMaskedFirstSoThatNothingOfItIsLeft() {
        Secrets secrets = Secrets.of(List.of("open", "open sesame", "sesame"));

        assertThat(secrets).containsExactly("open sesame", "sesame", "open");
        assertThat(secrets.mask("say open sesame, then open")).isEqualTo("say <secret>, then <secret>");
    }

    @Test
    void shortValuesAreNoneAndLinesAreEach() {
        assertThat(Secrets.of(List.of("1", "abc", " abc ", ""))).isEmpty();
        assertThat(Secrets.of(List.of("first\n  second\n}\n")))
                .containsExactly("first\n  second\n}", "second", "first");
        assertThat(Secrets.of(List.of("first\nsecond")).mask("+ first\n+ second\n"))
                .isEqualTo("+ <secret>\n+ <secret>\n");
    }

    @Test
    void theyAreASetThatDoesNotShowWhatItHolds() {
        Secrets secrets = Secrets.of(List.of("s3cr3t", "s3cr3t"));

        assertThat(secrets).hasToString("1 secrets").isEqualTo(Set.of("s3cr3t")).isEqualTo(Secrets.of(secrets));
        assertThatThrownBy(() -> secrets.add("more")).isInstanceOf(UnsupportedOperationException.class);
    }
}
