package io.github.kitmaven.git.jgit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.git.Edit;
import io.github.kitmaven.git.Person;
import io.github.kitmaven.git.PushResult.Outrun;
import io.github.kitmaven.git.PushResult.Pushed;
import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.RemoteBranch;
import io.github.kitmaven.git.Snapshot;
import io.github.kitmaven.testing.BareRepository;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

    private RemoteBranch open(Optional<String> branch) {
        return new JGitRemotes().open(RemoteAddress.of(remote.url(), branch, Optional.empty()));
    }

    private static Edit edit(Map<String, String> files) {
        return new Edit(ANN, "Say so\n", files);
    }
}
