package io.github.kitmaven.goal;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.model.KitAnnotations;
import io.github.kitmaven.model.LabelSelector;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.plan.Marks;
import io.github.kitmaven.report.Result;
import io.github.kitmaven.strategy.FastRollback;
import io.github.kitmaven.strategy.RollingUpdate;
import io.github.kitmaven.strategy.Strategy;
import io.github.kitmaven.testing.RealControlPlane;
import io.github.kitmaven.testing.TestCluster;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Both strategies, against the sandbox and, where one is asked for, against a real control plane. */
@ParameterizedClass(name = "{0}")
@MethodSource("clusters")
class FastRollbackTest {
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    private final TestCluster cluster;
    private final String shop = "switch-" + NAMESPACES.incrementAndGet();

    @TempDir
    Path folder;

    private Deployments deployments;

    FastRollbackTest(TestCluster cluster) {
        this.cluster = cluster;
    }

    static Stream<TestCluster> clusters() {
        Stream<Supplier<TestCluster>> clusters = Stream.of(TestCluster::sandbox);
        if (RealControlPlane.requested()) {
            clusters = Stream.concat(clusters, Stream.of(() -> TestCluster.real("switch")));
        }
        return clusters.map(Supplier::get);
    }

    @BeforeEach
    void prepare() {
        deployments = new Deployments(folder);
    }

    @Test
    void theServiceIsSwitchedAndTheNewestStayInReserve() {
        fast("b1", "web:1", 2);
        assertThat(names()).containsExactly("web-b1");
        assertThat(leadsTo()).isEqualTo("b1");

        fast("b2", "web:2", 2);
        fast("b3", "web:3", 2);
        assertThat(names()).containsExactly("web-b1", "web-b2", "web-b3");

        fast("b4", "web:4", 2);
        assertThat(names()).containsExactly("web-b2", "web-b3", "web-b4");
        assertThat(leadsTo()).isEqualTo("b4");
        assertThat(deployments.said)
                .contains("    - Deployment " + shop + "/web-b1  (older than the 2 that stay in reserve)");
    }

    @Test
    void aDeployThatFailsLeavesTheServiceAndTheReserveAsTheyWere() {
        fast("b1", "web:1", 0);

        deployments.plan = plan(new FastRollback("b2", 0), "");
        deployments.want(desired("missing:2"));

        assertThat(deployments.failure()).contains("ImagePullBackOff");
        assertThat(leadsTo()).isEqualTo("b1");
        assertThat(names()).containsExactly("web-b1", "web-b2");
    }

    @Test
    void anEarlierDeployIsSwitchedBackToWithoutChangingIt() {
        fast("b1", "web:1", 3);
        fast("b2", "web:2", 3);

        deployments.plan = plan(new FastRollback("b1", 3), "again");
        Result back = deployments.want(desired("web:other")).deploy();

        assertThat(back.successful()).isTrue();
        assertThat(leadsTo()).isEqualTo("b1");
        assertThat(names()).containsExactly("web-b1");
        JsonNode old = cluster.server().get(path("web-b1")).body();
        assertThat(old.at("/spec/template/spec/containers/0/image").asText()).isEqualTo("web:1");
        assertThat(old.path("metadata")
                        .path("annotations")
                        .path(KitAnnotations.UUID)
                        .asText())
                .isEqualTo("again");
        assertThat(deployments.said)
                .contains("    - Deployment " + shop + "/web-b2  (newer than web-b1, which is deployed again)");
    }

    @Test
    void eachStrategyTakesTheOthersPlace() {
        deployments.plan = plan(new RollingUpdate(), "");
        deployments.want(desired("web:1")).deploy();
        assertThat(names()).containsExactly("web");

        fast("b2", "web:2", 3);
        assertThat(names()).containsExactly("web-b2");

        deployments.plan = plan(new RollingUpdate(), "");
        deployments.want(desired("web:3")).deploy();
        assertThat(names()).containsExactly("web");
        assertThat(leadsTo()).isEmpty();
    }

    @Test
    void aServiceIsNotLedToNoPods() {
        fast("b1", "web:1", 3);

        Manifest none = deployment("web:2", 0);
        deployments.plan = plan(new FastRollback("b2", 3), "");
        deployments.want(desired(none));

        assertThat(deployments.failure())
                .contains("Service " + shop + "/web was not switched in cluster dev: no pod has the labels");
        assertThat(leadsTo()).isEqualTo("b1");
    }

    private void fast(String id, String image, int reserve) {
        deployments.plan = plan(new FastRollback(id, reserve), "");
        deployments.want(desired(image)).deploy();
    }

    private static PlanOptions plan(Strategy strategy, String uuid) {
        String id = strategy instanceof FastRollback fast ? fast.id() : "";
        Marks marks = new Marks(
                strategy.label(),
                id,
                false,
                Map.of(
                        KitAnnotations.UUID,
                        uuid,
                        KitAnnotations.LAST_UPDATED,
                        Instant.now().toString()));
        return new PlanOptions(LabelSelector.parse(""), false, false, false, false, false, strategy, marks);
    }

    private Desired desired(String image) {
        return desired(deployment(image, 1));
    }

    private Desired desired(Manifest deployment) {
        Manifest namespace = manifest("{apiVersion: 'v1', kind: 'Namespace', metadata: {name: '" + shop + "'}}");
        Manifest service = manifest("{apiVersion: 'v1', kind: 'Service', metadata: {name: 'web'},"
                + " spec: {selector: {name: 'web'}, ports: [{port: 80}]}}");
        return new Desired(
                cluster.as("dev", shop, folder.resolve("clusters")), List.of(namespace), List.of(deployment, service));
    }

    private static Manifest deployment(String image, int replicas) {
        return manifest("{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', labels: {name: 'web'}},"
                + " spec: {replicas: " + replicas + ", selector: {matchLabels: {name: 'web'}},"
                + " template: {metadata: {labels: {name: 'web'}},"
                + " spec: {containers: [{name: 'web', image: '" + image + "'}]}}}}");
    }

    private List<String> names() {
        JsonNode items = cluster.server()
                .get("/apis/apps/v1/namespaces/" + shop + "/deployments")
                .body()
                .path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.at("/metadata/name").asText())
                .sorted()
                .toList();
    }

    private String leadsTo() {
        return cluster.server()
                .get("/api/v1/namespaces/" + shop + "/services/web")
                .body()
                .at("/spec/selector/id")
                .asText();
    }

    private String path(String name) {
        return "/apis/apps/v1/namespaces/" + shop + "/deployments/" + name;
    }
}
