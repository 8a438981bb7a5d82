package io.github.kitmaven.git.jgit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.git.Checkout;
import io.github.kitmaven.git.Person;
import io.github.kitmaven.problem.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JGitCheckoutsTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir
    private Path temp;

    private final JGitCheckouts checkouts = new JGitCheckouts();

    @Test
    void readsBranchAndCommitFromAnyFolderOfTheRepository() throws Exception {
        String commit;
        try (Git git = git()) {
            commit = commit(git).name();
        }
        Path inside = Files.createDirectories(temp.resolve("repo/a/b"));

        Checkout checkout = checkouts.at(inside).orElseThrow();

        assertThat(checkout.root()).isEqualTo(temp.resolve("repo"));
        assertThat(checkout.branch()).contains("feature/x");
        assertThat(checkout.head()).contains(new Checkout.Head(commit, "First", NOON));
    }

    @Test
    void aDetachedHeadIsOnNoBranch() throws Exception {
        try (Git git = git()) {
            git.checkout().setName(commit(git).name()).call();
        }
        Checkout checkout = checkouts.at(temp.resolve("repo")).orElseThrow();
        assertThat(checkout.branch()).isEmpty();
        assertThat(checkout.head()).isPresent();
    }

    @Test
    void aRepositoryWithoutCommitsHasABranchOnly() throws Exception {
        git().close();
        Checkout checkout = checkouts.at(temp.resolve("repo")).orElseThrow();
        assertThat(checkout.branch()).contains("feature/x");
        assertThat(checkout.head()).isEmpty();
    }

    @Test
    void aFolderOutsideOfARepositoryHasNone() {
        assertThat(checkouts.at(temp)).isEmpty();
        assertThat(checkouts.at(temp.resolve("none"))).isEmpty();
    }

    @Test
    void readsTheUserOfTheRepository() throws Exception {
        try (Git git = git()) {
            git.getRepository().getConfig().setString("user", null, "name", "Ann");
            git.getRepository().getConfig().setString("user", null, "email", "ann@example.com");
            git.getRepository().getConfig().save();
        }
        assertThat(checkouts.user(temp.resolve("repo"))).isEqualTo(Optional.of(new Person("Ann", "ann@example.com")));
    }

    @Test
    void aBrokenRepositoryIsNamed() throws Exception {
        git().close();
        Files.writeString(temp.resolve("repo/.git/config"), "[core\n");
        assertThatThrownBy(() -> checkouts.at(temp.resolve("repo")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("The git repository of " + temp.resolve("repo") + " can't be read");
    }

    private Git git() throws Exception {
        return Git.init()
                .setDirectory(temp.resolve("repo").toFile())
                .setInitialBranch("feature/x")
                .call();
    }

    private static RevCommit commit(Git git) throws Exception {
        PersonIdent ann = new PersonIdent("Ann", "ann@example.com", NOON, ZoneOffset.UTC);
        return git.commit()
                .setMessage("First\n\nMore.\n")
                .setAuthor(ann)
                .setCommitter(ann)
                .setSign(false)
                .call();
    }
}
