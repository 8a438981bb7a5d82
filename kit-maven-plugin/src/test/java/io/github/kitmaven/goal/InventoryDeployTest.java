package io.github.kitmaven.goal;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.model.LabelSelector;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.sandbox.ApiAnswer;
import io.github.kitmaven.testing.RealControlPlane;
import io.github.kitmaven.testing.TestCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What deploys keep in a cluster about themselves. */
@ParameterizedClass(name = "{0}")
@MethodSource("clusters")
class InventoryDeployTest {
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    private final TestCluster cluster;
    private final String shop = "inventory-" + NAMESPACES.incrementAndGet();

    @TempDir
    Path folder;

    InventoryDeployTest(TestCluster cluster) {
        this.cluster = cluster;
    }

    static Stream<TestCluster> clusters() {
        Stream<Supplier<TestCluster>> clusters = Stream.of(TestCluster::sandbox);
        if (RealControlPlane.requested()) {
            clusters = Stream.concat(clusters, Stream.of(() -> TestCluster.real("inventory")));
        }
        return clusters.map(Supplier::get);
    }

    @Test
    void theParentOfTheSetAndItsMembersAreFoundByTheirLabels() {
        Manifest elsewhere = manifest(
                "{apiVersion: 'v1', kind: 'Secret', metadata: {name: 'token', namespace: 'kube-public'}, data: {k: 'YQ=='}}");
        deployments().want(desired(web("acme/web:1"), settings("a"), elsewhere)).deploy();

        ApiAnswer kit = inventory();
        String id = kit.text("/metadata/labels/applyset.kubernetes.io~1id");
        assertThat(id).matches("applyset-.{43}-v1");
        assertThat(kit.text("/metadata/annotations/applyset.kubernetes.io~1tooling"))
                .isEqualTo("kit/1.2.3");
        assertThat(kit.text("/metadata/annotations/applyset.kubernetes.io~1contains-group-kinds"))
                .isEqualTo("ConfigMap,Deployment.apps,Secret");
        assertThat(kit.text("/metadata/annotations/applyset.kubernetes.io~1additional-namespaces"))
                .isEqualTo("kube-public");
        assertThat(cluster.server()
                        .get("/api/v1/secrets?labelSelector=applyset.kubernetes.io%2Fpart-of%3D" + id)
                        .at("/items"))
                .hasSize(1);
        assertThat(kit.text("/data/objects")).isEqualTo("""
                apps/v1 Deployment %1$s web
                v1 ConfigMap %1$s settings
                v1 Secret kube-public token
                """.formatted(shop));
        assertThat(kit.text("/data/commit")).isEqualTo("aaaaaaa1 2026-01-02T12:00:00Z");
        assertThat(kit.text("/data/releases"))
                .contains(
                        "\"who\":\"ada\",\"commit\":\"aaaaaaa1\",\"result\":\"succeeded\",\"images\":{\"web\":[\"acme/web:1\"]}");
        assertThat(kit.toString()).doesNotContain("YQ==");
        assertThat(lease().at("/spec").has("holderIdentity")).isFalse();
    }

    @Test
    void aRepeatWritesNothingAtAllAndANewCommitWithoutChangesOnlyItself() {
        Deployments deployments = deployments().want(desired(settings("a")));
        deployments.deploy();
        String version = inventory().text("/metadata/resourceVersion");
        String lease = lease().text("/metadata/resourceVersion");

        assertThat(deployments.deploy().changes()).isFalse();
        assertThat(inventory().text("/metadata/resourceVersion")).isEqualTo(version);
        assertThat(lease().text("/metadata/resourceVersion")).isEqualTo(lease);

        int writes = cluster.writes().size();
        deployments.owner = Owners.at(1);
        assertThat(deployments.deploy().changes()).isFalse();
        assertThat(inventory().text("/data/commit")).startsWith("bbbbbbb2 ");
        assertThat(inventory().text("/data/releases")).doesNotContain("bbbbbbb2");
        assertThat(cluster.writes()).hasSize(writes);
    }

    @Test
    void aFailedReleaseIsKeptAsOne() {
        Deployments deployments = deployments().want(desired(web("acme/missing:1")));
        deployments.failure();
        deployments.owner = Owners.at(1);
        deployments.want(desired(web("acme/web:2"))).deploy();
        assertThat(inventory().text("/data/releases").lines())
                .satisfiesExactly(
                        last -> assertThat(last).contains("bbbbbbb2", "\"succeeded\"", "acme/web:2"),
                        first -> assertThat(first).contains("aaaaaaa1", "\"failed\"", "acme/missing:1"));
    }

    @Test
    void whatWasDeletedByHandIsSeenAsDrift() {
        Deployments deployments = deployments().want(desired(settings("a")));
        deployments.deploy();
        cluster.server().delete(path("configmaps/settings"));
        deployments.deploy();
        assertThat(deployments.said).contains("    + ConfigMap " + shop + "/settings  (drift: deleted by hand)");
    }

