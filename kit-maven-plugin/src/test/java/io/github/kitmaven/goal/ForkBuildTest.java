package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.git.jgit.JGitRemotes;
import io.github.kitmaven.goal.CommitImageRequest.CommitRules;
import io.github.kitmaven.goal.CommitImageResult.Committed;
import io.github.kitmaven.goal.CommitImageResult.OfFork;
import io.github.kitmaven.testing.BareRepository;
import io.github.kitmaven.testing.FakeCheckouts;
import io.github.kitmaven.testing.NoSops;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pull request of a fork whose branch is called {@code master} is not what is deployed as {@code master}. */
class ForkBuildTest {
    private static final Map<String, String> FORK =
            Map.of("JENKINS_URL", "x", "BRANCH_NAME", "PR-7", "CHANGE_BRANCH", "master", "CHANGE_FORK", "ann/web");

    @TempDir
    private Path temp;

    private BareRepository remote;

    @BeforeEach
    void seed() {
        remote = BareRepository.of(temp.resolve("remote.git"), Map.of("kit.yaml", "images: {path: images}\n"));
    }

    @Test
    void isNotCommitted() {
        assertThat(run(FORK, "", rules(false))).isEqualTo(new OfFork("ann/web"));
        assertThat(run(FORK, "master", rules(false))).isEqualTo(new OfFork("ann/web"));
        assertThat(remote.log("main")).hasSize(1);
    }

    @Test
    void isNotEvenLookedAt() {
        CommitImageRequest nothing =
                Requests.to("file:///not/there.git").image("").service("", "").build();
        assertThat(goal(FORK).run(nothing)).isEqualTo(new OfFork("ann/web"));
    }

    @Test
    void isCommittedWhereThatIsAllowed() {
        assertThat(run(FORK, "", rules(true))).isInstanceOf(Committed.class);
        assertThat(remote.log("main")).hasSize(2);
    }

    @Test
    void aPullRequestOfTheRepositoryItselfIsCommitted() {
        assertThat(run(Map.of("JENKINS_URL", "x", "CHANGE_BRANCH", "master"), "", rules(false)))
                .isInstanceOf(Committed.class);
    }

    private CommitImageResult run(Map<String, String> environment, String branch, CommitRules rules) {
        return goal(environment)
                .run(Requests.to(remote.url()).service(branch, "").rules(rules).build());
    }

    private static CommitImage goal(Map<String, String> environment) {
        return new CommitImage(
                new JGitRemotes(), FakeCheckouts.none(), environment, NoSops.create(), time -> {}, event -> {});
    }

    private static CommitRules rules(boolean allowForks) {
        return new CommitRules(List.of(), Optional.empty(), List.of("master"), List.of(), false, false, allowForks);
    }
}
