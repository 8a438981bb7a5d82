package io.github.kitmaven.goal;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.inventory.PruneOptions;
import io.github.kitmaven.model.LabelSelector;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.testing.RealControlPlane;
import io.github.kitmaven.testing.TestCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of objects that are taken out of the repo. */
@ParameterizedClass(name = "{0}")
@MethodSource("clusters")
class PruneDeployTest {
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    private final TestCluster cluster;
    private final String shop = "prune-" + NAMESPACES.incrementAndGet();

    @TempDir
    Path folder;

    PruneDeployTest(TestCluster cluster) {
        this.cluster = cluster;
    }

    static Stream<TestCluster> clusters() {
        Stream<Supplier<TestCluster>> clusters = Stream.of(TestCluster::sandbox);
        if (RealControlPlane.requested()) {
            clusters = Stream.concat(clusters, Stream.of(() -> TestCluster.real("prune")));
        }
        return clusters.map(Supplier::get);
    }

    @Test
    void whatIsLeftOverIsToldAndGoesOnlyWhereThatIsWished() {
        Deployments deployments = deployments(Owners.at(0)).want(desired(settings("a"), settings("b"), service("web")));
        deployments.deploy();

        deployments.owner = Owners.at(1);
        deployments.want(desired(settings("a"))).deploy();
        assertThat(deployments.said)
                .anyMatch(line -> line.startsWith("      ConfigMap " + shop
                                + "/b  (left over: no longer in the repo since" + " bbbbbbb2, 20")
                        && line.endsWith("; -Dkit.prune=true would delete it)"))
                .anyMatch(line -> line.startsWith("      Service " + shop + "/web  (left over: "));
        assertThat(exists("configmaps/b")).isTrue();

        deployments.owner = Owners.pruning(2);
        deployments.diff(false);
        assertThat(deployments.answers)
                .hasSize(2)
                .anyMatch(line -> line.endsWith("\tdelete\tConfigMap\t" + shop + "/b"));
        assertThat(exists("configmaps/b")).isTrue();
        assertThat(deployments.deploy().clusters().get(0).counts())
                .isEqualTo(Map.of(Action.UNCHANGED, 2, Action.DELETE, 2));
        assertThat(deployments.said)
                .anyMatch(line ->
                        line.startsWith("    - ConfigMap " + shop + "/b  (no longer in the repo since bbbbbbb2, 20"));
        assertThat(exists("configmaps/b")).isFalse();
        assertThat(exists("services/web")).isFalse();
        assertThat(exists("configmaps/a")).isTrue();
        assertThat(inventory("objects")).isEqualTo("v1 ConfigMap " + shop + " a\n");
        assertThat(inventory("leftovers")).isEmpty();
        assertThat(deployments.deploy().changes()).isFalse();
    }

    @Test
    void aPartOfTheRepoNeitherPrunesNorForgetsTheRest() {
        Deployments deployments = deployments(Owners.at(0)).want(desired(settings("a"), settings("b"), settings("c")));
        deployments.deploy();

        // without the part that is not selected, as a selector or kit.resources leaves it
        deployments.owner = Owners.pruning(1);
        deployments.plan = new PlanOptions(LabelSelector.parse("app=a"), false, false, false, false);
        deployments.want(desired(settings("a"), settings("b"))).deploy();
        OwnerOptions all = Owners.pruning(1);
        deployments.plan = new PlanOptions(LabelSelector.parse(""), false, false, false, false);
        deployments.owner = new OwnerOptions(all.run(), "kit", false, false, all.prune(), all.lease(), "1");
        deployments.want(desired(settings("a"))).deploy();
        Desired failing = desired(settings("a"));
        deployments.owner = all;
        deployments
                .want(new Desired(failing.cluster(), failing.namespaces(), failing.manifests(), false))
                .deploy();

        assertThat(exists("configmaps/b")).isTrue();
        assertThat(exists("configmaps/c")).isTrue();
        assertThat(inventory("objects")).isEqualTo("v1 ConfigMap " + shop + " a b c\n");
        deployments.want(desired(settings("a"))).deploy();
        assertThat(exists("configmaps/b")).isFalse();
    }

    @Test
    void moreThanTheBudgetIsRefusedBeforeAnythingIsWritten() {
        Manifest[] seven =
                IntStream.range(0, 7).mapToObj(i -> settings("s" + i)).toArray(Manifest[]::new);
        Deployments deployments = deployments(Owners.at(0)).want(desired(seven));
        deployments.deploy();
        int writes = cluster.writes().size();

        deployments.owner = Owners.pruning(1);
        assertThat(deployments.want(desired(settings("new"))).failure())
                .contains("Cluster dev would lose 7 objects no longer in the repo, and the budget is 5 objects or 20 %,"
                        + " which is 5 here: ConfigMap " + shop + "/s0, ConfigMap " + shop + "/s1, ")
                .contains("If they are all to go, deploy with -Dkit.prune.budget=7; to leave them, deploy with"
                        + " -Dkit.prune=false")
                .contains("nothing was written to any cluster");
        assertThat(cluster.writes()).hasSize(writes);
        assertThat(exists("configmaps/new")).isFalse();

        PruneOptions seventh =
                new PruneOptions(true, new io.github.kitmaven.inventory.Budget(7, 0), java.util.Set.of());
        deployments.owner = Owners.of(Owners.at(1).run(), seventh, Owners.QUICK);
        assertThat(deployments.deploy().clusters().get(0).counts()).containsEntry(Action.DELETE, 7);
    }

