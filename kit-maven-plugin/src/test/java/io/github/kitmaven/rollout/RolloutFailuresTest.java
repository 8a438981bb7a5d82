package io.github.kitmaven.rollout;

import static io.github.kitmaven.rollout.FakeCluster.DEPLOYMENT;
import static io.github.kitmaven.rollout.FakeCluster.EVENT;
import static io.github.kitmaven.rollout.FakeCluster.JOB;
import static io.github.kitmaven.rollout.FakeCluster.POD;
import static io.github.kitmaven.rollout.FakeCluster.REPLICA_SET;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.UnreachableException;
import io.github.kitmaven.event.Event;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.rollout.Verdict.Failed;
import io.github.kitmaven.rollout.Verdict.Failed.Certainty;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a rollout tells of what failed, and what it lets pass. */
@Timeout(10)
class RolloutFailuresTest {
    private static final String HEALTHY =
            "status: {observedGeneration: 1, replicas: 1, updatedReplicas: 1, availableReplicas: 1, readyReplicas: 1,"
                    + " conditions: [{type: Available, status: 'True'}]}";
    private static final String UPDATED = "metadata: {annotations: {deployment.kubernetes.io/revision: '2'}}\n"
            + "status: {observedGeneration: 1, replicas: 1, updatedReplicas: 1}";
    private static final String CRASHING = """
            status: {containerStatuses: [{name: app, restartCount: 3, state: {waiting: {reason: CrashLoopBackOff,
              message: back-off 10s}}, lastState: {terminated: {exitCode: 1, reason: Error}}}]}""";
    private static final String HOMELESS = """
            status: {conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message: no cpu,
              lastTransitionTime: '2026-11-23T12:00:01Z'}]}""";

    private final FakeCluster cluster = new FakeCluster();
    private final List<Event> events = new ArrayList<>();
    private HealthOptions health = HealthOptions.DEFAULT;
    private Secrets secrets = new Secrets();

    @Test
    void aCrashIsExplainedByItsLastEventAndTheLogOfTheRunBefore() {
        secrets = Secrets.of(List.of("hunter2", "back-off 10s"));
        cluster.log = () -> List.of("connecting as hunter2", "fatal: " + "x".repeat(600));
        cluster.said.add(warning(pod(""), "BackOff", "Back-off restarting failed container", 4));
        web(UPDATED, CRASHING);

        RolloutResult result = await(target("web")).get(0);

        assertThat(words(result))
                .isEqualTo("failed after 1 s: pod web-2-x, container app: CrashLoopBackOff: <secret>;"
                        + " before that, exit code 1 (Error)");
        assertThat(result.evidence().event())
                .contains(new Evidence.Event("BackOff", "Back-off restarting failed container", 4));
        Evidence.Log log = result.evidence().log().orElseThrow();
        assertThat(log.pod() + " " + log.container() + " " + log.previous()).isEqualTo("web-2-x app true");
        assertThat(log.lines()).hasSize(2);
        assertThat(log.lines().get(0)).isEqualTo("connecting as <secret>");
        assertThat(log.lines().get(1)).hasSize(503).endsWith("x...");
        assertThat(result.troubles()).extracting(Trouble::message).containsExactly("<secret>");
        assertThat(cluster.asked).containsExactly("events uid-web-2-x", "log web-2-x/app of the run before");
    }

    @Test
    void namesOfPodsAndContainersShowNoSecretEither() {
        secrets = new Secrets();
        secrets.addWord("2");
        secrets.addWord("app");
        cluster.log = () -> List.of("app 2 of 20");
        web(UPDATED, CRASHING);

        RolloutResult result = await(target("web")).get(0);

        assertThat(words(result))
                .startsWith("failed after 1 s: pod web-<secret>-x, container <secret>: CrashLoopBackOff");
        assertThat(result.evidence().log())
                .contains(new Evidence.Log("web-<secret>-x", "<secret>", true, List.of("<secret> <secret> of 20")));
        assertThat(result.troubles())
                .extracting(Trouble::words)
                .allMatch(words -> words.startsWith("pod web-<secret>-x"));
    }

