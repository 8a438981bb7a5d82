package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.git.jgit.JGitRemotes;
import io.github.kitmaven.testing.BareRepository;
import io.github.kitmaven.testing.FakeCheckouts;
import io.github.kitmaven.testing.GitBackend;
import io.github.kitmaven.testing.GitHttpServer;
import io.github.kitmaven.testing.NoSops;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The process of a build is killed with SIGKILL while it commits: the remote has the whole commit or none, and nothing is left
 * there that keeps the next one out. It takes its time, for each of the builds is a JVM of its own.
 */
@Tag("git")
@Timeout(300)
class KilledCommitTest {
    private static final int KILLS = 10;
    private static final String FILE = "images/acme/web/master.yaml";

    @TempDir
    private Path temp;

    /** The build: says when it begins, and commits an image to the repo at a URL. */
    public static void main(String[] args) {
        System.out.println("begun");
        commit(args[0], args[1]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "file"})
    void theRemoteHasTheWholeCommitOrNone(String scheme) throws Exception {
        BareRepository remote = BareRepository.of(
                temp.resolve("remote.git"), Map.of("kit.yaml", "images: {path: images, property: image}\n"));
        try (GitHttpServer server = GitHttpServer.of(temp, GitBackend.GIT)) {
            String url = scheme.equals("http") ? server.url("remote.git") : remote.url();
            long whole = killed(url, "0", Long.MAX_VALUE);
            assertThat(remote.log("main")).hasSize(2);
            Random random = new Random(5);
            int commits = 2;
            for (int i = 1; i <= KILLS; i++) {
                String before = remote.read("main", FILE).orElseThrow();
                killed(url, Integer.toString(i), (i * whole + random.nextLong(whole)) / (KILLS + 1));
                awaitUnlocked(remote.folder());
                int now = remote.log("main").size();
                assertThat(now).isIn(commits, commits + 1);
                assertThat(remote.read("main", FILE)).contains(now == commits ? before : image(i));
                commits = now;
            }
            commit(url, "last");
        }
        assertThat(remote.read("main", FILE).orElseThrow()).endsWith("web:last\n");
    }

    private static String image(int tag) {
        return "image: reg.example.com/acme/web:" + tag + "\n";
    }

    private static void commit(String url, String tag) {
        new CommitImage(
                        new JGitRemotes(),
                        FakeCheckouts.none(),
                        Map.of(),
                        NoSops.create(),
                        Pause.sleeping(),
                        event -> {})
                .run(Requests.to(url).image("reg.example.com/acme/web:" + tag).build());
    }

    /** Kills a build some time after it began; {@return how long it took, in nanoseconds} */
    private long killed(String url, String tag, long nanos) throws IOException, InterruptedException {
        Path said = temp.resolve("said");
        Process build = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledCommitTest.class.getName(),
                        url,
                        tag)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        while (build.isAlive() && Files.size(said) == 0) {
            Thread.onSpinWait();
        }
        long begun = System.nanoTime();
        if (!build.waitFor(nanos, TimeUnit.NANOSECONDS)) {
            build.destroyForcibly().waitFor();
        }
        assertThat(Files.readString(said)).startsWith("begun\n").doesNotContain("Exception");
        return System.nanoTime() - begun;
    }

    /** A git at the other end may still be about to notice that nobody speaks to it any more. */
    private static void awaitUnlocked(Path repository) throws IOException {
        List<Path> locks = new ArrayList<>();
        do {
            locks.clear();
            try (Stream<Path> files = Files.walk(repository)) {
                files.filter(file -> file.toString().endsWith(".lock")).forEach(locks::add);
            } catch (java.io.UncheckedIOException e) {
                locks.add(repository.resolve("in-motion"));
            }
        } while (!locks.isEmpty());
    }
}