    @Test
    void whatSomebodyElseTookOverStaysAndIsForgotten() {
        Deployments deployments = deployments(Owners.at(0)).want(desired(settings("a"), settings("b"), settings("c")));
        deployments.deploy();
        label("b", "{\"app.kubernetes.io/managed-by\":\"helm\"}");
        label("c", "{\"applyset.kubernetes.io/part-of\":\"applyset-another-v1\"}");

        deployments.owner = Owners.pruning(1);
        deployments.want(desired(settings("a"))).deploy();
        assertThat(exists("configmaps/b")).isTrue();
        assertThat(exists("configmaps/c")).isTrue();
        assertThat(inventory("objects")).isEqualTo("v1 ConfigMap " + shop + " a\n");
    }

    @Test
    void objectsOfTheWholeClusterAndOfOtherNamespacesGoTooAndNamespacesStay() {
        Manifest role = manifest("{apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: {name: '"
                + shop + ":reader'}, rules: []}");
        Manifest blue = manifest("{apiVersion: 'v1', kind: 'Namespace', metadata: {name: '" + shop + "-blue'}}");
        Deployments deployments = deployments(Owners.at(0))
                .want(desired(settings("a"), role, blue, settings("b").in(shop + "-blue")));
        deployments.deploy();

        deployments.owner = Owners.pruning(1);
        assertThat(deployments
                        .want(desired(settings("a")))
                        .deploy()
                        .clusters()
                        .get(0)
                        .counts())
                .isEqualTo(Map.of(Action.UNCHANGED, 2, Action.DELETE, 2, Action.SKIP, 1));
        assertThat(deployments.said)
                .anyMatch(line -> line.contains("Namespace " + shop + "-blue")
                        && line.endsWith("; a Namespace goes only where kit.prune.kinds names it)"));
        assertThat(cluster.server()
                        .get("/apis/rbac.authorization.k8s.io/v1/clusterroles/" + shop + ":reader")
                        .code())
                .isEqualTo(404);
        assertThat(cluster.server()
                        .get("/api/v1/namespaces/" + shop + "-blue/configmaps/b")
                        .code())
                .isEqualTo(404);
        assertThat(cluster.server().get("/api/v1/namespaces/" + shop + "-blue").code())
                .isEqualTo(200);
    }

    @Test
    void ofTheRunsOfAJobTheLastTwoBeforeThisOneStay() {
        Deployments deployments = deployments(Owners.pruning(0));
        for (String version : List.of("1", "2", "3", "4")) {
            deployments.want(desired(job("acme/job:" + version))).deploy();
        }
        assertThat(deployments.said)
                .anyMatch(line -> line.startsWith("    - Job " + shop + "/migrate-")
                        && line.endsWith("  (another run of it took its place)"));
        assertThat(cluster.server()
                        .get("/apis/batch/v1/namespaces/" + shop + "/jobs")
                        .at("/items"))
                .hasSize(3)
                .anyMatch(job -> job.toString().contains("acme/job:4"));
        assertThat(deployments.deploy().changes()).isFalse();
    }

    /** As fast-rollback leaves it: the Deployment of an earlier deploy, under another name. */
    @Test
    void whatIsInReserveForARollbackStays() {
        Deployments deployments = deployments(Owners.pruning(0)).want(desired(settings("a"), settings("a-2")));
        deployments.deploy();
        cluster.server()
                .patch(
                        "/api/v1/namespaces/" + shop + "/configmaps/a-2",
                        "application/merge-patch+json",
                        "{\"metadata\":{\"annotations\":{\"kit-deployer/original-name\":\"a\"}}}");
        deployments.want(desired(settings("a"))).deploy();
        assertThat(exists("configmaps/a-2")).isTrue();
        assertThat(deployments.said).noneMatch(line -> line.contains("a-2"));
        assertThat(inventory("objects")).isEqualTo("v1 ConfigMap " + shop + " a a-2\n");
    }

    private Deployments deployments(OwnerOptions owner) {
        Deployments deployments = new Deployments(folder);
        deployments.owner = owner;
        return deployments;
    }

    private Desired desired(Manifest... manifests) {
        Manifest namespace = manifest("{apiVersion: 'v1', kind: 'Namespace', metadata: {name: '" + shop + "'}}");
        return new Desired(cluster.as("dev", shop, folder.resolve("clusters")), List.of(namespace), List.of(manifests));
    }

    private void label(String name, String labels) {
        cluster.server()
                .patch(
                        "/api/v1/namespaces/" + shop + "/configmaps/" + name,
                        "application/merge-patch+json",
                        "{\"metadata\":{\"labels\":" + labels + "}}");
    }

    private boolean exists(String object) {
        return cluster.server().get("/api/v1/namespaces/" + shop + "/" + object).code() == 200;
    }

    private String inventory(String key) {
        return cluster.server()
                .get("/api/v1/namespaces/" + shop + "/configmaps/kit")
                .text("/data/" + key);
    }

    private static Manifest settings(String name) {
        return manifest("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: '" + name + "', labels: {app: '" + name
                + "'}}, data: {greeting: 'hello'}}");
    }

    private static Manifest job(String image) {
        return manifest("{apiVersion: 'batch/v1', kind: 'Job', metadata: {name: 'migrate'}, spec: {template: {spec:"
                + " {restartPolicy: 'Never', containers: [{name: 'job', image: '" + image + "'}]}}}}");
    }

    private static Manifest service(String name) {
        return manifest("{apiVersion: 'v1', kind: 'Service', metadata: {name: '" + name
                + "'}, spec: {selector: {app: 'web'}, ports: [{port: 80}]}}");
    }
}
