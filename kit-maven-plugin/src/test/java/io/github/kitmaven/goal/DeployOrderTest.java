package io.github.kitmaven.goal;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.goal.DeployOptions.Wait;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.rollout.RolloutOptions;
import io.github.kitmaven.sandbox.TestServer;
import io.github.kitmaven.testing.RealControlPlane;
import io.github.kitmaven.testing.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a deploy waits for in its midst, against the sandbox and, where one is asked for, a real control plane. */
@ParameterizedClass(name = "{0}")
@MethodSource("clusters")
@Timeout(120)
class DeployOrderTest {
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    private final TestCluster cluster;
    private final String shop = "order-" + NAMESPACES.incrementAndGet();

    @TempDir
    Path folder;

    DeployOrderTest(TestCluster cluster) {
        this.cluster = cluster;
    }

    static Stream<TestCluster> clusters() {
        Stream<Supplier<TestCluster>> clusters = Stream.of(TestCluster::sandbox);
        if (RealControlPlane.requested()) {
            clusters = Stream.concat(clusters, Stream.of(() -> TestCluster.real("order")));
        }
        return clusters.map(Supplier::get);
    }

    @Test
    void whatASelectorSelectsIsHealthyBeforeTheObjectIsWritten() {
        new Deployments(folder)
                .want(desired(
                        workload("web", "acme/web:1", waitsFor("step in (migrate)")),
                        job("migrate", "acme/migrate:1", "")))
                .deploy();

        Instant completed = time(jobs("step=migrate"), "/items/0/status/completionTime");
        assertThat(time(deployment("web"), "/metadata/creationTimestamp")).isAfterOrEqualTo(completed);
    }

    @Test
    void whatASelectorSelectsMayBeThereAlready() {
        Deployments deployments = new Deployments(folder).want(desired(workload("db", "acme/missing:1", "")));
        assertThat(deployments.failure()).contains("ImagePullBackOff");

        deployments.want(desired(workload("web", "acme/web:1", waitsFor("app=db"))));
        assertThat(deployments.failure())
                .contains("Deployment " + shop + "/web was not written to cluster dev, because it waits for Deployment "
                        + shop + "/db, which is not healthy: ")
                .contains("ImagePullBackOff");
        assertThat(cluster.server().get(deployment("web")).code()).isEqualTo(404);

        patch(deployment("db"), """
                {"spec":{"template":{"spec":{"containers":[{"name":"db","image":"acme/db:2"}]}}}}""");
        deployments.deploy();
        assertThat(cluster.server().get(deployment("web")).code()).isEqualTo(200);
    }

    @Test
    void whatOthersChoseToWaitForHasAPatienceOfItsOwn() {
        Deployments deployments = new Deployments(folder)
                .want(desired(workload("web", "acme/web:1", waitsFor("app=db")), workload("db", "acme/slow:1", "")));
        deployments.options = new DeployOptions(
                false, false, Wait.ALL, true, RolloutOptions.within(Duration.ofSeconds(60)), Duration.ofSeconds(1));
        assertThat(deployments.failure())
                .contains("it waits for Deployment " + shop + "/db, which is not healthy: not healthy after 1 s");
    }

    @Test
    void cyclesAndSelectorsThatSelectNothingAreFoundBeforeAnyWrite() {
        int before = cluster.writes().size();
        Deployments deployments = new Deployments(folder)
                .want(desired(
                        workload("a", "acme/a:1", waitsFor("app=b")),
                        workload("b", "acme/b:1", waitsFor("app=a")),
                        workload("c", "acme/c:1", waitsFor("app=nobody"))));

        assertThat(deployments.failure())
                .contains("nothing was written to any cluster")
                .contains("Deployment " + shop + "/a waits for Deployment " + shop
                        + "/b (dev/some.yaml:1:1), which waits for Deployment " + shop + "/a: none of them")
                .contains("Deployment " + shop + "/c waits for 'app=nobody', which selects no other object");
        assertThat(cluster.writes()).hasSize(before);
        assertThat(cluster.server().get("/api/v1/namespaces/" + shop).code()).isEqualTo(404);
    }

    @Test
    void anExistingServiceIsUpdatedOnceTheDeploymentsAreAvailable() {
        Deployments deployments = new Deployments(folder).want(desired(workload("web", "acme/web:1", ""), service(80)));
        deployments.deploy();

        deployments
                .want(desired(workload("web", "acme/slow:2", ""), service(81), config()))
                .deploy();

        Instant available = time(deployment("web"), "/status/conditions/0/lastUpdateTime");
        assertThat(time(path("services/web"), "/metadata/managedFields/0/time")).isAfterOrEqualTo(available);
        assertThat(cluster.server().get(path("services/web")).text("/spec/ports/0/port"))
                .isEqualTo("81");
        List<String> writes = cluster.writes().stream()
                .filter(write -> write.contains(shop + "/"))
                .toList();
        assertThat(writes.subList(Math.min(2, writes.size()), writes.size()))
                .isEqualTo(
                        writes.isEmpty() // a real control plane doesn't tell
                                ? List.of()
                                : List.of(
                                        "PATCH " + path("configmaps/c"),
                                        "PATCH " + deployment("web"),
                                        "PATCH " + path("services/web")));
    }

