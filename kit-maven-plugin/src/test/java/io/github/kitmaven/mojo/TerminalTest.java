package io.github.kitmaven.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Lines are drawn over only where Maven colours its output to a terminal; what a terminal then shows is LiveScreenTest's. */
class TerminalTest {
    private static final Map<String, String> XTERM = Map.of("TERM", "xterm", "COLUMNS", "100");

    @Test
    void withoutMavensColoursNothingMoves() {
        assertThat(Terminal.of(true, 1, XTERM)).as("no Jansi here").isEqualTo(new Terminal(false, Optional.empty()));
    }

    @Test
    void inBatchModeBesideOtherModulesAndInACiNothingMoves() {
        assertThat(Terminal.moves(true, 1, XTERM)).isTrue();
        assertThat(Terminal.moves(false, 1, XTERM)).as("-B").isFalse();
        assertThat(Terminal.moves(true, 4, XTERM)).as("-T 4").isFalse();
        assertThat(Terminal.moves(true, 1, Map.of("TERM", "xterm", "CI", "true")))
                .isFalse();
        assertThat(Terminal.moves(true, 1, Map.of("TERM", "dumb"))).isFalse();
        assertThat(Terminal.moves(true, 1, Map.of())).isFalse();
    }

    @Test
    void aTerminalThatDoesNotTellIsTakenForAnOrdinaryOne() {
        assertThat(Terminal.columns(XTERM)).isEqualTo(100);
        assertThat(Terminal.columns(Map.of())).isEqualTo(80);
        assertThat(Terminal.columns(Map.of("COLUMNS", "wide"))).isEqualTo(80);
    }
}
