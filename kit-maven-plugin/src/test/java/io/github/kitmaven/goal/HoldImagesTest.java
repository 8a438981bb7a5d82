package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.git.Person;
import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.RemoteBranch;
import io.github.kitmaven.git.jgit.JGitRemotes;
import io.github.kitmaven.goal.HoldImages.Done;
import io.github.kitmaven.image.Hold;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.BareRepository;
import io.github.kitmaven.testing.NoSops;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoldImagesTest {
    private static final String MASTER = "images/acme/web/master.yaml";
    private static final String RELEASE = "images/acme/web/release.yaml";
    private static final Hold HOLD = new Hold(Optional.of("rolled back to 41"), Optional.of("Jane"), Optional.empty());

    @TempDir
    private Path temp;

    private BareRepository remote;

    @BeforeEach
    void seed() {
        remote = BareRepository.of(
                temp.resolve("remote.git"),
                Map.of(
                        "kit.yaml",
                        "version: '3'\nimages: {path: ./images}\n",
                        MASTER,
                        "image: reg/acme/web:42 # new\n",
                        RELEASE,
                        "image: reg/acme/web:40\n"));
    }

    @Test
    void oneCommitSetsAllFilesBackAndHoldsThem() {
        Done done = attempt(Map.of(MASTER, "reg/acme/web:41", RELEASE, "reg/acme/web:40"));

        assertThat(done.branch()).isEqualTo("main");
        assertThat(done.commit()).contains(remote.log("main").get(0).name());
        assertThat(remote.log("main")).hasSize(2);
        assertThat(remote.read("main", MASTER))
                .contains("image: reg/acme/web:41 # new\nhold:\n  reason: 'rolled back to 41'\n  by: 'Jane'\n");
        assertThat(remote.read("main", RELEASE))
                .contains("image: reg/acme/web:40\nhold:\n  reason: 'rolled back to 41'\n  by: 'Jane'\n");
    }

    @Test
    void aRepeatFindsNothingToCommit() {
        attempt(Map.of(MASTER, "reg/acme/web:41"));

        assertThat(attempt(Map.of(MASTER, "reg/acme/web:41"))).isEqualTo(new Done("main", Optional.empty()));
        assertThat(remote.log("main")).hasSize(2);
    }

    @Test
    void aFileThatTheBranchLacksIsNamedAndNothingIsCommitted() {
        assertThatThrownBy(() -> attempt(Map.of(MASTER, "reg/acme/web:41", "images/acme/web/x.yaml", "reg/acme/web:1")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("images/acme/web/x.yaml: This image file is not on branch main");
        assertThat(remote.log("main")).hasSize(1);
    }

    private Done attempt(Map<String, String> images) {
        HoldImages commit = new HoldImages(
                images,
                HOLD,
                new Person("Jane", "jane@example.com"),
                "Roll web back\n",
                NoSops.create(),
                Optional.empty());
        RemoteAddress address = RemoteAddress.of(remote.url(), Optional.empty(), Optional.empty());
        try (RemoteBranch branch = new JGitRemotes().open(address)) {
            return commit.attempt(branch).orElseThrow();
        }
    }
}