    @Test
    void aClusterThatGivesNoLogCostsOnlyTheLines() {
        cluster.log = () -> {
            throw new ApiException(403, "Forbidden", "pods/log is forbidden", List.of());
        };
        web(UPDATED, CRASHING);
        RolloutResult result = await(target("web")).get(0);
        assertThat(words(result)).startsWith("failed after 1 s: pod web-2-x, container app: CrashLoopBackOff");
        assertThat(result.evidence().log()).isEmpty();
    }

    @Test
    void whatNeverRanIsNotAskedForALog() {
        web(UPDATED, "status: {containerStatuses: [{name: app, state: {waiting: {reason: ImagePullBackOff}}}]}");
        await(target("web"));
        assertThat(cluster.asked).containsExactly("events uid-web-2-x");
    }

    @Test
    void whatIsHealthyIsNotAskedAboutAtAll() {
        web(HEALTHY, "");
        assertThat(words(await(target("web")).get(0))).startsWith("healthy");
        assertThat(cluster.asked).isEmpty();
    }

    @Test
    void aClusterWhoseNodesMakeNoRoomFailsTheirPodsAndOneThatDoesIsWaitedFor() {
        ObjectNode comes = warning(pod(""), "TriggeredScaleUp", "pod triggered scale-up", 1);
        comes.put("type", "Normal");
        web(UPDATED, HOMELESS);
        assertThat(words(await(target("web")).get(0)))
                .isEqualTo("failed after 31 s: pod web-2-x: Unschedulable: no cpu");

        FakeCluster growing = new FakeCluster();
        growing.said.add(comes);
        web(growing, UPDATED, HOMELESS).at(140, DEPLOYMENT, object("web", HEALTHY));
        assertThat(words(await(growing, target("web")).get(0))).startsWith("healthy after 140 s");
    }

    @Test
    void aTimeoutIsExplainedTooAndEventsTellWhatIsAmiss() {
        cluster.log = () -> List.of("waiting for the database");
        cluster.said.add(warning(pod(""), "Unhealthy", "Readiness probe failed: 503", 9));
        web(UPDATED, "status: {containerStatuses: [{name: app, ready: false, state: {running: {}}}]}")
                .at(40, EVENT, warning(pod(""), "Unhealthy", "Readiness probe failed: 503", 9));
        RolloutResult result = await(target("web")).get(0);
        assertThat(words(result))
                .isEqualTo("failed after 300 s: not healthy after 300 s: 0 of 1 replicas are available;"
                        + " pod web-2-x: Unhealthy: Readiness probe failed: 503");
        assertThat(((Failed) result.verdict()).certainty()).isEqualTo(Certainty.TIMED_OUT);
        assertThat(result.evidence().log().orElseThrow().lines()).containsExactly("waiting for the database");
        assertThat(cluster.asked).containsExactly("watch of events", "events uid-web-2-x", "log web-2-x/app");
    }

    @Test
    void whatOnlyAnEventTellsFailsOnceItsGraceIsOver() {
        ObjectNode job = Yaml.object("batch/v1", "Job", "migrate", "status: {startTime: x}");
        cluster.at(1, JOB, job)
                .synced(1)
                .at(31, EVENT, warning(job, "FailedCreate", "pods is forbidden: exceeded quota: q", 5));
        RolloutTarget migrate = new RolloutTarget(JOB, new ManifestKey("batch", "Job", "shop", "migrate"));
        assertThat(words(await(migrate).get(0)))
                .isEqualTo("failed after 31 s: FailedCreate: pods is forbidden: exceeded quota: q");
    }

    @Test
    void whatIsIgnoredIsCountedByReason() {
        health = new HealthOptions(true, HealthOptions.DEFAULT.grace(), 0, Set.of("BackOff"));
        web(UPDATED, CRASHING).at(50, DEPLOYMENT, object("web", HEALTHY));
        RolloutResult result = await(target("web")).get(0);
        assertThat(words(result)).startsWith("healthy after 50 s");
        assertThat(result.ignored()).isEqualTo(Map.of("CrashLoopBackOff", 3));
        assertThat(events)
                .anyMatch(event -> event instanceof Event.RolloutChanged changed
                        && changed.reason()
                                .startsWith("0 of 1 replicas are available; pod web-2-x, container app: Crash"));
    }

