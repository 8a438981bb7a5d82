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
import org.eclipse.jgit.lib.FileMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pushing to another branch, from which a pull request is opened. */
class PushBranchTest {
    @TempDir
    private Path temp;

    private BareRepository remote;

    @BeforeEach
    void seed() {
        remote = BareRepository.of(temp.resolve("remote.git"), Map.of("a", "1\n"));
    }

    @Test
    void theOtherBranchGetsTheCommitAndTheBranchStays() {
        try (RemoteBranch branch = open()) {
            Snapshot head = branch.fetch();
            assertThat(head.pending()).isEmpty();
            assertThat(branch.push(head, edit("2\n"))).isInstanceOf(Pushed.class);
            assertThat(branch.fetch().pending().orElseThrow().read("a")).contains("2\n");
        }
        assertThat(remote.log("main")).hasSize(1);
        assertThat(remote.log("kit/web")).hasSize(2);
        assertThat(remote.read("kit/web", "a")).contains("2\n");
    }

    @Test
    void itIsMadeAnewOnTopOfWhatTheBranchIsNow() {
        push("2\n");
        remote.commit("main", FileMode.REGULAR_FILE, Map.of("a", "1\n", "b", "new\n"));
        push("3\n");
        assertThat(remote.log("kit/web")).hasSize(3);
        assertThat(remote.read("kit/web", "a")).contains("3\n");
        assertThat(remote.read("kit/web", "b")).contains("new\n");
        assertThat(remote.log("main")).hasSize(2);
    }

    @Test
    void whoIsSlowerTriesAgainAndOverwritesNothingUnseen() {
        try (RemoteBranch slow = open()) {
            Snapshot old = slow.fetch();
            push("2\n");
            assertThat(slow.push(old, edit("3\n"))).isInstanceOf(Outrun.class);
            assertThat(remote.read("kit/web", "a")).contains("2\n");
            assertThat(slow.push(slow.fetch(), edit("3\n"))).isInstanceOf(Pushed.class);
        }
        assertThat(remote.read("kit/web", "a")).contains("3\n");
    }

    private void push(String text) {
        try (RemoteBranch branch = open()) {
            assertThat(branch.push(branch.fetch(), edit(text))).isInstanceOf(Pushed.class);
        }
    }

    private RemoteBranch open() {
        return new JGitRemotes()
                .open(RemoteAddress.of(remote.url(), Optional.empty(), Optional.empty())
                        .pushingTo(Optional.of("kit/web")));
    }

    private static Edit edit(String text) {
        return new Edit(new Person("Ann", "ann@example.com"), "Say so\n", Map.of("a", text));
    }
}