    @Test
    void anExistingServiceStaysAsItWasWhereADeploymentFails() {
        Deployments deployments = new Deployments(folder).want(desired(workload("web", "acme/web:1", ""), service(80)));
        deployments.deploy();
        String before = cluster.server().get(path("services/web")).body().toString();

        deployments.want(desired(workload("web", "acme/missing:2", ""), service(81), config()));
        assertThat(deployments.failure())
                .contains("Deployment " + shop + "/web in cluster dev is unhealthy: ")
                .contains("Service " + shop + "/web was not written to cluster dev, because it waits for Deployment "
                        + shop + "/web, which is not healthy: ");
        assertThat(cluster.server().get(path("services/web")).body().toString()).isEqualTo(before);
        assertThat(cluster.server().get(path("configmaps/c")).code()).isEqualTo(200);

        assertThat(deployments
                        .want(desired(workload("web", "acme/web:3", ""), service(81), config()))
                        .deploy()
                        .clusters()
                        .get(0)
                        .counts())
                .isEqualTo(Map.of(Action.UPDATE, 2, Action.UNCHANGED, 2));
    }

    @Test
    void workloadsAreUntouchedWhereAHookFails() {
        String hook = "'kit-deployer/hook': 'pre-deploy'";
        Deployments deployments = new Deployments(folder)
                .want(desired(
                        workload("web", "acme/web:1", ""), service(80), config(), job("migrate", "acme/fail:1", hook)));

        for (int run = 1; run <= 2; run++) {
            assertThat(deployments.failure())
                    .containsPattern("Job " + shop + "/migrate\\S* in cluster dev is unhealthy: ")
                    .containsPattern(
                            "Deployment " + shop + "/web was not written to cluster dev, because it waits for Job "
                                    + shop + "/migrate\\S*, which is not healthy: ")
                    .contains("For such reasons, 1 more object of cluster dev went unwritten.");
            assertThat(cluster.server().get(deployment("web")).code()).isEqualTo(404);
            assertThat(cluster.server().get(path("configmaps/c")).code()).isEqualTo(200);
        }

        deployments
                .want(desired(
                        workload("web", "acme/web:1", ""), service(80), config(), job("migrate-2", "acme/m:1", hook)))
                .deploy();
        Instant completed = time(jobs("app=ok"), "/items/0/status/completionTime");
        assertThat(time(deployment("web"), "/metadata/creationTimestamp")).isAfterOrEqualTo(completed);
    }

    private Desired desired(Manifest... manifests) {
        Manifest namespace = manifest("{apiVersion: 'v1', kind: 'Namespace', metadata: {name: '" + shop + "'}}");
        Cluster dev = cluster.as("dev", shop, folder.resolve("clusters"));
        return new Desired(dev, List.of(namespace), List.of(manifests));
    }

    private static String waitsFor(String selector) {
        return "'kit-deployer/dependency-selector': '" + selector + "'";
    }

    private static Manifest workload(String name, String image, String annotations) {
        return manifest("""
                {apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: '%1$s', labels: {app: '%1$s', name: '%1$s'},
                  annotations: {%3$s}}, spec: {replicas: 1, selector: {matchLabels: {app: '%1$s'}}, template: {
                  metadata: {labels: {app: '%1$s'}}, spec: {containers: [{name: '%1$s', image: '%2$s'}]}}}}
                """.formatted(name, image, annotations));
    }

    private static Manifest job(String name, String image, String annotations) {
        return manifest("""
                {apiVersion: 'batch/v1', kind: 'Job', metadata: {name: '%s', labels: {step: 'migrate', app: '%s'}, annotations: {%s}},
                 spec: {backoffLimit: 0, template: {spec: {restartPolicy: 'Never', containers: [{name: 'j', image: '%s'}]}}}}
                """.formatted(name, image.contains("fail") ? "bad" : "ok", annotations, image));
    }

    private static Manifest service(int port) {
        return manifest("""
                {apiVersion: 'v1', kind: 'Service', metadata: {name: 'web'}, spec: {selector: {app: 'web'}, ports: [{port: %d}]}}
                """.formatted(port));
    }

    private static Manifest config() {
        return manifest("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'c'}, data: {a: '1'}}");
    }

    private Instant time(String path, String pointer) {
        return Instant.parse(cluster.server().get(path).text(pointer));
    }

    private String jobs(String selector) {
        return "/apis/batch/v1/namespaces/" + shop + "/jobs?labelSelector=" + selector;
    }

    private String deployment(String name) {
        return "/apis/apps/v1/namespaces/" + shop + "/deployments/" + name;
    }

    private String path(String rest) {
        return "/api/v1/namespaces/" + shop + "/" + rest;
    }

    private void patch(String path, String body) {
        assertThat(cluster.server().patch(path, TestServer.STRATEGIC, body).code())
                .isEqualTo(200);
    }
}
