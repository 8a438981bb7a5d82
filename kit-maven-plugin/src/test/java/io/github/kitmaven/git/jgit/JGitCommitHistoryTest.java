package io.github.kitmaven.git.jgit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.git.CommitHistory.Relation;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JGitCommitHistoryTest {
    private static final String NONE = "0123456789012345678901234567890123456789";

    @TempDir
    private Path temp;

    private String first = "";
    private String second = "";
    private String aside = "";

    @BeforeEach
    void commit() throws Exception {
        try (Git git = Git.init()
                .setDirectory(temp.resolve("repo").toFile())
                .setInitialBranch("main")
                .call()) {
            first = commit(git, "first");
            second = commit(git, "second");
            git.checkout()
                    .setCreateBranch(true)
                    .setName("aside")
                    .setStartPoint(first)
                    .call();
            aside = commit(git, "aside");
            git.checkout().setName("main").call();
        }
    }

    @Test
    void tellsWhichCommitIsBuiltOnWhich() {
        JGitCommitHistory history = new JGitCommitHistory(temp.resolve("repo"));
        assertThat(history.relation(second, second)).isEqualTo(Relation.SAME);
        assertThat(history.relation(first, second)).isEqualTo(Relation.ANCESTOR);
        assertThat(history.relation(second, first)).isEqualTo(Relation.DESCENDANT);
        assertThat(history.relation(aside, second)).isEqualTo(Relation.DIVERGED);
    }

    @Test
    void whatIsNotThereIsNotKnown() {
        JGitCommitHistory history = new JGitCommitHistory(temp.resolve("repo"));
        assertThat(history.relation(NONE, second)).isEqualTo(Relation.UNKNOWN);
        assertThat(history.relation("main", second)).isEqualTo(Relation.UNKNOWN);
        assertThat(new JGitCommitHistory(temp.resolve("elsewhere")).relation(first, second))
                .isEqualTo(Relation.UNKNOWN);
    }

    /** A build server fetches the last commit only: what came before it, nobody can tell there. */
    @Test
    void aShallowCloneSaysThatItDoesNotKnow() throws Exception {
        Path clone = temp.resolve("clone");
        Git.cloneRepository()
                .setURI(temp.resolve("repo").toUri().toString())
                .setDirectory(clone.toFile())
                .setBranch("main")
                .setDepth(1)
                .call()
                .close();
        JGitCommitHistory history = new JGitCommitHistory(clone);
        assertThat(history.relation(first, second)).isEqualTo(Relation.UNKNOWN);
        assertThat(history.relation(aside, second)).isEqualTo(Relation.UNKNOWN);
        assertThat(history.relation(second, second)).isEqualTo(Relation.SAME);
    }

    @Test
    void changedFilesAreDirtAndFilesThatGitDoesNotTrackAreNone() throws Exception {
        Path repo = temp.resolve("repo");
        JGitCheckouts checkouts = new JGitCheckouts();
        assertThat(checkouts.isDirty(repo)).isFalse();
        Files.writeString(repo.resolve("untracked"), "x");
        assertThat(checkouts.isDirty(repo)).isFalse();
        Files.writeString(repo.resolve("file"), "changed by hand");
        assertThat(checkouts.isDirty(repo)).isTrue();
        Files.delete(repo.resolve("file"));
        assertThat(checkouts.isDirty(repo)).isTrue();
        assertThat(checkouts.isDirty(temp)).isFalse();
    }

    private static String commit(Git git, String text) throws Exception {
        Files.writeString(git.getRepository().getWorkTree().toPath().resolve("file"), text);
        git.add().addFilepattern("file").call();
        return git.commit()
                .setMessage(text)
                .setAuthor("ada", "ada@example.com")
                .setCommitter("ada", "ada@example.com")
                .setSign(false)
                .call()
                .name();
    }
}
