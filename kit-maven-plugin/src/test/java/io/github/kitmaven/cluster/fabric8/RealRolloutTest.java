package io.github.kitmaven.cluster.fabric8;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ClusterClient.ApplyMode;
import io.github.kitmaven.cluster.Connection;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.event.Event;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.rollout.HealthOptions;
import io.github.kitmaven.rollout.Rollout;
import io.github.kitmaven.rollout.RolloutOptions;
import io.github.kitmaven.rollout.RolloutResult;
import io.github.kitmaven.rollout.RolloutTarget;
import io.github.kitmaven.testing.NoSops;
import io.github.kitmaven.testing.RealControlPlane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** Rollouts on a real control plane, whose stand-in for the kubelets goes by the image's name. */
@Tag("real-control-plane")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(180)
class RealRolloutTest {
    private static final String NAME = "cluster-test-rollout";

    private static RealControlPlane plane;
    private static ClusterClient client;

    private final List<Event> events = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        plane = RealControlPlane.start(NAME);
        client = new Fabric8ClusterClients(Map.of(), NoSops.create(), "kit/test")
                .open(Connection.ofCluster(NAME, plane.kubeconfig(), Optional.empty()));
    }

    @AfterAll
    static void stop() {
        client.close();
        plane.close();
    }

    @Test
    @Order(1)
    void eachImageEndsAsItMust() {
        List<RolloutTarget> targets = List.of(
                apply(deployment("good", "app:1", 2)),
                apply(deployment("missing", "missing:1", 1)),
                apply(deployment("crash", "crash:1", 1)),
                apply(deployment("slow", "slow:1", 1)),
                apply(deployment("unschedulable", "unschedulable:1", 1)),
                apply(job("done", "app:1")),
                apply(job("fails", "fail:1")),
                apply(job("stuck", "missing:1")));
        List<RolloutResult> results = await(targets, Duration.ofSeconds(90));
        assertThat(reason(results, "good")).isEqualTo("healthy: 2 of 2 replicas are available");
        assertThat(reason(results, "missing"))
                .matches(
                        "failed: pod missing-\\S+, container app: ImagePullBackOff: Back-off pulling image \"missing:1\"");
        assertThat(reason(results, "crash"))
                .matches(
                        "failed: pod crash-\\S+, container app: CrashLoopBackOff: back-off 10s restarting failed container");
        assertThat(reason(results, "slow")).startsWith("healthy");
        assertThat(reason(results, "unschedulable"))
                .matches("failed: pod unschedulable-\\S+: Unschedulable: 0/3 nodes are available: 3 Insufficient cpu.");
        assertThat(reason(results, "done")).isEqualTo("healthy: completed");
        assertThat(reason(results, "fails"))
                .startsWith("failed: BackoffLimitExceeded: ")
                .contains("exit code 1");
        assertThat(reason(results, "stuck")).contains("ImagePullBackOff");
        assertThat(took(results, "missing")).isLessThan(Duration.ofSeconds(20));
        assertThat(took(results, "slow")).isGreaterThan(Duration.ofSeconds(5));
    }

    @Test
    @Order(2)
    void aPodOfAnOlderRevisionDoesNotCount() {
        await(List.of(apply(deployment("again", "missing:1", 1))), Duration.ofSeconds(60));
        assertThat(reason(await(List.of(apply(deployment("again", "app:2", 1))), Duration.ofSeconds(60)), "again"))
                .startsWith("healthy");
        assertThat(reason(await(List.of(apply(deployment("again", "crash:3", 1))), Duration.ofSeconds(60)), "again"))
                .contains("CrashLoopBackOff");
    }

    @Test
    @Order(3)
    void aStatefulSetIsJudgedByItsUpdateRevision() {
        assertThat(reason(await(List.of(apply(statefulSet("db", "app:1"))), Duration.ofSeconds(60)), "db"))
                .isEqualTo("healthy: 2 of 2 replicas are ready");
        assertThat(reason(await(List.of(apply(statefulSet("db", "missing:2"))), Duration.ofSeconds(60)), "db"))
                .startsWith("failed: pod db-1, container app: ImagePullBackOff");
    }

    @Test
    @Order(3)
    void whatRunsNothingIsHealthyAtOnce() {
        List<RolloutResult> results = await(
                List.of(
                        apply(object(
                                "{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"web\",\"namespace\":\"default\"},"
                                        + "\"spec\":{\"ports\":[{\"port\":80,\"protocol\":\"TCP\"}]}}")),
                        apply(
                                object(
                                        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"conf\",\"namespace\":\"default\"}}"))),
                Duration.ofSeconds(60));
        assertThat(results).allMatch(RolloutResult::healthy);
        assertThat(took(results, "web")).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    @Order(3)
    void aClosedWatchLeavesNoThreadBehind() {
        await(List.of(apply(deployment("threads", "app:1", 1))), Duration.ofSeconds(60));
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("kit-watch-"))
                .allSatisfy(thread -> {
                    thread.join(10_000);
                    assertThat(thread.isAlive()).isFalse();
                });
    }

    @Test
    @Order(3)
    void aPausedDeploymentFailsAtOnce() {
        ObjectNode paused = deployment("paused", "app:1", 1);
        paused.withObject("/spec").put("paused", true);
        assertThat(reason(await(List.of(apply(paused)), Duration.ofSeconds(60)), "paused"))
                .contains("it is paused");
    }

    @Test
    @Order(3)
    void podsThatAreRefusedFailAWorkloadThatSaysNothingOfItItself() {
        ObjectNode set = statefulSet("refused", "app:1");
        set.withObject("/spec/template/spec").put("priorityClassName", "none-such");
        HealthOptions strict = new HealthOptions(true, Duration.ofSeconds(2), 0, Set.of());
        RolloutOptions options = new RolloutOptions(Duration.ofSeconds(60), RolloutOptions.KEEP_ALIVE, strict);
        RolloutResult result = Rollout.await(client, NAME, List.of(apply(set)), options, events::add)
                .get(0);
        assertThat(result.verdict().reason())
                .matches("FailedCreate: create Pod refused-0 in StatefulSet refused failed .*none-such.*");
        assertThat(result.took()).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    @Order(4)
    void aTimeoutTellsWhatIsMissing() {
        assertThat(reason(await(List.of(apply(deployment("late", "slow:9", 1))), Duration.ofSeconds(3)), "late"))
                .isEqualTo("failed: not healthy after 3 s: 0 of 1 replicas are available");
    }

    @Test
    @Order(5)
    void aServerThatDiesMeanwhileIsToldWithinSeconds() {
        RolloutTarget target = apply(deployment("orphan", "slow:5", 1));
        long begin = System.nanoTime();
        List<RolloutResult> results = Rollout.await(
                client, NAME, List.of(target), RolloutOptions.within(Duration.ofMinutes(2)), event -> killServer());
        assertThat(reason(results, "orphan"))
                .matches("failed: the wait broke off: the cluster at https://127.0.0.1:\\d+ is unreachable: .*");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
    }

    private static void killServer() {
        try {
            String pid = Files.readString(plane.kubeconfig().resolveSibling("api.pid"))
                    .strip();
            ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<RolloutResult> await(List<RolloutTarget> targets, Duration timeout) {
        return Rollout.await(client, NAME, targets, RolloutOptions.within(timeout), events::add);
    }

    private static String reason(List<RolloutResult> results, String name) {
        RolloutResult result = find(results, name);
        return (result.healthy() ? "healthy: " : "failed: ") + result.verdict().reason();
    }

    private static Duration took(List<RolloutResult> results, String name) {
        return find(results, name).took();
    }

    private static RolloutResult find(List<RolloutResult> results, String name) {
        return results.stream()
                .filter(result -> result.key().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static RolloutTarget apply(ObjectNode manifest) {
        String kind = manifest.path("kind").asText();
        ResourceType type =
                client.type(manifest.path("apiVersion").asText(), kind).orElseThrow();
        client.apply(type, manifest, new ApplyMode(false, false));
        String name = manifest.at("/metadata/name").asText();
        return new RolloutTarget(type, new ManifestKey(type.group(), kind, "default", name));
    }

    private static ObjectNode deployment(String name, String image, int replicas) {
        return object("""
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%s","namespace":"default"},"spec":{"replicas":%d,
                "selector":{"matchLabels":{"app":"%s"}},"template":{"metadata":{"labels":{"app":"%s"}},
                "spec":{"containers":[{"name":"app","image":"%s"}]}}}}
                """.formatted(name, replicas, name, name, image));
    }

    private static ObjectNode statefulSet(String name, String image) {
        ObjectNode set = deployment(name, image, 2);
        set.put("kind", "StatefulSet");
        set.withObject("/spec").put("serviceName", name);
        return set;
    }

    private static ObjectNode job(String name, String image) {
        return object("""
                {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"%s","namespace":"default"},"spec":{"backoffLimit":0,
                "template":{"spec":{"restartPolicy":"Never","containers":[{"name":"app","image":"%s"}]}}}}
                """.formatted(name, image));
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) Answer.JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
