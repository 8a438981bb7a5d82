package io.github.kitmaven.git.jgit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.git.CommitLog.Changes;
import io.github.kitmaven.git.CommitLog.Commit;
import io.github.kitmaven.git.CommitLog.File;
import io.github.kitmaven.git.CommitLog.Touched;
import io.github.kitmaven.git.Person;
import io.github.kitmaven.testing.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.MergeCommand.FastForwardMode;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The deployments repo lies in a folder of the repository. */
class JGitCommitLogTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir
    private Path temp;

    private final JGitCommitLog log = new JGitCommitLog();
    private Path root;
    private Path folder;
    private Git git;
    private String first = "";
    private String second = "";

    @BeforeEach
    void commitTwice() throws Exception {
        root = temp.resolve("all");
        folder = root.resolve("deploy");
        git = Git.init().setDirectory(root.toFile()).setInitialBranch("main").call();
        Folders.write(folder.resolve("images/a.yaml"), "image: a:1\n");
        Folders.write(folder.resolve("kit.yaml"), "version: 3\n");
        Folders.write(root.resolve("other/x"), "x");
        first = commit(0, "First\n\nmore");
        Folders.write(folder.resolve("images/a.yaml"), "image: a:2\n");
        second = commit(1, "Second");
    }

    @AfterEach
    void close() {
        git.close();
    }

    private String commit(int minute, String message) throws Exception {
        git.add().addFilepattern(".").call();
        git.add().setUpdate(true).addFilepattern(".").call();
        return git.commit()
                .setMessage(message)
                .setAuthor(person(minute))
                .setCommitter(person(minute))
                .setSign(false)
                .call()
                .name();
    }

    private static PersonIdent person(int minute) {
        return new PersonIdent("Ann", "ann@example.com", NOON.plusSeconds(60L * minute), ZoneOffset.UTC);
    }

    @Test
    void commitsAreFoundByNameAndByTime() {
        Commit commit = log.find(folder, first.substring(0, 10)).orElseThrow();
        assertThat(commit)
                .isEqualTo(new Commit(first, new Person("Ann", "ann@example.com"), NOON, "First\n\nmore", false));
        assertThat(commit.subject()).isEqualTo("First");
        assertThat(log.find(folder, "nothing")).isEmpty();
        assertThat(log.at(folder, NOON).orElseThrow().id()).isEqualTo(first);
        assertThat(log.at(folder, NOON.plusSeconds(59)).orElseThrow().id()).isEqualTo(first);
        assertThat(log.at(folder, NOON.plusSeconds(60)).orElseThrow().id()).isEqualTo(second);
        assertThat(log.at(folder, NOON.minusSeconds(1))).isEmpty();
        assertThat(log.upTo(folder, second)).containsExactly(second, first);
        assertThat(log.upTo(folder, first)).containsExactly(first);
    }

    @Test
    void changesOfFilesComeNewestFirst() throws Exception {
        Files.delete(folder.resolve("images/a.yaml"));
        commit(2, "Third");
        Folders.write(folder.resolve("kit.yaml"), "version: 4\n");
        commit(3, "Fourth");
        List<Changes> changes = log.changes(folder, Set.of("images/a.yaml")).orElseThrow();
        assertThat(changes).extracting(change -> change.commit().subject()).containsExactly("Third", "Second", "First");
        assertThat(changes)
                .flatExtracting(Changes::files)
                .containsExactly(
                        new File("images/a.yaml", Optional.empty()),
                        new File("images/a.yaml", Optional.of("image: a:2\n")),
                        new File("images/a.yaml", Optional.of("image: a:1\n")));
        assertThat(log.changes(folder, Set.of())).contains(List.of());
        assertThat(log.changes(temp, Set.of("images/a.yaml"))).isEmpty();
    }

    @Test
    void aMergeIsNotToldOfBesideWhatItMerges() throws Exception {
        git.checkout().setCreateBranch(true).setName("side").call();
        Folders.write(folder.resolve("images/b.yaml"), "image: b:1\n");
        commit(2, "On the side");
        git.checkout().setName("main").call();
        Folders.write(folder.resolve("images/a.yaml"), "image: a:3\n");
        commit(3, "On main");
        git.merge()
                .include(git.getRepository().resolve("side"))
                .setFastForward(FastForwardMode.NO_FF)
                .setMessage("Merge")
                .call();
        assertThat(log.changes(folder, Set.of("images/a.yaml", "images/b.yaml")).orElseThrow())
                .extracting(change -> change.commit().subject())
                .containsExactly("On main", "On the side", "Second", "First");
        assertThat(log.between(
                        folder,
                        Optional.of(second),
                        "" + log.find(folder, "HEAD").orElseThrow().id()))
                .extracting(touched -> touched.commit().subject())
                .containsExactly("On main", "On the side");
    }

    @Test
    void commitsBetweenAreThoseThatTouchedTheFolder() throws Exception {
        Folders.write(root.resolve("other/x"), "y");
        commit(2, "Elsewhere");
        Folders.write(folder.resolve("kit.yaml"), "version: 4\n");
        Folders.write(folder.resolve("base.yaml"), "a: 1\n");
        String last = commit(3, "Base");
        List<Touched> touched = log.between(folder, Optional.of(first), last);
        assertThat(touched).extracting(it -> it.commit().subject()).containsExactly("Base", "Second");
        assertThat(touched.get(0).paths()).containsExactly("base.yaml", "kit.yaml");
        assertThat(log.between(folder, Optional.empty(), first).get(0).paths())
                .containsExactly("images/a.yaml", "kit.yaml");
    }

    @Test
    void aCommitIsWrittenElsewhereAndNothingIsCheckedOut() {
        Path to = temp.resolve("out");
        log.export(folder, first, "kit.yaml"::equals, to);
        assertThat(Folders.read(to).keySet()).containsExactly("kit.yaml");
        assertThat(to.resolve("images")).isDirectory();
        log.export(folder, first, path -> path.startsWith("images/"), to);
        assertThat(Folders.read(to)).containsEntry("images/a.yaml", "image: a:1\n");
        assertThat(Folders.read(folder)).containsEntry("images/a.yaml", "image: a:2\n");
    }

    @Test
    void aShallowCloneSaysWhereItBegins() throws Exception {
        Path clone = temp.resolve("clone");
        Git.cloneRepository()
                .setURI(root.toUri().toString())
                .setDirectory(clone.toFile())
                .setDepth(1)
                .call()
                .close();
        List<Changes> changes =
                log.changes(clone.resolve("deploy"), Set.of("images/a.yaml")).orElseThrow();
        assertThat(changes).extracting(change -> change.commit().shallow()).containsExactly(true);
    }
}
