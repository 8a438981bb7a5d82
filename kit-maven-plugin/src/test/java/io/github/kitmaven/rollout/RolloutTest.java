package io.github.kitmaven.rollout;

import static io.github.kitmaven.rollout.FakeCluster.DEPLOYMENT;
import static io.github.kitmaven.rollout.FakeCluster.JOB;
import static io.github.kitmaven.rollout.FakeCluster.POD;
import static io.github.kitmaven.rollout.FakeCluster.REPLICA_SET;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.cluster.UnreachableException;
import io.github.kitmaven.event.Event;
import io.github.kitmaven.model.ManifestKey;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class RolloutTest {
    private static final String HEALTHY =
            "status: {observedGeneration: 1, replicas: 1, updatedReplicas: 1, availableReplicas: 1, readyReplicas: 1,"
                    + " conditions: [{type: Available, status: 'True'}]}";
    private static final String UPDATED = "status: {observedGeneration: 1, replicas: 1, updatedReplicas: 1}";

    private final FakeCluster cluster = new FakeCluster();
    private final List<Event> events = new ArrayList<>();
    private HealthOptions health = HealthOptions.DEFAULT;
    private List<RolloutResult> results = List.of();

    @Test
    void aRolloutIsFollowedUntilItIsHealthy() {
        cluster.at(1, DEPLOYMENT, web(""))
                .synced(1)
                .at(5, DEPLOYMENT, web(UPDATED))
                .at(9, DEPLOYMENT, web(HEALTHY));
        assertThat(await(deployment("web")))
                .containsExactly("Deployment shop/web healthy after 9 s: 1 of 1 replicas are available");
        assertThat(changes())
                .containsExactly(
                        "PROGRESSING the change has not been taken up yet",
                        "PROGRESSING 0 of 1 replicas are available",
                        "HEALTHY 1 of 1 replicas are available");
        assertThat(cluster.closed).containsExactly("deployments", "pods", "replicasets");
    }

    @Test
    void anUnchangedReasonIsToldOnce() {
        cluster.at(1, DEPLOYMENT, web(UPDATED))
                .synced(1)
                .at(2, DEPLOYMENT, web(UPDATED))
                .at(3, DEPLOYMENT, web(HEALTHY));
        await(deployment("web"));
        assertThat(changes()).hasSize(2);
    }

    @Test
    void nothingIsJudgedBeforeAllIsKnown() {
        cluster.at(1, DEPLOYMENT, web(HEALTHY))
                .at(4, DEPLOYMENT, web(UPDATED))
                .synced(5)
                .at(6, DEPLOYMENT, web(HEALTHY));
        assertThat(await(deployment("web")))
                .containsExactly("Deployment shop/web healthy after 6 s: 1 of 1 replicas are available");
    }

    @Test
    void aPodThatCannotHealFailsAtOnceAndTheOthersGoOn() {
        ObjectNode web = web("metadata: {annotations: {deployment.kubernetes.io/revision: '2'}}\n" + UPDATED);
        ObjectNode set = Yaml.ownedBy(
                web,
                Yaml.object(
                        "apps/v1",
                        "ReplicaSet",
                        "web-2",
                        "metadata: {annotations: {deployment.kubernetes.io/revision: '2'}}"));
        ObjectNode pod = Yaml.ownedBy(
                set,
                Yaml.object(
                        "v1",
                        "Pod",
                        "web-2-x",
                        "status: {containerStatuses: [{name: app, state: {waiting: {reason: ImagePullBackOff, message: Back-off}}}]}"));
        cluster.at(1, DEPLOYMENT, web)
                .at(1, DEPLOYMENT, named("api", UPDATED))
                .synced(1)
                .at(2, REPLICA_SET, set)
                .at(3, POD, pod)
                .at(20, DEPLOYMENT, named("api", HEALTHY));
        assertThat(await(deployment("web"), deployment("api")))
                .containsExactly(
                        "Deployment shop/web failed after 3 s: pod web-2-x, container app: ImagePullBackOff: Back-off",
                        "Deployment shop/api healthy after 20 s: 1 of 1 replicas are available");
    }

    @Test
    void aPodWithoutANodeFailsWhenItsGraceIsOverThoughNothingIsHeard() {
        ObjectNode job = Yaml.object("batch/v1", "Job", "migrate", "status: {startTime: x}");
        ObjectNode pod = Yaml.ownedBy(job, Yaml.object("v1", "Pod", "p", """
                status: {conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message: no cpu,
                  lastTransitionTime: '2026-11-23T12:00:02Z'}]}"""));
        cluster.at(1, JOB, job).synced(1).at(3, POD, pod);
        assertThat(await(target(JOB, "Job", "migrate")))
                .containsExactly("Job shop/migrate failed after 32 s: pod p: Unschedulable: no cpu");
    }

    @Test
    void aTimeoutTellsTheLastReason() {
        cluster.at(1, DEPLOYMENT, web(UPDATED)).synced(1);
        assertThat(await(deployment("web")))
                .containsExactly(
                        "Deployment shop/web failed after 300 s: not healthy after 300 s: 0 of 1 replicas are available");
    }

    @Test
    void aSilenceIsBrokenBySignsOfLife() {
        cluster.at(1, DEPLOYMENT, web(UPDATED))
                .synced(1)
                .at(70, DEPLOYMENT, web("status: {observedGeneration: 1}"))
                .at(105, DEPLOYMENT, web(HEALTHY));
        await(deployment("web"));
        assertThat(events.stream().filter(Event.StillWaiting.class::isInstance))
                .containsExactly(
                        stillWaiting(31, "0 of 1 replicas are available"),
                        stillWaiting(61, "0 of 1 replicas are available"),
                        stillWaiting(100, "0 of 1 replicas are updated"));
    }

    @Test
    void aDeletedObjectHasFailed() {
        cluster.at(1, DEPLOYMENT, web(UPDATED)).synced(1).at(4, DEPLOYMENT, listener -> listener.deleted(web(UPDATED)));
        assertThat(await(deployment("web")))
                .containsExactly("Deployment shop/web failed after 4 s: it has been deleted");
    }

    @Test
    void anObjectThatIsNotThereHasFailed() {
        cluster.synced(2);
        assertThat(await(deployment("web")))
                .containsExactly("Deployment shop/web failed after 2 s: it has been deleted");
    }

    @Test
    void aJobThatCompletesAndCleansItselfUpIsHealthy() {
        ObjectNode done = job("status: {conditions: [{type: Complete, status: 'True'}]}");
        ObjectNode ending = Yaml.deleted(done);
        cluster.at(1, JOB, job("status: {startTime: x}")).synced(1).at(4, JOB, listener -> {
            listener.changed(done);
            listener.changed(ending);
            listener.deleted(ending);
        });
        assertThat(await(target(JOB, "Job", "migrate")))
                .containsExactly("Job shop/migrate healthy after 4 s: completed");
    }

    @Test
    void aJobWhoseEndIsOnlySeenInItsDeletionIsHealthyToo() {
        cluster.at(1, JOB, listener -> {
            listener.changed(job("status: {startTime: x}"));
            listener.deleted(job("status: {conditions: [{type: Complete, status: 'True'}]}"));
            listener.synced();
        });
        assertThat(await(target(JOB, "Job", "migrate")))
                .containsExactly("Job shop/migrate healthy after 1 s: completed");
    }

    @Test
    void aJobThatFailsAndCleansItselfUpFailsByItsOwnReason() {
        cluster.at(1, JOB, job("status: {startTime: x}")).synced(1).at(4, JOB, listener -> {
            listener.changed(
                    job("status: {conditions: [{type: Failed, status: 'True', reason: BackoffLimitExceeded}]}"));
            listener.deleted(
                    job("status: {conditions: [{type: Failed, status: 'True', reason: BackoffLimitExceeded}]}"));
        });
        assertThat(await(target(JOB, "Job", "migrate")))
                .containsExactly("Job shop/migrate failed after 4 s: BackoffLimitExceeded");
    }

    @Test
    void aJobThatIsDeletedBeforeItsEndHasFailed() {
        cluster.at(1, JOB, job("status: {startTime: x}"))
                .synced(1)
                .at(4, JOB, listener -> listener.deleted(job("status: {startTime: x}")));
        assertThat(await(target(JOB, "Job", "migrate")))
                .containsExactly("Job shop/migrate failed after 4 s: it has been deleted before it ended");
    }

    @Test
    void aJobThatIsMadeAnewIsJudgedAnew() {
        ObjectNode done = job("status: {conditions: [{type: Complete, status: 'True'}]}");
        cluster.at(1, JOB, listener -> {
                    listener.changed(done);
                    listener.deleted(done);
                    listener.changed(job("status: {startTime: x}"));
                    listener.synced();
                })
                .at(7, JOB, job("status: {conditions: [{type: Failed, status: 'True', reason: DeadlineExceeded}]}"));
        assertThat(await(target(JOB, "Job", "migrate")))
                .containsExactly("Job shop/migrate failed after 7 s: DeadlineExceeded");
    }

    @Test
    void aJobThatIsGoneBeforeItWasSeenHasFailedAsNobodyKnowsHowItEnded() {
        cluster.synced(2);
        assertThat(await(target(JOB, "Job", "migrate")))
                .containsExactly("Job shop/migrate failed after 2 s: it was gone before kit could see how it ended;"
                        + " if it cleans itself up, give it a longer ttlSecondsAfterFinished");
    }

    @Test
    void aJobThatEndedBeforeTheClusterWentAwayIsHealthy() {
        cluster.at(1, JOB, job("status: {startTime: x}")).synced(1).at(4, JOB, listener -> {
            listener.changed(job("status: {conditions: [{type: Complete, status: 'True'}]}"));
            listener.lost(new UnreachableException("away", new IOException()));
        });
        assertThat(await(target(JOB, "Job", "migrate")))
                .containsExactly("Job shop/migrate healthy after 4 s: completed");
    }

    @Test
    void aLostClusterEndsTheWait() {
        cluster.at(1, DEPLOYMENT, web(UPDATED))
                .synced(1)
                .at(
                        5,
                        DEPLOYMENT,
                        listener -> listener.lost(new UnreachableException(
                                "the cluster at https://east is unreachable: connection refused", new IOException())));
        assertThat(await(deployment("web")))
                .containsExactly("Deployment shop/web failed after 5 s: the wait broke off:"
                        + " the cluster at https://east is unreachable: connection refused");
    }

    @Test
    void aClusterThatIsAwayFromTheBeginningEndsTheWaitToo() {
        cluster.away = true;
        cluster.at(9, DEPLOYMENT, listener -> listener.lost(new UnreachableException("away", new IOException())));
        assertThat(await(deployment("web")))
                .containsExactly("Deployment shop/web failed after 9 s: the wait broke off: away");
    }

    @Test
    void aWatchThatIsRefusedEndsTheWaitForItsObjects() {
        cluster.at(
                1,
                DEPLOYMENT,
                listener -> listener.lost(new ApiException(403, "Forbidden", "deployments is forbidden", List.of())));
        assertThat(await(deployment("web")))
                .containsExactly("Deployment shop/web failed after 1 s: it can't be watched: deployments is forbidden");
    }

    @Test
    void withoutItsPodsARolloutGoesOnWithAWarning() {
        cluster.at(
                        1,
                        POD,
                        listener -> listener.lost(new ApiException(403, "Forbidden", "pods is forbidden", List.of())))
                .at(2, DEPLOYMENT, web(HEALTHY))
                .synced(2);
        assertThat(await(deployment("web"))).hasSize(1).allMatch(line -> line.contains("healthy"));
        assertThat(events.get(0))
                .isInstanceOfSatisfying(
                        Event.Warned.class,
                        warned -> assertThat(warned.diagnostic().text())
                                .isEqualTo(
                                        "cluster east does not let kit watch pods in namespace shop: pods is forbidden."
                                                + " Allow it to list and watch them, and rollouts that fail are noticed at once."));
    }

    @Test
    void anInterruptEndsTheWait() {
        cluster.at(1, DEPLOYMENT, web(UPDATED)).synced(1).at(2, DEPLOYMENT, listener -> {
            listener.changed(web(UPDATED));
            Thread.currentThread().interrupt();
        });
        List<String> results = await(deployment("web"));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(results)
                .containsExactly(
                        "Deployment shop/web failed after 2 s: the wait was interrupted: 0 of 1 replicas are available");
        assertThat(cluster.closed).hasSize(3);
    }

    @Test
    void whatHasNoStatusNeedsNoWatch() {
        ResourceType secret = new ResourceType("v1", "Secret", "secrets", true);
        RolloutTarget target = new RolloutTarget(secret, new ManifestKey("", "Secret", "shop", "token"));
        assertThat(await(target)).containsExactly("Secret shop/token healthy after 0 s: in place");
        assertThat(cluster.listeners).isEmpty();
        assertThat(await()).isEmpty();
    }

    private static Event stillWaiting(long seconds, String reason) {
        Event.Unready web = new Event.Unready(deployment("web").key(), reason);
        return new Event.StillWaiting("east", 1, seconds, List.of(web));
    }

    private List<String> await(RolloutTarget... targets) {
        RolloutOptions options =
                new RolloutOptions(Duration.ofSeconds(300), Duration.ofSeconds(30), health, text -> text, cluster);
        results = Rollout.await(cluster, "east", List.of(targets), options, events::add, Runnable::run);
        return results.stream()
                .map(result -> result.key() + (result.healthy() ? " healthy" : " failed") + " after "
                        + result.took().toSeconds() + " s: " + result.verdict().reason())
                .toList();
    }

    private List<String> changes() {
        return events.stream()
                .filter(Event.RolloutChanged.class::isInstance)
                .map(Event.RolloutChanged.class::cast)
                .map(changed -> changed.state() + " " + changed.reason())
                .toList();
    }

    private static RolloutTarget deployment(String name) {
        return target(DEPLOYMENT, "Deployment", name);
    }

    private static RolloutTarget target(ResourceType type, String kind, String name) {
        return new RolloutTarget(type, new ManifestKey(type.group(), kind, "shop", name));
    }

    private static ObjectNode job(String rest) {
        return Yaml.object("batch/v1", "Job", "migrate", rest);
    }

    private static ObjectNode web(String rest) {
        return named("web", rest);
    }

    private static ObjectNode named(String name, String rest) {
        return Yaml.object("apps/v1", "Deployment", name, rest);
    }
}
