package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.git.jgit.JGitRemotes;
import io.github.kitmaven.goal.CommitImageResult.Committed;
import io.github.kitmaven.testing.BareRepository;
import io.github.kitmaven.testing.FakeCheckouts;
import io.github.kitmaven.testing.GitBackend;
import io.github.kitmaven.testing.GitHttpServer;
import io.github.kitmaven.testing.LargeRepo;
import io.github.kitmaven.testing.NoSops;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A commit to a repo of 20,000 files and 3,000 commits behind git's own http server. It takes some seconds: git makes the repo,
 * and clones it, for the bytes of that are the measure.
 */
@Tag("git")
@Timeout(120)
class LargeRepoTest {
    @TempDir
    private Path temp;

    /** The build, in a process of its own, whose folder for temporary files nobody else writes to. */
    public static void main(String[] args) {
        CommitImageResult result = new CommitImage(
                        new JGitRemotes(),
                        FakeCheckouts.none(),
                        Map.of(),
                        NoSops.create(),
                        Pause.sleeping(),
                        event -> {})
                .run(Requests.to(args[0])
                        .image("reg.example.com/acme/app-7:new")
                        .build());
        System.out.println("attempts " + ((Committed) result).attempts());
    }

    @Test
    void aCommitMovesAThirdOfAShallowCloneAtMostAndChangesOneBlob() throws Exception {
        BareRepository remote = LargeRepo.in(temp.resolve("remote.git"));
        assertThat(LargeRepo.git(remote.folder(), "ls-tree", "-r", "--name-only", "main"))
                .hasSize(LargeRepo.FILES);
        String before = LargeRepo.git(remote.folder(), "rev-parse", "main").get(0);
        long commit;
        long clone;
        try (GitHttpServer server = GitHttpServer.of(temp, GitBackend.GIT)) {
            String url = server.url("remote.git");
            // what is checked out was received before
            LargeRepo.git(temp, "clone", "-q", "--depth", "1", "--no-checkout", url, "clone");
            clone = server.takeBytes();
            assertThat(commit(url)).endsWith("attempts 1");
            commit = server.takeBytes();
        }

        assertThat(commit).as("of a clone's %d bytes", clone).isPositive().isLessThanOrEqualTo(clone / 3);
        assertThat(LargeRepo.git(remote.folder(), "rev-parse", "main^")).containsExactly(before);
        assertThat(LargeRepo.git(remote.folder(), "diff-tree", "-r", "--name-status", before, "main"))
                .containsExactly("M\t" + LargeRepo.imageFile(7));
        assertThat(remote.read("main", LargeRepo.imageFile(7))).contains("image: reg.example.com/acme/app-7:new\n");
        assertThat(LargeRepo.git(remote.folder(), "rev-list", "--count", "main"))
                .containsExactly(Integer.toString(LargeRepo.COMMITS + 1));
    }

    /** Commits, and sees to it that nothing is left of it; {@return what the build printed last} */
    private String commit(String url) throws IOException, InterruptedException {
        Path folder = Files.createDirectory(temp.resolve("build"));
        Path said = temp.resolve("said");
        Process build = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-Djava.io.tmpdir=" + folder,
                        "-Duser.home=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeRepoTest.class.getName(),
                        url)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(build.waitFor(60, TimeUnit.SECONDS)).isTrue();
        List<String> lines = Files.readAllLines(said);
        assertThat(build.exitValue()).as(lines.toString()).isZero();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
        return lines.get(lines.size() - 1);
    }
}
