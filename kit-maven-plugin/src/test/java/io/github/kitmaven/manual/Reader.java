package io.github.kitmaven.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.kitmaven.manual.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * Reads a page as a newcomer does: types each command, makes each file, and looks whether what the page shows is what he sees.
 *
 * <p>A comment before a block says what is to be done with it:
 *
 * <ul>
 *   <li>{@code sh} is run and must succeed; {@code fails} says that it must not, {@code background} that it goes on while the
 *       rest is read
 *   <li>{@code text} is in the output of the command before, line by line in this order; {@code ...} stands for anything
 *   <li>any other language says where its text goes: {@code file: PATH} makes that file, {@code append: PATH} adds to it,
 *       {@code into: PATH before TEXT} puts it before the first line that has the text, {@code excerpt: PATH} finds it there
 *   <li>{@code shown by: NAME} leaves a block alone, since that test, or scenario of src/it, runs the like of it
 * </ul>
 */
final class Reader {
    private static final Duration BACKGROUND = Duration.ofMinutes(2);

    private final Shell shell;
    private String seen = "";

    Reader(Shell shell) {
        this.shell = shell;
    }

    void read(Page page) throws IOException, InterruptedException {
        List<Block> blocks = page.blocks();
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (block.has("background")) {
                Path output = shell.background(block.text());
                await(blocks.get(++i), output);
            } else if (block.isCommand() && !block.has("shown by")) {
                run(block);
            } else if (block.isOutput() && !block.has("shown by")) {
                assertSeen(block, seen);
            } else if (!block.has("shown by")) {
                write(block);
            }
        }
    }

    private void run(Block block) throws IOException, InterruptedException {
        Outcome outcome = shell.run(block.text());
        seen = outcome.output();
        assertThat(outcome.exit() == 0)
                .as("%s: the command ended with %s%n%s%n%s", block.place(), outcome.exit(), block.text(), seen)
                .isEqualTo(!block.has("fails"));
    }

    private static void await(Block shown, Path output) throws IOException {
        Instant end = Instant.now().plus(BACKGROUND);
        while (missing(shown.text(), Files.readString(output)).isPresent()
                && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        assertSeen(shown, Files.readString(output));
    }

    private static void assertSeen(Block block, String output) {
        missing(block.text(), output)
                .ifPresent(
                        line -> fail("%s: nothing like%n%s%nis in what was printed:%n%s", block.place(), line, output));
    }

    /** {@return the first line that is not there, after those before it} */
    static Optional<String> missing(String shown, String output) {
        List<String> lines = output.lines().map(Reader::plain).toList();
        int at = 0;
        for (String line : shown.lines().map(Reader::plain).toList()) {
            if (line.isEmpty() || line.equals("...")) {
                continue;
            }
            while (at < lines.size() && !isLike(line, lines.get(at))) {
                at++;
            }
            if (at++ == lines.size()) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    private static String plain(String line) {
        return line.replaceAll("\u001b\\[[0-9;]*m", "")
                .replaceFirst("^\\[(INFO|WARNING|ERROR)] ?", "")
                .strip();
    }

    private static boolean isLike(String shown, String line) {
        StringBuilder pattern = new StringBuilder();
        for (String part : shown.split("\\.\\.\\.", -1)) {
            pattern.append(pattern.isEmpty() ? "" : ".*").append(Pattern.quote(part));
        }
        return line.matches(pattern.toString());
    }

    private void write(Block block) throws IOException {
        if (block.has("file")) {
            Files.writeString(made(block, "file"), block.text());
        } else if (block.has("append")) {
            Path file = path(block.marks().get("append"));
            Files.writeString(file, Files.readString(file) + block.text());
        } else if (block.has("into")) {
            String[] where = block.marks().get("into").split(" before ", 2);
            Path file = path(where[0]);
            String text = Files.readString(file);
            int at = text.lastIndexOf('\n', text.indexOf(where[1])) + 1;
            assertThat(text).as(block.place()).contains(where[1]);
            Files.writeString(file, text.substring(0, at) + block.text() + text.substring(at));
        } else if (block.has("excerpt")) {
            assertThat(Files.readString(path(block.marks().get("excerpt"))))
                    .as(block.place())
                    .contains(block.text().strip());
        } else {
            fail("%s: nothing says what this block is for; see %s", block.place(), Reader.class.getName());
        }
    }

    private Path made(Block block, String mark) throws IOException {
        Path file = path(block.marks().get(mark));
        Files.createDirectories(file.getParent());
        return file;
    }

    private Path path(String name) throws IOException {
        return shell.here().resolve(name);
    }
}