    @Test
    void withoutHealthCheckOnlyTheObjectIsWatched() {
        health = new HealthOptions(false, HealthOptions.DEFAULT.grace(), 0, Set.of());
        cluster.at(1, DEPLOYMENT, object("web", UPDATED)).synced(1).at(50, DEPLOYMENT, object("web", HEALTHY));
        assertThat(words(await(target("web")).get(0))).startsWith("healthy after 50 s");
        assertThat(cluster.listeners).containsOnlyKeys("deployments");
    }

    @Test
    void eachObjectHasItsOwnTime() {
        cluster.at(1, DEPLOYMENT, object("web", UPDATED))
                .at(1, DEPLOYMENT, object("late", UPDATED))
                .synced(1)
                .at(310, DEPLOYMENT, object("late", HEALTHY));
        Instant later = cluster.now().plusSeconds(20);
        RolloutTarget late = new RolloutTarget(DEPLOYMENT, target("late").key(), Optional.of(later), Optional.empty());
        assertThat(await(target("web"), late))
                .extracting(RolloutFailuresTest::words)
                .containsExactly(
                        "failed after 300 s: not healthy after 300 s: 0 of 1 replicas are available",
                        "healthy after 310 s: 1 of 1 replicas are available");
    }

    @Test
    void whatAnotherChangesDuringTheWaitIsNotCalledHealthy() {
        String kits = "{manager: kit, operation: Apply, time: '%s', fieldsV1: {'f:metadata': {'f:labels': {'f:a': {}}},"
                + " 'f:spec': {%s}}}";
        String ours = kits.formatted("1", "'f:replicas': {}, 'f:image': {}");
        String less = kits.formatted("1", "'f:replicas': {}");
        String scaled = kits.formatted("1", "'f:image': {}");
        assertThat(changed(ours, less + ", {manager: kubectl-edit, time: '2', fieldsV1: {'f:spec': {'f:image': {}}}}"))
                .isEqualTo("failed after 3 s: kubectl-edit has changed spec.image during the wait,"
                        + " so it is not what this deploy applied");
        assertThat(changed(ours, kits.formatted("3", "'f:replicas': {}, 'f:image': {}")))
                .isEqualTo("failed after 3 s: another run of kit has changed it during the wait");
        assertThat(changed(
                        ours,
                        scaled + ", {manager: kube-controller-manager, fieldsV1: {'f:spec': {'f:replicas': {}}}}"))
                .startsWith("healthy");
        assertThat(changed(ours, ours + ", {manager: kubectl, fieldsV1: {'f:metadata': {}}}"))
                .startsWith("healthy");
        assertThat(changed("{manager: curl, operation: Update}", "{manager: kit, operation: Apply, time: '1'}"))
                .startsWith("healthy");
    }

    @Test
    void whatAnotherChangesBeforeTheWaitIsNotCalledHealthy() {
        String managed = "metadata: {managedFields: [%s]}\n" + HEALTHY;
        String ours = "{manager: kit, operation: Apply, time: '1', fieldsV1: {'f:spec': {'f:replicas': {}%s}}}";
        Baseline left = Baseline.of(object("web", managed.formatted(ours.formatted(", 'f:image': {}"))));
        String edit = ours.formatted("") + ", {manager: curl, time: '1', fieldsV1: {'f:spec': {'f:image': {}}}}";
        cluster.at(1, DEPLOYMENT, object("web", managed.formatted(edit))).synced(1);
        RolloutTarget web = target("web");
        assertThat(words(await(new RolloutTarget(web.type(), web.key(), Optional.empty(), Optional.of(left)))
                        .get(0)))
                .isEqualTo("failed after 1 s: curl has changed spec.image during the wait,"
                        + " so it is not what this deploy applied");
    }

