package io.github.kitmaven.git.jgit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.Upstream;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.BareRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.FileMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JGitWorkingTreeTest {
    @TempDir
    private Path temp;

    private final JGitWorkingTree trees = new JGitWorkingTree();
    private BareRepository remote;
    private Path clone;
    private String first;

    @BeforeEach
    void cloneIt() throws Exception {
        remote = BareRepository.of(temp.resolve("remote.git"), Map.of("a/one.yaml", "image: x:1\n"));
        clone = temp.resolve("clone");
        Git.cloneRepository()
                .setURI(remote.url())
                .setDirectory(clone.toFile())
                .call()
                .close();
        first = remote.log("main").get(0).name();
    }

    @Test
    void theUpstreamIsWhatTheBranchFollows() throws Exception {
        assertThat(trees.upstream(clone.resolve("a"))).contains(new Upstream(remote.url(), "main"));

        Git git = Git.open(clone.toFile());
        git.checkout().setCreateBranch(true).setName("own").call();
        assertThat(trees.upstream(clone)).contains(new Upstream(remote.url(), "own"));
        git.checkout().setName(first).call();
        git.close();
        assertThat(trees.upstream(clone)).isEmpty();
        assertThat(trees.upstream(temp)).isEmpty();
    }

    @Test
    void filesAreReadAsTheyWereInAnyCommit() {
        remote.commit("main", FileMode.REGULAR_FILE, Map.of("a/one.yaml", "image: x:2\n"));
        trees.fastForward(clone, address(), newest());

        assertThat(trees.read(clone, trees.commit(clone, "HEAD~1").orElseThrow(), "a/one.yaml"))
                .contains("image: x:1\n");
        assertThat(trees.read(clone, newest(), "a/one.yaml")).contains("image: x:2\n");
        assertThat(trees.read(clone, newest(), "a/two.yaml")).isEmpty();
        assertThat(trees.commit(clone, first.substring(0, 8))).contains(first);
        assertThat(trees.commit(clone, "nosuch")).isEmpty();
    }

    @Test
    void theFilesOfAFolderAreListedAsTheyWere() {
        remote.commit(
                "main",
                FileMode.REGULAR_FILE,
                Map.of("a/one.yaml", "x\n", "a/b/two.yaml", "x\n", "ab/three.yaml", "x\n"));
        trees.fastForward(clone, address(), newest());

        assertThat(trees.files(clone, first, "a")).containsExactly("a/one.yaml");
        assertThat(trees.files(clone, newest(), "a")).containsExactly("a/b/two.yaml", "a/one.yaml");
        assertThat(trees.files(clone, newest(), "")).hasSize(3);
        assertThat(trees.files(clone, newest(), "nosuch")).isEmpty();
        assertThat(trees.files(temp, newest(), "a")).isEmpty();
    }

    @Test
    void aCleanCheckoutIsBroughtForward() throws Exception {
        remote.commit("main", FileMode.REGULAR_FILE, Map.of("a/one.yaml", "image: x:2\n"));

        trees.fastForward(clone, address(), newest());

        assertThat(Files.readString(clone.resolve("a/one.yaml"))).isEqualTo("image: x:2\n");
        assertThat(new JGitCheckouts()
                        .at(clone)
                        .orElseThrow()
                        .head()
                        .orElseThrow()
                        .commit())
                .isEqualTo(newest());
        assertThat(trees.changed(clone)).isEmpty();
    }

    @Test
    void withoutABranchTheOneThatTheRemotesHeadNamesIsFollowed() throws Exception {
        remote.commit("main", FileMode.REGULAR_FILE, Map.of("a/one.yaml", "image: x:2\n"));

        trees.fastForward(clone, RemoteAddress.of(remote.url(), Optional.empty(), Optional.empty()), newest());

        assertThat(Files.readString(clone.resolve("a/one.yaml"))).isEqualTo("image: x:2\n");
    }

    @Test
    void aCheckoutWithChangesIsLeftAlone() throws Exception {
        remote.commit("main", FileMode.REGULAR_FILE, Map.of("a/one.yaml", "image: x:2\n"));
        Files.writeString(clone.resolve("a/one.yaml"), "image: mine\n");

        assertThat(trees.changed(clone)).contains("a/one.yaml");
        assertThatThrownBy(() -> trees.fastForward(clone, address(), newest()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("This checkout can't be brought to commit " + newest().substring(0, 10));
        assertThat(Files.readString(clone.resolve("a/one.yaml"))).isEqualTo("image: mine\n");
    }

    private RemoteAddress address() {
        return RemoteAddress.of(remote.url(), Optional.of("main"), Optional.empty());
    }

    private String newest() {
        return remote.log("main").get(0).name();
    }
}