    @Test
    void aJobThatTheClusterCleanedUpDoesNotRunAgainUnlessItIsToldTo() {
        Deployments deployments = deployments().want(desired(job("migrate", 600), job("import", 0), settings("a")));
        deployments.deploy();
        // the end of an hour, for the first one; the second one has no such end, so that somebody deleted it
        jobs().stream()
                .map(job -> path("jobs/" + job).replace("/api/v1", "/apis/batch/v1"))
                .forEach(job -> {
                    cluster.server().delete(job);
                    cluster.server().await(job, answer -> answer.code() == 404); // its pods are let go of first
                });

        deployments.diff(false);
        assertThat(deployments.said)
                .anyMatch(line ->
                        line.matches("    \\+ Job " + shop + "/import-[a-z0-9]{10} {2}\\(drift: deleted by hand\\)"));
        assertThat(deployments.resultFile()).contains("\"reason\" : \"ran already, at 20");
        assertThat(deployments.deploy().clusters().get(0).counts())
                .isEqualTo(Map.of(Action.CREATE, 1, Action.UNCHANGED, 3));

        deployments.plan = new PlanOptions(LabelSelector.parse(""), true, false, false, false);
        assertThat(deployments.deploy().clusters().get(0).counts()).containsEntry(Action.CREATE, 1);
    }

    @Test
    void aConfigMapOfSomebodyElseIsNotTakenForTheInventory() {
        Manifest own = manifest("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'kit'}, data: {k: 'v'}}");
        assertThat(deployments().want(desired(own)).failure())
                .contains("dev/some.yaml:1:1: ConfigMap " + shop
                        + "/kit is where kit keeps the inventory of cluster dev. Give it another name");

        deployments().want(desired(settings("a"))).deploy();
        cluster.server().delete(path("configmaps/kit"));
        cluster.server()
                .post(
                        path("configmaps"),
                        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"kit\"}}");
        assertThat(deployments().want(desired(settings("b"))).failure())
                .contains(
                        "ConfigMap " + shop + "/kit in cluster dev is not kit's, which would keep its inventory there."
                                + " Rename it, or let kit keep its inventory under another name with -Dkit.inventory=<name>");
    }

    @Test
    void twoFoldersThatDeployToOneNamespaceNeedAnInventoryEach() {
        deployments().want(desired(settings("a"))).deploy();
        Desired other = desired(settings("b"));
        Desired prod = new Desired(
                cluster.as("prod", shop, folder.resolve("clusters")), other.namespaces(), other.manifests());
        assertThat(deployments().want(prod).failure())
                .contains("ConfigMap " + shop
                        + "/kit in cluster prod is the inventory of dev: another repo, or another folder")
                .contains("kubectl -n " + shop
                        + " patch configmap kit --type merge -p '{\"data\":{\"cluster\":\"prod\"}}'");

        cluster.server()
                .patch(path("configmaps/kit"), "application/merge-patch+json", "{\"data\":{\"cluster\":\"prod\"}}");
        assertThat(deployments().want(prod).deploy().successful()).isTrue();
    }

    /** The names of all Jobs; each has a suffix. */
    private List<String> jobs() {
        return StreamSupport.stream(
                        cluster.server()
                                .get("/apis/batch/v1/namespaces/" + shop + "/jobs")
                                .at("/items")
                                .spliterator(),
                        false)
                .map(job -> job.at("/metadata/name").asText())
                .toList();
    }

    private Deployments deployments() {
        Deployments deployments = new Deployments(folder);
        deployments.owner = Owners.at(0);
        return deployments;
    }

    private Desired desired(Manifest... manifests) {
        Manifest namespace = manifest("{apiVersion: 'v1', kind: 'Namespace', metadata: {name: '" + shop + "'}}");
        return new Desired(cluster.as("dev", shop, folder.resolve("clusters")), List.of(namespace), List.of(manifests));
    }

    private ApiAnswer inventory() {
        return cluster.server().get(path("configmaps/kit"));
    }

    private ApiAnswer lease() {
        return cluster.server().get("/apis/coordination.k8s.io/v1/namespaces/" + shop + "/leases/kit-deploy");
    }

    private String path(String object) {
        return "/api/v1/namespaces/" + shop + "/" + object;
    }

    private static Manifest web(String image) {
        return manifest("{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web'}, spec: {replicas: 1,"
                + " selector: {matchLabels: {app: 'web'}}, template: {metadata: {labels: {app: 'web'}},"
                + " spec: {containers: [{name: 'web', image: '" + image + "'}]}}}}");
    }

    private static Manifest settings(String greeting) {
        return manifest("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'settings'}, data: {greeting: '"
                + greeting + "'}}");
    }

    private static Manifest job(String name, int ttl) {
        return manifest("{apiVersion: 'batch/v1', kind: 'Job', metadata: {name: '" + name + "'}, spec: {"
                + (ttl > 0 ? "ttlSecondsAfterFinished: " + ttl + ", " : "")
                + "template: {spec: {restartPolicy: 'Never', containers: [{name: 'job', image: 'acme/job'}]}}}}");
    }
}
