package io.github.kitmaven.goal;

import static io.github.kitmaven.goal.GiteaBuilds.FILE;
import static io.github.kitmaven.goal.GiteaBuilds.REPO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.git.Checkout;
import io.github.kitmaven.goal.CommitImageResult.Committed;
import io.github.kitmaven.goal.CommitImageResult.Held;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.BareRepository;
import io.github.kitmaven.testing.FakeCheckouts;
import io.github.kitmaven.testing.Gitea;
import io.github.kitmaven.testing.SharedGitea;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The whole goal against a real Gitea. It takes its time: Gitea makes a database first, and with each push its program is run
 * three times, as git's hooks.
 */
@Tag("gitea")
@Timeout(120)
@ExtendWith(SharedGitea.class)
class GiteaTest {
    private final Gitea gitea;

    GiteaTest(Gitea gitea) {
        this.gitea = gitea;
    }

    @Test
    void tenBuildsAtTheSameMomentAllLandOnce() throws Exception {
        int count = 10;
        BareRepository remote = gitea.repository("race", REPO);
        GiteaBuilds builds =
                GiteaBuilds.of(gitea, "race").as(Gitea.OWNER, gitea.token(Gitea.OWNER, "write:repository"));
        CyclicBarrier together = new CyclicBarrier(count);
        List<Callable<CommitImageResult>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Requests request = Requests.to(builds.url()).image("reg.example.com/acme/app" + i + ":1");
            all.add(() -> {
                together.await();
                return builds.commit(request, FakeCheckouts.none());
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(count);
        for (Future<CommitImageResult> result : threads.invokeAll(all)) {
            assertThat(result.get()).isInstanceOf(Committed.class);
        }
        threads.shutdown();
        assertThat(remote.log("main")).hasSize(1 + count);
        for (int i = 0; i < count; i++) {
            assertThat(remote.read("main", "images/acme/app" + i + "/master.yaml"))
                    .contains("image: reg.example.com/acme/app" + i + ":1\n");
        }
    }

    @Test
    void anOlderBuildNeverGoesOverANewerOne() {
        BareRepository remote = gitea.repository("order", REPO);
        GiteaBuilds builds = GiteaBuilds.of(gitea, "order");
        assertThat(builds.commit(request("order", "b", "1.1"), service("b", "2026-01-02T00:00:00Z")))
                .isInstanceOf(Committed.class);
        // its trailers are found although another commit came since
        builds.commit(Requests.to(builds.url()).image("reg.example.com/acme/app:1"), FakeCheckouts.none());

        assertThatThrownBy(() -> builds.commit(request("order", "a", "1.0"), service("a", "2026-01-01T00:00:00Z")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("This build is older than the image that " + FILE + " names")
                .hasMessageContaining("which was committed later, at 2026-01-02T00:00:00Z");
        assertThat(remote.read("main", FILE)).contains("image: reg.example.com/acme/web:1.1\n");
    }

    @Test
    void aFileThatIsHeldIsLeftAlone() {
        String held = "image: old:1\nhold: {by: Jane, until: 2999-01-01}\n";
        BareRepository remote = gitea.repository("hold", Map.of("kit.yaml", REPO.get("kit.yaml"), FILE, held));
        assertThat(GiteaBuilds.of(gitea, "hold").commit("1")).isInstanceOf(Held.class);
        assertThat(remote.read("main", FILE)).contains(held);
        assertThat(remote.log("main")).hasSize(1);
    }

    @Test
    void aBranchThatWasPushedOverIsTakenAsItIsNow() {
        BareRepository remote = gitea.repository("forced", REPO);
        GiteaBuilds builds = GiteaBuilds.of(gitea, "forced");
        builds.commit("1");
        remote.force("main", Map.of("kit.yaml", REPO.get("kit.yaml"), "forced", "yes\n"));
        assertThat(builds.commit("1")).isInstanceOf(Committed.class);
        assertThat(remote.read("main", "forced")).contains("yes\n");
        assertThat(remote.read("main", FILE)).contains("image: reg.example.com/acme/web:1\n");
        assertThat(remote.log("main")).hasSize(2);
    }

    @Test
    void aRepositoryThatWasRenamedIsFollowed() {
        gitea.repository("before", REPO);
        GiteaBuilds builds = GiteaBuilds.of(gitea, "before");
        gitea.ask("PATCH", "repos/kit/before", "{\"name\": \"after\"}");
        assertThat(builds.commit("1")).isInstanceOf(Committed.class);
        assertThat(gitea.ask("GET", "repos/kit/after/commits", "")).hasSize(2);
    }

    @Test
    void anEmptyRepositoryIsSaidToBeEmpty() {
        gitea.ask("POST", "user/repos", "{\"name\": \"empty\", \"default_branch\": \"main\"}");
        assertThatThrownBy(() -> GiteaBuilds.of(gitea, "empty").commit("1"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("empty.git is empty.");
    }

    private Requests request(String repository, String commit, String tag) {
        return Requests.to(gitea.url("kit/" + repository + ".git"))
                .image("reg.example.com/acme/web:" + tag)
                .service("master", commit.repeat(40));
    }

    private static FakeCheckouts service(String commit, String time) {
        Checkout.Head head = new Checkout.Head(commit.repeat(40), "Subject", Instant.parse(time));
        return new FakeCheckouts(
                Optional.of(new Checkout(Path.of("."), Optional.of("master"), Optional.of(head))), Optional.empty());
    }
}
