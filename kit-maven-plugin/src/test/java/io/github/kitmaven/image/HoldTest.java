package io.github.kitmaven.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.problem.UserException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HoldTest {
    private static final String FILE = "images/acme/web/master.yaml";
    private static final Hold BARE = new Hold(Optional.empty(), Optional.empty(), Optional.empty());
    private static final Hold FULL = new Hold(
            Optional.of("it's: slow"), Optional.of("Jane"), Optional.of(Instant.parse("2026-12-01T10:00:00Z")));

    @ParameterizedTest
    @ValueSource(strings = {"", "image: a:1\n", "hold:\n", "hold: false\n", "hold: null\n", "other: {hold: true}\n"})
    void whatHoldsNothing(String text) {
        assertThat(Hold.of(FILE, text)).isEmpty();
    }

    @Test
    void whatHolds() {
        assertThat(Hold.of(FILE, "image: a:1\nhold: true\n")).contains(BARE);
        assertThat(Hold.of(FILE, "hold: {}\n")).contains(BARE);
        assertThat(Hold.of(FILE, "hold: {reason: \"it's: slow\", by: Jane, until: 2026-12-01T11:00:00+01:00}\n"))
                .contains(FULL);
    }

    @Test
    void aDayHoldsToItsEnd() {
        Hold hold = Hold.of(FILE, "hold: {until: 2026-12-01}").orElseThrow();

        assertThat(hold.holdsAt(Instant.parse("2026-12-01T23:59:59Z"))).isTrue();
        assertThat(hold.holdsAt(Instant.parse("2026-12-02T00:00:00Z"))).isFalse();
        assertThat(BARE.holdsAt(Instant.MAX)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hold: maybe           | :1:7: hold \"maybe\" is neither true nor a map",
                "hold: [true]          | :1:7: hold is no map",
                "hold: {until: monday} | :1:15: hold.until \"monday\" is no time",
                "hold: {reason: [a]}   | :1:16: hold.reason is not a text",
            })
    void whatMakesNoSenseIsNamedWithItsPlace(String text, String message) {
        assertThatThrownBy(() -> Hold.of(FILE, text))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(FILE + message);
    }

    @Test
    void aHoldIsAddedAtTheEndAndReadAgain() {
        String held = FULL.in(FILE, "# who\nimage: a:1 # why");

        assertThat(held).isEqualTo("""
                # who
                image: a:1 # why
                hold:
                  reason: 'it''s: slow'
                  by: 'Jane'
                  until: 2026-12-01T10:00:00Z
                """);
        assertThat(Hold.of(FILE, held)).contains(FULL);
    }

    @Test
    void aHoldTakesThePlaceOfAnotherAndKeepsTheLineBreaks() {
        assertThat(BARE.in(FILE, "hold:\r\n  by: Joe # him\r\n# end\r\nimage: a:1\r\n"))
                .isEqualTo("# end\r\nimage: a:1\r\nhold: true\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image: a:1\n",
                "# first\nimage: a:1 # why\n\n# last\n",
                "image: a:1\nlist:\n- a\n- b\n",
                "text: |\n  one\n  two\nimage: a:1\n",
                ""
            })
    void liftingUndoesHolding(String text) {
        assertThat(Hold.lift(FILE, FULL.in(FILE, text))).isEqualTo(text);
        assertThat(Hold.lift(FILE, text)).isEqualTo(text);
    }

    @Test
    void aFileThatCantBeEditedIsLeftToItsOwner() {
        assertThatThrownBy(() -> BARE.in(FILE, "{image: 'a:1'}\n"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("The key \"hold\" can't be changed here without changing more");
        assertThatThrownBy(() -> Hold.lift(FILE, "{hold: true, image: 'a:1'}\n"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("can't be changed here");
    }

    @Test
    void aHoldIsWorded() {
        assertThat(FULL.words()).isEqualTo("held by Jane until 2026-12-01T10:00:00Z: it's: slow");
        assertThat(BARE.words()).isEqualTo("held");
    }
}
