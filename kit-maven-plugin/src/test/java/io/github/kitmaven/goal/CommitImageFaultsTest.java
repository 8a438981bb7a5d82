package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.event.Event;
import io.github.kitmaven.git.PushResult;
import io.github.kitmaven.git.PushResult.Declined;
import io.github.kitmaven.git.PushResult.Outrun;
import io.github.kitmaven.git.RemoteUnreachableException;
import io.github.kitmaven.goal.CommitImageResult.Committed;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.FakeCheckouts;
import io.github.kitmaven.testing.FakeRemote;
import io.github.kitmaven.testing.NoSops;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the goal does when others are faster, the server declines, or doesn't answer. Time is not spent, but counted. */
class CommitImageFaultsTest {
    private static final Map<String, String> REPO = Map.of("kit.yaml", "images: {path: images, property: image}\n");

    private final List<Duration> pauses = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    @Test
    void outrunItTriesAgainAtOnce() {
        FakeRemote remote = new FakeRemote(REPO, new Outrun("moved"), new Outrun("failed to lock"));

        Committed result = (Committed) run(remote);

        assertThat(result.attempts()).isEqualTo(3);
        assertThat(remote.fetches()).isEqualTo(3);
        assertThat(remote.files()).containsKey("images/acme/web/master.yaml");
        assertThat(pauses).hasSize(2).allMatch(pause -> pause.compareTo(Duration.ofSeconds(1)) < 0);
        assertThat(remote.closed()).isTrue();
    }

    @Test
    void outrunAtEveryAttemptItGivesUp() {
        PushResult[] answers = new PushResult[11];
        Arrays.fill(answers, new Outrun("moved"));
        FakeRemote remote = new FakeRemote(REPO, answers);

        assertThatThrownBy(() -> run(remote))
                .isInstanceOf(EnvironmentException.class)
                .hasMessage("Others pushed to https://git.example.com/d.git first at each of 11 attempts."
                        + " Run the goal again, or raise kit.retries.");
        assertThat(remote.fetches()).isEqualTo(11);
    }

    @Test
    void declinedItDoesNotTryAgainAndShowsWhatTheHookSaid() {
        FakeRemote remote = new FakeRemote(REPO, new Declined("pre-receive hook declined: no deploys on Friday"));

        assertThatThrownBy(() -> run(remote))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("The deployments repo declined the push to main: pre-receive hook declined:"
                        + " no deploys on Friday. ");
        assertThat(remote.fetches()).isOne();
        assertThat(remote.files()).isEqualTo(REPO);
        assertThat(pauses).isEmpty();
    }

    @Test
    void aNetworkThatComesBackIsWaitedForLongerEachTime() {
        FakeRemote remote = new FakeRemote(REPO).failing(3);

        assertThat(run(remote)).isInstanceOf(Committed.class);

        assertThat(pauses).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(events)
                .extracting(event -> ((Event.Warned) event).diagnostic().text())
                .containsExactly(
                        "No answer. Trying again in 0.5 s.",
                        "No answer. Trying again in 1.0 s.",
                        "No answer. Trying again in 2.0 s.");
    }

    @Test
    void aNetworkThatStaysAwayEndsTheGoal() {
        FakeRemote remote = new FakeRemote(REPO).failing(100);

        assertThatThrownBy(() -> run(remote)).isInstanceOf(RemoteUnreachableException.class);
        assertThat(remote.fetches()).isEqualTo(11);
        assertThat(pauses.get(9)).isEqualTo(Duration.ofSeconds(10));
        assertThat(remote.closed()).isTrue();
    }

    private CommitImageResult run(FakeRemote remote) {
        return new CommitImage(remote, FakeCheckouts.none(), Map.of(), NoSops.create(), pauses::add, events::add)
                .run(Requests.to("https://git.example.com/d.git").build());
    }
}
