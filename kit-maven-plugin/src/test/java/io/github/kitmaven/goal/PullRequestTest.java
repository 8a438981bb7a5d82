package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.jgit.JGitRemotes;
import io.github.kitmaven.goal.CommitImageResult.Committed;
import io.github.kitmaven.goal.CommitImageResult.Unchanged;
import io.github.kitmaven.testing.BareRepository;
import io.github.kitmaven.testing.FakeCheckouts;
import io.github.kitmaven.testing.NoSops;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that are proposed on a branch of their own. */
class PullRequestTest {
    private static final String FILE = "images/acme/web/master.yaml";
    private static final String BRANCH = "kit/acme/web/master";

    @TempDir
    private Path temp;

    private BareRepository remote;

    @BeforeEach
    void seed() {
        remote = BareRepository.of(
                temp.resolve("remote.git"), Map.of("kit.yaml", "images: {path: images, property: image}\n"));
    }

    @Test
    void eachImageFileHasABranchWhoseNameSaysSo() {
        assertThat(propose("1"))
                .isInstanceOfSatisfying(
                        Committed.class, done -> assertThat(done.branch()).isEqualTo(BRANCH));
        assertThat(remote.read(BRANCH, FILE)).contains("image: reg.example.com/acme/web:1\n");
        assertThat(remote.read("main", FILE)).isEmpty();
    }

    @Test
    void whatIsProposedAlreadyIsNotProposedAgain() {
        propose("1");
        assertThat(propose("1")).isEqualTo(new Unchanged("reg.example.com/acme/web:1", FILE, BRANCH));
        assertThat(remote.log(BRANCH)).hasSize(2);
    }

    @Test
    void aNewerImageTakesThePlaceOfTheOneThatWasProposed() {
        propose("1");
        propose("2");
        assertThat(remote.log(BRANCH)).hasSize(2);
        assertThat(remote.read(BRANCH, FILE)).contains("image: reg.example.com/acme/web:2\n");
    }

    private CommitImageResult propose(String tag) {
        CommitImageRequest request = Requests.to(remote.url())
                .image("reg.example.com/acme/web:" + tag)
                .build();
        RemoteAddress address = request.deployments().pushingTo(Optional.of("kit/{repository}/{branch}"));
        return new CommitImage(
                        new JGitRemotes(),
                        FakeCheckouts.none(),
                        Map.of(),
                        NoSops.create(),
                        Pause.sleeping(),
                        event -> {})
                .run(Requests.at(address, request));
    }
}
