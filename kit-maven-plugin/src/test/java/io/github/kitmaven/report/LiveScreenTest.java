package io.github.kitmaven.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LiveScreenTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final List<String> lines = new ArrayList<>();

    @Test
    void whatIsLoggedStaysAboveAndTheLinesAreDrawnOver() {
        try (LiveScreen screen = new LiveScreen(out, () -> List.copyOf(lines), 30)) {
            lines.addAll(List.of("0 of 2 done", "  eu  writing", "  us  writing"));
            screen.draw();
            assertThat(shown()).containsExactly("0 of 2 done", "  eu  writing", "  us  writing");

            screen.above(() -> out.println("[WARNING] us: refused"));
            assertThat(shown())
                    .containsExactly("[WARNING] us: refused", "0 of 2 done", "  eu  writing", "  us  writing");

            lines.clear();
            lines.addAll(List.of("1 of 2 done", "  eu  a line that is longer than the terminal"));
            screen.draw();
            assertThat(shown())
                    .containsExactly("[WARNING] us: refused", "1 of 2 done", "  eu  a line that is longer …");
        }
        assertThat(shown()).as("after its end").containsExactly("[WARNING] us: refused");
    }

    @Test
    void itDrawsByItselfOnceItIsStarted() throws InterruptedException {
        CountDownLatch drawn = new CountDownLatch(2);
        try (LiveScreen screen = new LiveScreen(
                out,
                () -> {
                    drawn.countDown();
                    return List.of("at work");
                },
                80)) {
            screen.start();
            assertThat(drawn.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(shown()).isEmpty();
    }

    /** What a terminal would show now: it knows the two sequences that are used. */
    private List<String> shown() {
        List<String> screen = new ArrayList<>();
        String text = bytes.toString(StandardCharsets.UTF_8);
        int row = 0;
        for (int i = 0; i < text.length(); ) {
            if (text.startsWith("\u001b[", i)) {
                int end = i + 2;
                while (Character.isDigit(text.charAt(end))) {
                    end++;
                }
                int number = Integer.parseInt(text.substring(i + 2, end));
                if (text.charAt(end) == 'A') {
                    row -= number;
                } else {
                    screen.subList(row, screen.size()).clear();
                }
                i = end + 1;
            } else {
                int end = text.indexOf('\n', i);
                screen.add(row++, text.substring(i, end));
                i = end + 1;
            }
        }
        return screen;
    }
}
