package io.github.kitmaven.git.jgit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.kitmaven.git.Blame;
import io.github.kitmaven.git.Person;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.testing.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JGitLineHistoryTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir
    private Path temp;

    private final JGitLineHistory history = new JGitLineHistory();
    private Path root;
    private Git git;

    @BeforeEach
    void makeRepo() throws Exception {
        root = Files.createDirectories(temp.resolve("repo"));
        git = Git.init().setDirectory(root.toFile()).setInitialBranch("main").call();
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void eachLineIsOfTheCommitThatChangedItLast() throws Exception {
        String first = commit("Ann", NOON, "First\n\nMore.\n", "deploy/a.yaml", "one\ntwo\nthree\n");
        String second = commit("Bob", NOON.plusSeconds(60), "Second", "deploy/a.yaml", "zero\none\n2\nthree\n");
        commit("Cas", NOON.plusSeconds(120), "Third", "deploy/b.yaml", "x\n");

        Map<Origin, Blame> blames =
                history.of(root, lines("deploy/a.yaml", 1, 2, 3)).orElseThrow();

        assertThat(blames)
                .containsEntry(at("deploy/a.yaml", 1), changed(second, "Bob", 60, "Second", false))
                .containsEntry(at("deploy/a.yaml", 2), changed(first, "Ann", 0, "First", false))
                .containsEntry(at("deploy/a.yaml", 3), changed(second, "Bob", 60, "Second", false));
        assertThat(history.of(root.resolve("deploy"), lines("b.yaml", 1))
                        .orElseThrow()
                        .values())
                .extracting(blame -> ((Blame.Changed) blame).subject())
                .containsExactly("Third");
    }

    @Test
    void aLineThatIsNotCommittedSaysSoAndTheOthersAreFoundBelowIt() throws Exception {
        String first = commit("Ann", NOON, "First", "a.yaml", "one\ntwo\nthree\nfour\n");
        Folders.write(root.resolve("a.yaml"), "new\none\n2\nfour\n");
        Folders.write(root.resolve("new.yaml"), "x\n");

        Map<Origin, Blame> blames =
                history.of(root, lines("a.yaml", 1, 2, 3, 4)).orElseThrow();

        assertThat(blames)
                .containsEntry(at("a.yaml", 1), new Blame.Uncommitted())
                .containsEntry(at("a.yaml", 2), changed(first, "Ann", 0, "First", false))
                .containsEntry(at("a.yaml", 3), new Blame.Uncommitted())
                .containsEntry(at("a.yaml", 4), changed(first, "Ann", 0, "First", false));
        assertThat(history.of(root, lines("new.yaml", 1))).contains(Map.of(at("new.yaml", 1), new Blame.Uncommitted()));
    }

    @Test
    void lineEndsOfACheckoutAreNoChange() throws Exception {
        String first = commit("Ann", NOON, "First", "a.yaml", "one\ntwo\n");
        Folders.write(root.resolve("a.yaml"), "one\r\ntwo\r\n");

        assertThat(history.of(root, lines("a.yaml", 2)))
                .contains(Map.of(at("a.yaml", 2), changed(first, "Ann", 0, "First", false)));
    }

    @Test
    void aMovedFileKeepsItsHistory() throws Exception {
        String text = "one\ntwo\nthree\nfour\nfive\n";
        String first = commit("Ann", NOON, "First", "a.yaml", text);
        git.rm().addFilepattern("a.yaml").call();
        commit("Bob", NOON.plusSeconds(60), "Move", "b/c.yaml", text);

        assertThat(history.of(root, lines("b/c.yaml", 3)))
                .contains(Map.of(at("b/c.yaml", 3), changed(first, "Ann", 0, "First", false)));
    }

    @Test
    void aShallowCloneSaysThatItsHistoryBeginsThere() throws Exception {
        commit("Ann", NOON, "First", "a.yaml", "one\n");
        String second = commit("Bob", NOON.plusSeconds(60), "Second", "b.yaml", "x\n");
        Git.cloneRepository()
                .setURI(root.toUri().toString())
                .setDirectory(temp.resolve("shallow").toFile())
                .setDepth(1)
                .call()
                .close();

        assertThat(history.of(temp.resolve("shallow"), lines("a.yaml", 1)))
                .contains(Map.of(at("a.yaml", 1), changed(second, "Bob", 60, "Second", true)));
    }

    @Test
    void aLinkedWorkTreeHasTheHistoryOfItsRepository() throws Exception {
        String first = commit("Ann", NOON, "First", "a.yaml", "one\n");
        Path tree = Files.createDirectories(temp.resolve("tree"));
        Folders.write(tree.resolve(".git"), "gitdir: " + root.resolve(".git/worktrees/tree") + "\n");
        Folders.write(
                root.resolve(".git/worktrees/tree"),
                Map.of("HEAD", first + "\n", "commondir", "../..\n", "gitdir", tree.resolve(".git") + "\n"));
        Folders.write(tree.resolve("a.yaml"), "one\ntwo\n");

        assertThat(history.of(tree, lines("a.yaml", 1, 2)))
                .contains(Map.of(
                        at("a.yaml", 1),
                        changed(first, "Ann", 0, "First", false),
                        at("a.yaml", 2),
                        new Blame.Uncommitted()));
    }

    @Test
    void whatHasNoHistoryHasNone() throws Exception {
        assertThat(history.of(temp, lines("a.yaml", 1))).isEmpty();
        Folders.write(root.resolve("a.yaml"), "one\n");
        assertThat(history.of(root, lines("a.yaml", 1))).contains(Map.of(at("a.yaml", 1), new Blame.Uncommitted()));
        commit("Ann", NOON, "First", "a.yaml", "one\n");
        assertThat(history.of(root, List.of(Origin.of("a.yaml"), at("../other.yaml", 1), at("-Dkit.deployId", 0))))
                .contains(Map.of());
    }

    @Test
    void historyThatIsNotHereIsMissing() throws Exception {
        commit("Ann", NOON, "First", "a.yaml", "one\n");
        String blob = git.getRepository().resolve("HEAD:a.yaml").name();
        commit("Bob", NOON.plusSeconds(60), "Second", "a.yaml", "one\ntwo\n");
        Files.delete(root.resolve(".git/objects/" + blob.substring(0, 2) + "/" + blob.substring(2)));

        assertThat(history.of(root, lines("a.yaml", 1))).contains(Map.of(at("a.yaml", 1), new Blame.Missing()));
    }

    @Test
    void aThousandCommitsAreWalkedInSeconds() throws Exception {
        String first = commit("Ann", NOON, "First", "a.yaml", "one\ntwo\n");
        commitTimes(1000, "Bob", "More", "b.yaml");

        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(history.of(root, lines("a.yaml", 2)))
                        .contains(Map.of(at("a.yaml", 2), changed(first, "Ann", 0, "First", false))));
    }

    private String commit(String author, Instant time, String message, String file, String text) throws Exception {
        StoredConfig config = git.getRepository().getConfig();
        config.setBoolean("commit", null, "gpgsign", false);
        Folders.write(root.resolve(file), text);
        git.add().addFilepattern(file).call();
        PersonIdent person = new PersonIdent(author, author + "@example.com", time, ZoneOffset.UTC);
        return git.commit()
                .setMessage(message)
                .setAuthor(person)
                .setCommitter(person)
                .call()
                .name();
    }

    /** Commits a new file, and changes of it, past the working tree, which would take ten times as long. */
    private void commitTimes(int times, String author, String message, String file) throws IOException {
        Repository repository = git.getRepository();
        try (ObjectInserter inserter = repository.newObjectInserter();
                RevWalk walk = new RevWalk(repository)) {
            RevCommit first = walk.parseCommit(repository.resolve(Constants.HEAD));
            ObjectId head = first;
            for (int i = 0; i < times; i++) {
                TreeFormatter tree = new TreeFormatter();
                try (TreeWalk files = new TreeWalk(repository)) {
                    files.addTree(first.getTree());
                    while (files.next()) {
                        tree.append(files.getNameString(), files.getFileMode(0), files.getObjectId(0));
                    }
                }
                tree.append(
                        file,
                        FileMode.REGULAR_FILE,
                        inserter.insert(Constants.OBJ_BLOB, (i + "\n").getBytes(StandardCharsets.UTF_8)));
                CommitBuilder commit = new CommitBuilder();
                commit.setTreeId(inserter.insert(tree));
                commit.setParentId(head);
                commit.setAuthor(new PersonIdent(author, author + "@example.com", NOON.plusSeconds(i), ZoneOffset.UTC));
                commit.setCommitter(commit.getAuthor());
                commit.setMessage(message);
                head = inserter.insert(commit);
            }
            inserter.flush();
            RefUpdate update = repository.updateRef(Constants.HEAD);
            update.setNewObjectId(head);
            assertThat(update.update()).isEqualTo(RefUpdate.Result.FAST_FORWARD);
        }
    }

    private static Blame changed(String commit, String author, int seconds, String subject, boolean shallow) {
        return new Blame.Changed(
                commit, new Person(author, author + "@example.com"), NOON.plusSeconds(seconds), subject, shallow);
    }

    private static List<Origin> lines(String file, int... lines) {
        return java.util.Arrays.stream(lines).mapToObj(line -> at(file, line)).toList();
    }

    private static Origin at(String file, int line) {
        return new Origin(file, line, 1);
    }
}
