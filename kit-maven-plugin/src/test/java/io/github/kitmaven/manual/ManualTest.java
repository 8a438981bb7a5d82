package io.github.kitmaven.manual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every command of the README and of the manual does what the page says, in the order in which it stands there. Slow, since
 * each is a Maven of its own.
 */
@Tag("manual")
@Execution(ExecutionMode.CONCURRENT)
class ManualTest {
    @TempDir
    static Path shared;

    private static Terminal terminal;
    private static Path repo;

    @BeforeAll
    static void repo() throws IOException, InterruptedException {
        terminal = new Terminal(shared);
        repo = shared.resolve("made");
        terminal.makeRepo(repo);
    }

    /** {@code -Dkit.test.pages=first} plays only those with that in their names. */
    static List<Page> pages() {
        String only = System.getProperty("kit.test.pages", "");
        return Page.all().stream()
                .filter(page -> page.toString().contains(only))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void whatThePageSaysIsSo(Page page, @TempDir Path folder) throws IOException, InterruptedException {
        Path home = Files.createDirectories(folder.resolve("home"));
        Path where = Files.createDirectories(folder.resolve("work"));
        try (Shell shell = terminal.shell(where, home)) {
            if (page.beginning().equals(Page.REPO)) {
                shell.run("cp -r " + repo + "/. . && cd deployments\n");
            }
            new Reader(shell).read(page);
        }
    }
}
