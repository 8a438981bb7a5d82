package io.github.kitmaven.cluster.fabric8;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ClusterClient.ApplyMode;
import io.github.kitmaven.cluster.Connection;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.event.Event;
import io.github.kitmaven.event.EventSink;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.rollout.Evidence;
import io.github.kitmaven.rollout.HealthOptions;
import io.github.kitmaven.rollout.Rollout;
import io.github.kitmaven.rollout.RolloutOptions;
import io.github.kitmaven.rollout.RolloutResult;
import io.github.kitmaven.rollout.RolloutTarget;
import io.github.kitmaven.testing.NoSops;
import io.github.kitmaven.testing.RealControlPlane;
import io.github.kitmaven.testing.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What rollouts tell of their causes, on the sandbox and, where one is asked for, on a real control plane. */
@ParameterizedClass(name = "{0}")
@MethodSource("clusters")
@Timeout(120)
class RolloutCausesTest {
    private static final EventSink NOBODY = event -> {};

    private final TestCluster cluster;

    @TempDir
    Path folder;

    private ClusterClient client;

    RolloutCausesTest(TestCluster cluster) {
        this.cluster = cluster;
    }

    static Stream<TestCluster> clusters() {
        Stream<Supplier<TestCluster>> clusters = Stream.of(TestCluster::sandbox);
        if (RealControlPlane.requested()) {
            clusters = Stream.concat(clusters, Stream.of(() -> TestCluster.real("causes")));
        }
        return clusters.map(Supplier::get);
    }

    @BeforeEach
    void open() {
        Path kubeconfig = cluster.as("test", "default", folder).kubeconfig();
        client = new Fabric8ClusterClients(Map.of(), NoSops.create(), "kit/test")
                .open(Connection.ofCluster("test", kubeconfig, Optional.empty()));
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aPodThatCrashesIsExplainedByItsEventAndByItsLogWhereANodeHasOne() {
        RolloutResult crash = await(apply("crash", "crash:1"), HealthOptions.DEFAULT, NOBODY);
        assertThat(crash.verdict().reason()).contains("CrashLoopBackOff");
        assertThat(crash.evidence().event())
                .contains(new Evidence.Event("BackOff", "Back-off restarting failed container", 1));
        // the real control plane here has no nodes that could be asked for a log
        assertThat(crash.evidence().log().isPresent()).isEqualTo(isSandbox());
    }

    @Test
    void anImageThatIsMissingIsExplainedByWhyItWasNotPulled() {
        RolloutResult missing = await(apply("missing", "missing:1"), HealthOptions.DEFAULT, NOBODY);
        assertThat(missing.evidence().event())
                .contains(new Evidence.Event("Failed", "Failed to pull image \"missing:1\": not found", 1));
        assertThat(missing.evidence().log()).isEmpty();
    }

    @Test
    void aThresholdLetsACrashPassUntilItsTimeIsOver() {
        HealthOptions patient = new HealthOptions(true, Duration.ofSeconds(30), 3, Set.of());
        RolloutTarget target = apply("patient", "crash:1");
        assertThat(Rollout.await(client, "test", List.of(target), within(4, patient), NOBODY)
                        .get(0)
                        .verdict()
                        .reason())
                .startsWith("not healthy after 4 s: 0 of 1 replicas are available; pod patient-")
                .contains("CrashLoopBackOff");
    }

    @Test
    void whatAnotherChangesInTheMiddleIsNotCalledHealthy() {
        RolloutTarget target = apply("edited", "slow:1");
        AtomicBoolean once = new AtomicBoolean();
        RolloutResult edited = await(target, HealthOptions.DEFAULT, event -> {
            if (event instanceof Event.RolloutChanged && once.compareAndSet(false, true)) {
                edit("edited", "other:2");
            }
        });
        assertThat(edited.verdict().reason())
                .isEqualTo("rollout-test has changed spec.template.spec.containers[app].image during the wait,"
                        + " so it is not what this deploy applied");
    }

    /** As another program would. */
    private void edit(String name, String image) {
        ArrayNode patch = Answer.JSON.createArrayNode();
        patch.addObject()
                .put("op", "replace")
                .put("path", "/spec/template/spec/containers/0/image")
                .put("value", image);
        cluster.server()
                .patch(
                        "/apis/apps/v1/namespaces/default/deployments/" + name + "?fieldManager=rollout-test",
                        "application/json-patch+json",
                        patch.toString());
    }

    private RolloutResult await(RolloutTarget target, HealthOptions health, EventSink sink) {
        return Rollout.await(client, "test", List.of(target), within(60, health), sink)
                .get(0);
    }

    private static RolloutOptions within(int seconds, HealthOptions health) {
        return new RolloutOptions(Duration.ofSeconds(seconds), RolloutOptions.KEEP_ALIVE, health);
    }

    private boolean isSandbox() {
        return cluster.toString().equals("sandbox");
    }

    private RolloutTarget apply(String name, String image) {
        ResourceType type = client.type("apps/v1", "Deployment").orElseThrow();
        client.apply(type, deployment(name, image), new ApplyMode(false, false));
        return new RolloutTarget(type, new ManifestKey("apps", "Deployment", "default", name));
    }

    private static ObjectNode deployment(String name, String image) {
        try {
            return (ObjectNode) Answer.JSON.readTree("""
                    {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%1$s","namespace":"default"},
                     "spec":{"selector":{"matchLabels":{"app":"%1$s"}},"template":{"metadata":{"labels":{"app":"%1$s"}},
                      "spec":{"containers":[{"name":"app","image":"%2$s"}]}}}}""".formatted(name, image));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
