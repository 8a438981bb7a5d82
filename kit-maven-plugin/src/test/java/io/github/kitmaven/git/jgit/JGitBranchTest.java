package io.github.kitmaven.git.jgit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.kitmaven.git.Edit;
import io.github.kitmaven.git.Person;
import io.github.kitmaven.git.PushResult.Declined;
import io.github.kitmaven.git.PushResult.Outrun;
import io.github.kitmaven.git.PushResult.Pushed;
import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.RemoteBranch;
import io.github.kitmaven.git.RemoteUnreachableException;
import io.github.kitmaven.git.Snapshot;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.BareRepository;
import io.github.kitmaven.testing.GitBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class JGitBranchTest {
    private static final Person ANN = new Person("Ann", "ann@example.com");

    @TempDir
    private Path temp;

    private BareRepository remote;

    @BeforeEach
    void seed() {
        remote = BareRepository.of(
                temp.resolve("remote.git"),
                Map.of("kit.yaml", "a: 1\n", "a/b.yaml", "b\n", "a.b", "between\n", "z", "z\n"));
    }

    @Test
    void readsFilesOfTheBranchThatHeadNames() {
        try (RemoteBranch branch = open(Optional.empty())) {
            Snapshot snapshot = branch.fetch();
            assertThat(snapshot.branch()).isEqualTo("main");
            assertThat(snapshot.commit()).isEqualTo(remote.log("main").get(0).name());
            assertThat(snapshot.read("kit.yaml")).contains("a: 1\n");
            assertThat(snapshot.read("a/b.yaml")).contains("b\n");
            assertThat(snapshot.read("a/none.yaml")).isEmpty();
        }
    }

    @Test
    void pushesOneCommitThatChangesOnlyWhatTheEditNames() {
        try (RemoteBranch branch = open(Optional.empty())) {
            var result = branch.push(branch.fetch(), edit(Map.of("a/b.yaml", "new\n", "a/c/d.yaml", "made\n")));
            assertThat(result).isEqualTo(new Pushed(remote.log("main").get(0).name()));
        }
        assertThat(remote.log("main")).hasSize(2);
        RevCommit commit = remote.log("main").get(0);
        assertThat(commit.getFullMessage()).isEqualTo("Say so\n");
        assertThat(commit.getAuthorIdent().toExternalString()).startsWith("Ann <ann@example.com> ");
        assertThat(commit.getCommitterIdent()).isEqualTo(commit.getAuthorIdent());
        assertThat(remote.read("main", "a/b.yaml")).contains("new\n");
        assertThat(remote.read("main", "a/c/d.yaml")).contains("made\n");
        assertThat(remote.read("main", "a.b")).contains("between\n");
        assertThat(remote.read("main", "z")).contains("z\n");
    }

    @Test
    void refusesToOverwriteWhatSomeoneElsePushedMeanwhile() {
        try (RemoteBranch slow = open(Optional.empty());
                RemoteBranch fast = open(Optional.empty())) {
            Snapshot old = slow.fetch();
            fast.push(fast.fetch(), edit(Map.of("z", "fast\n")));
            assertThat(slow.push(old, edit(Map.of("z", "slow\n")))).isInstanceOf(Outrun.class);
            assertThat(remote.read("main", "z")).contains("fast\n");

            Snapshot current = slow.fetch();
            assertThat(current.read("z")).contains("fast\n");
            assertThat(slow.push(current, edit(Map.of("z", "slow\n")))).isInstanceOf(Pushed.class);
        }
        assertThat(remote.log("main")).hasSize(3);
        assertThat(remote.read("main", "z")).contains("slow\n");
    }

    @Test
    void aFileKeepsItsMode() {
        remote.commit("main", FileMode.EXECUTABLE_FILE, Map.of("run.sh", "old\n"));
        pushTo("main", Map.of("run.sh", "new\n"));
        assertThat(remote.mode("main", "run.sh")).isEqualTo(FileMode.EXECUTABLE_FILE);
        assertThat(remote.read("main", "run.sh")).contains("new\n");
    }

    @Test
    void writesToTheBranchThatIsAskedFor() {
        remote.commit("release/1", FileMode.REGULAR_FILE, Map.of("r.yaml", "r\n"));
        pushTo("release/1", Map.of("r.yaml", "new\n"));
        assertThat(remote.read("release/1", "r.yaml")).contains("new\n");
        assertThat(remote.log("main")).hasSize(1);
    }

    @Test
    void aBranchThatDoesNotExistIsNamedWithThoseThatDo() {
        remote.commit("develop", FileMode.REGULAR_FILE, Map.of("a", "a\n"));
        assertThatThrownBy(() -> pushTo("mian", Map.of()))
                .isInstanceOf(UserException.class)
                .hasMessage("The deployments repo " + remote.url()
                        + " has no branch mian. Set kit.deployments.branch to one of develop, main.");
    }

    @Test
    void anEmptyRepositoryIsSaidToBeEmpty() {
        remote = BareRepository.empty(temp.resolve("empty.git"));
        assertThatThrownBy(() -> pushTo("main", Map.of()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("empty.git is empty. Push a first commit");
    }

    @Test
    void aHeadThatNamesNoBranchLeavesTheChoiceToTheUser() {
        remote = BareRepository.empty(temp.resolve("headless.git"))
                .commit("master", FileMode.REGULAR_FILE, Map.of("a", "a\n"));
        RemoteBranch branch = open(Optional.empty());
        assertThatThrownBy(branch::fetch)
                .isInstanceOf(UserException.class)
                .hasMessageContaining("names none of its branches. Set kit.deployments.branch to one of master.");
        branch.close();
    }

    @Test
    void aFolderThatIsNoRepositoryIsTheUsersMistake() {
        RemoteBranch branch = new JGitRemotes()
                .open(RemoteAddress.of("file://" + temp.resolve("none"), Optional.empty(), Optional.empty()));
        assertThatThrownBy(branch::fetch)
                .isInstanceOf(UserException.class)
                .hasMessageContaining("none does not exist, or is hidden from this user. Check kit.deployments.url.");
        branch.close();
    }

    @Test
    void aServerThatDoesNotListenMayListenLater() {
        RemoteBranch branch = new JGitRemotes()
                .open(RemoteAddress.of("http://127.0.0.1:1/x.git", Optional.empty(), Optional.empty()));
        assertThatThrownBy(branch::fetch)
                .isInstanceOf(RemoteUnreachableException.class)
                .hasMessageContaining("http://127.0.0.1:1/x.git can't be reached: ")
                .hasMessageContaining("refused");
        branch.close();
    }

    @Test
    void whatIsNoTextFileIsNotRead() {
        remote.commit("main", FileMode.SYMLINK, Map.of("link.yaml", "z", "folder/file", "z"));
        try (RemoteBranch branch = open(Optional.empty())) {
            Snapshot snapshot = branch.fetch();
            assertThatThrownBy(() -> snapshot.read("link.yaml"))
                    .isInstanceOf(UserException.class)
                    .hasMessageStartingWith("link.yaml: This is a folder, a link or a submodule, not a file.");
            assertThatThrownBy(() -> snapshot.read("folder")).isInstanceOf(UserException.class);
        }
    }

    @Test
    void aFileInThePlaceOfAFolderStopsTheCommit() {
        assertThatThrownBy(() -> pushTo("main", Map.of("z/new.yaml", "x\n")))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("z/new.yaml: The file can't be written, for z is a file.");
        assertThatThrownBy(() -> pushTo("main", Map.of("a", "x\n")))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("a: The file can't be written, for a is a folder.");
        assertThat(remote.log("main")).hasSize(1);
    }

    @Test
    void leavesNothingBehindInTheTemporaryFolder() {
        Path folder;
        try (RemoteBranch branch = open(Optional.empty())) {
            branch.fetch();
            folder = ((JGitBranch) branch).folder();
            assertThat(folder).isDirectory();
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    void aTemporaryFolderThatCantBeDeletedIsNoFailure() throws IOException {
        Path folder = Files.createDirectory(temp.resolve("undeletable"));
        RemoteAddress address = RemoteAddress.of(remote.url(), Optional.empty(), Optional.empty());
        // no system call deletes a folder by the name "."
        Repository local = new FileRepository(folder.resolve(".").toFile());
        local.create(true);

        try (RemoteBranch branch = new JGitBranch(address, local, Access.PLAIN)) {
            assertThat(branch.push(branch.fetch(), edit(Map.of("z", "new\n")))).isInstanceOf(Pushed.class);
        }

        assertThat(folder).isDirectory();
        assertThat(remote.read("main", "z")).contains("new\n");
    }

    /** Git has to be there for these. */
    @TestFactory
    Stream<DynamicTest> aFolderThatJGitWouldMistreatIsLeftToGit() {
        return GitBackend.toTestWith().contains(GitBackend.GIT)
                ? Stream.of(
                        dynamicTest("hooks are heeded", this::hooksAreHeeded),
                        dynamicTest("a checked-out branch stays", this::aCheckedOutBranchStays))
                : Stream.empty();
    }

    private void hooksAreHeeded() throws IOException {
        GitBackend.decline(remote.folder(), "Not today");
        try (RemoteBranch branch = open(Optional.empty())) {
            assertThat(branch.push(branch.fetch(), edit(Map.of("z", "new\n"))))
                    .isEqualTo(new Declined("pre-receive hook declined: Not today"));
        }
        Files.delete(remote.folder().resolve("hooks/pre-receive"));
        Files.writeString(remote.folder().resolve("hooks/post-receive"), "#!/bin/sh\n");
        pushTo("main", Map.of("z", "new\n"));
        assertThat(remote.read("main", "z")).contains("new\n");
    }

    private void aCheckedOutBranchStays() throws IOException {
        String config = Files.readString(remote.folder().resolve("config"));
        Files.move(remote.folder(), Files.createDirectory(temp.resolve("work")).resolve(".git"));
        Files.writeString(temp.resolve("work/.git/config"), config.replace("bare = true", "bare = false"));
        RemoteAddress address = RemoteAddress.of("file://" + temp.resolve("work"), Optional.empty(), Optional.empty());
        try (RemoteBranch branch = new JGitRemotes().open(address)) {
            assertThat(branch.push(branch.fetch(), edit(Map.of("z", "new\n"))))
                    .isInstanceOfSatisfying(
                            Declined.class,
                            no -> assertThat(no.reason()).startsWith("branch is currently checked out"));
        }
    }

    private void pushTo(String name, Map<String, String> files) {
        try (RemoteBranch branch = open(Optional.of(name))) {
            assertThat(branch.push(branch.fetch(), edit(files))).isInstanceOf(Pushed.class);
        }
    }

    private RemoteBranch open(Optional<String> branch) {
        return new JGitRemotes().open(RemoteAddress.of(remote.url(), branch, Optional.empty()));
    }

    private static Edit edit(Map<String, String> files) {
        return new Edit(ANN, "Say so\n", files);
    }
}