    @Test
    void anObjectThatIsMadeAnewByAnotherIsNotOurs() {
        ObjectNode other = object("web", HEALTHY);
        other.withObject("/metadata").put("uid", "another");
        cluster.at(1, DEPLOYMENT, object("web", UPDATED)).synced(1).at(3, DEPLOYMENT, listener -> {
            listener.deleted(object("web", UPDATED));
            listener.changed(other);
        });
        assertThat(words(await(target("web")).get(0)))
                .isEqualTo("failed after 3 s: another object has taken its place during the wait");
    }

    @Test
    void aClusterThatIsLostWhileItIsAskedEndsTheWait() {
        cluster.log = () -> {
            UnreachableException away = new UnreachableException("away", new IOException());
            Optional.ofNullable(cluster.listeners.get("deployments")).ifPresent(listener -> listener.lost(away));
            throw away;
        };
        web(UPDATED, CRASHING);
        assertThat(words(await(target("web")).get(0))).isEqualTo("failed after 1 s: the wait broke off: away");
    }

    @Test
    void aQuestionThatIsNeverAnsweredKeepsNothingFromEnding() {
        web(UPDATED, CRASHING);
        assertThat(words(await(task -> {}, target("web")))).startsWith("failed after 16 s: pod web-2-x, container app");
    }

    @Test
    void aPodThatHealsWhileItIsAskedAboutHasNotFailed() {
        web(UPDATED, CRASHING)
                .at(
                        3,
                        POD,
                        Yaml.ownedBy(set(), pod("status: {containerStatuses: [{name: app, state: {running: {}}}]}")))
                .at(50, DEPLOYMENT, object("web", HEALTHY));
        assertThat(words(await(task -> {}, target("web")))).startsWith("healthy after 50 s");
    }

    private RolloutResult await(Executor executor, RolloutTarget target) {
        return Rollout.await(cluster, "east", List.of(target), options(cluster), events::add, executor)
                .get(0);
    }

    private String changed(String before, String after) {
        FakeCluster changing = new FakeCluster();
        String managed = "metadata: {managedFields: [%s]}\n%s";
        changing.at(1, DEPLOYMENT, object("web", managed.formatted(before, "status: {observedGeneration: 1}")))
                .synced(1)
                .at(3, DEPLOYMENT, object("web", managed.formatted(after, HEALTHY)));
        return words(await(changing, target("web")).get(0));
    }

    private FakeCluster web(String status, String pod) {
        return web(cluster, status, pod);
    }

    private static FakeCluster web(FakeCluster cluster, String status, String pod) {
        ObjectNode web = object("web", status);
        return cluster.at(1, DEPLOYMENT, web)
                .at(1, REPLICA_SET, Yaml.ownedBy(web, set()))
                .at(1, POD, Yaml.ownedBy(set(), pod(pod)))
                .synced(1);
    }

    private static ObjectNode set() {
        String revision = "metadata: {annotations: {deployment.kubernetes.io/revision: '2'}}";
        return Yaml.object("apps/v1", "ReplicaSet", "web-2", revision);
    }

    private static ObjectNode pod(String rest) {
        return Yaml.object("v1", "Pod", "web-2-x", rest);
    }

    private static ObjectNode object(String name, String rest) {
        return Yaml.object("apps/v1", "Deployment", name, rest);
    }

    private static ObjectNode warning(ObjectNode about, String reason, String message, int times) {
        return Yaml.event(about, reason, message, times, "2026-11-23T12:00:01Z", "2026-11-23T12:00:01Z");
    }

    private static RolloutTarget target(String name) {
        return new RolloutTarget(DEPLOYMENT, new ManifestKey("apps", "Deployment", "shop", name));
    }

    private List<RolloutResult> await(RolloutTarget... targets) {
        return await(cluster, targets);
    }

    private List<RolloutResult> await(FakeCluster client, RolloutTarget... targets) {
        return Rollout.await(client, "east", List.of(targets), options(client), events::add, Runnable::run);
    }

    private RolloutOptions options(FakeCluster client) {
        return new RolloutOptions(Duration.ofSeconds(300), Duration.ofSeconds(30), health, secrets::mask, client);
    }

    private static String words(RolloutResult result) {
        return (result.healthy() ? "healthy" : "failed") + " after "
                + result.took().toSeconds() + " s: " + result.verdict().reason();
    }
}
