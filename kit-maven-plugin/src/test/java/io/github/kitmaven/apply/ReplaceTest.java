package io.github.kitmaven.apply;

import static io.github.kitmaven.testing.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient.WatchListener;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.cluster.UnreachableException;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.plan.Redaction;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An object is deleted, and made anew once it is gone. */
@Timeout(30)
class ReplaceTest {
    private static final ObjectNode OLD =
            tree("{apiVersion: 'v1', kind: 'Job', metadata: {name: 'j', namespace: 'shop', uid: 'u1'}}");
    private static final ObjectNode GOING = tree(
            "{metadata: {name: 'j', namespace: 'shop', uid: 'u1', deletionTimestamp: 'now', finalizers: ['guard']}}");

    private final FakeClusterClient client = new FakeClusterClient();

    @Test
    void theObjectThatWasPlannedGoesWithItsPodsAndIsMadeAnewOnceItIsGone() {
        client.lingering = watch -> {
            watch.changed(GOING);
            watch.synced();
            client.applied.add("gone");
            watch.deleted(tree("{metadata: {name: 'other'}}"));
            watch.deleted(GOING);
        };
        assertThat(replace("Job")).isEmpty();
        assertThat(client.applied)
                .containsExactly("delete with its pods Job j u1", "watch jobs", "gone", "stop watching jobs", "Job j");
    }

    @Test
    void whatRunsNoPodsGoesAtOnce() {
        assertThat(replace("Service")).isEmpty();
        assertThat(client.applied)
                .containsExactly("delete Service j ", "watch services", "stop watching services", "Service j");
    }

    /** As after a run that was killed in between. */
    @Test
    void whatIsNotThereIsMade() {
        client.absent.add("j");
        assertThat(replace("Job")).isEmpty();
        assertThat(client.applied).containsExactly("delete with its pods Job j u1", "Job j");
    }

    @Test
    void anObjectThatSomebodyMadeAnewIsLeftAlone() {
        client.failures.put("delete j", new ApiException(409, "Conflict", "the UID does not match", List.of()));
        assertThat(replace("Job"))
                .contains("Job shop/j in cluster dev is refused (409 Conflict): the UID does not match");
        assertThat(client.applied).isEmpty();
    }

    @Test
    void anApplyThatIsRefusedAfterTheDeletionSaysThatTheObjectIsGone() {
        client.refuses("j", 422);
        assertThat(replace("Job"))
                .contains(
                        "is refused (422 Invalid): no; it had been deleted to be made anew, so the cluster lacks it now.");
    }

    @Test
    void aWatchThatIsLostSaysSo() {
        client.lingering = watch -> watch.lost(new UnreachableException("connection refused", new IOException()));
        assertThat(replace("Job")).contains("stopped answering: connection refused");
        assertThat(client.applied).doesNotContain("Job j");
    }

    @Test
    void anObjectThatDoesNotGoIsNamedWithWhatHoldsIt() {
        client.lingering = (WatchListener watch) -> {
            watch.changed(GOING);
            watch.synced();
        };
        ResourceType jobs = new ResourceType("batch/v1", "Job", "jobs", true);
        Assertions.assertThatThrownBy(
                        () -> new Removal(client, Duration.ofMillis(50)).run(jobs, ManifestKey.of(OLD), "u1"))
                .hasMessage("it was deleted to be made anew, but is not gone after 0 s; its finalizers are guard");
    }

    private String replace(String kind) {
        Step step = Steps.step("replace " + kind + " shop/j", 1);
        Map<ManifestKey, ObjectNode> live =
                kind.equals("Job") ? Map.of(step.key(), OLD) : Map.<ManifestKey, ObjectNode>of();
        Optional<Diagnostic> problem =
                new Writer(client, "dev", new Redaction(new Secrets()), live, objects -> Map.of()).write(step);
        return problem.map(Diagnostic::text).orElse("");
    }
}
