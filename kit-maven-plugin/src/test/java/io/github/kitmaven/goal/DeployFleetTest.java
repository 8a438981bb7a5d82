package io.github.kitmaven.goal;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.cluster.fabric8.ImpatientClients;
import io.github.kitmaven.goal.DeployOptions.Wait;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.ClusterResult;
import io.github.kitmaven.report.ClusterResult.Status;
import io.github.kitmaven.report.Result;
import io.github.kitmaven.rollout.RolloutOptions;
import io.github.kitmaven.testing.Folders;
import io.github.kitmaven.testing.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Several clusters at once: what happens to the others when one fails. */
@Execution(ExecutionMode.CONCURRENT) // they mostly wait
class DeployFleetTest {
    @TempDir
    Path folder;

    private final TestCluster one = TestCluster.sandbox();
    private final TestCluster two = TestCluster.sandbox();

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    @Test
    void allClustersAreDeployedTo() {
        Result result = new Deployments(folder)
                .want(desired(as(one, "one"), "a"), desired(as(two, "two"), "a"))
                .deploy();
        assertThat(result.clusters()).extracting(ClusterResult::status).containsOnly(Status.SUCCEEDED);
        assertThat(one.writes())
                .isEqualTo(two.writes())
                .containsExactly("PATCH /api/v1/namespaces/default/configmaps/a");
    }

    /** What they want and have is packed until it is their turn. */
    @Test
    void aFleetOfMoreClustersThanAreWorkedOnAtOnceIsDeployedAllTheSame() {
        Deployments deployments = new Deployments(folder)
                .want(
                        desired(as(one, "one"), "a").shelved(),
                        desired(as(two, "two"), "a").shelved());
        deployments.parallelism = 1;
        assertThat(deployments.deploy().successful()).isTrue();
        assertThat(one.writes())
                .isEqualTo(two.writes())
                .containsExactly("PATCH /api/v1/namespaces/default/configmaps/a");
        assertThat(deployments.resultFile()).contains("\"name\" : \"a\"");

        assertThat(deployments.deploy().changes()).isFalse();
        assertThat(one.writes()).isEqualTo(two.writes()).hasSize(1);
    }

    @Test
    void aRefusalByOneClusterStopsAllBeforeAnythingIsWritten() {
        Deployments deployments =
                new Deployments(folder).want(desired(as(one, "one"), "a"), desired(as(two, "two"), "not_a_name"));
        assertThatThrownBy(deployments::deploy)
                .isInstanceOf(UserException.class)
                .hasMessageContaining("1 of 2 clusters failed (two); nothing was written to any cluster.")
                .hasMessageContaining("ConfigMap default/not_a_name in cluster two is refused (422 Invalid)");
        assertThat(one.writes()).isEmpty();
        assertThat(two.writes()).isEmpty();
    }

    @Test
    void aClusterThatDoesNotAnswerFailsAlone() {
        Deployments deployments = new Deployments(folder).want(desired(dead(false), "a"), desired(as(one, "one"), "a"));
        assertThatThrownBy(deployments::deploy)
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("1 of 2 clusters failed (dead).")
                .hasMessageContaining("Cluster dead can't be reached: ");
        assertThat(one.writes()).isNotEmpty();
    }

    @Test
    void aClusterThatDoesNotAnswerStopsAllWhereThatIsWished() {
        Deployments deployments = new Deployments(folder).want(desired(dead(false), "a"), desired(as(one, "one"), "a"));
        deployments.options =
                new DeployOptions(false, true, Wait.ALL, true, RolloutOptions.within(Duration.ofSeconds(30)));
        assertThatThrownBy(deployments::deploy).isInstanceOf(EnvironmentException.class);
        assertThat(one.writes()).isEmpty();
    }

    @Test
    void aRefusalByAClusterThatMayFailStopsNoOther() {
        Cluster two = as(this.two, "two");
        Cluster lenient = new Cluster(
                "two", "default", "test", "master", "", true, false, Optional.empty(), two.file(), two.kubeconfig());
        Deployments deployments =
                new Deployments(folder).want(desired(as(one, "one"), "a"), desired(lenient, "not_a_name"));
        assertThat(deployments.deploy().successful()).isTrue();
        assertThat(one.writes()).isNotEmpty();
        assertThat(deployments.said)
                .anyMatch(line -> line.startsWith("! ") && line.contains("not_a_name in cluster two is refused"))
                .anyMatch(line -> line.startsWith("Deployed 1 of 2 clusters") && line.endsWith(": 1 created."));
    }

    @Test
    void aClusterLostInTheMiddleSaysNothingOfTheOthers() {
        Deployments deployments =
                new Deployments(folder).want(desired(as(one, "one"), "a"), desired(as(two, "two"), "b"));
        deployments.clients = Optional.of(ImpatientClients.within(Duration.ofSeconds(1)));
        deployments.onPlan = () -> two.close();
        assertThatThrownBy(deployments::deploy).hasMessageContaining("1 of 2 clusters failed (two).");
        assertThat(one.writes()).isNotEmpty();
        assertThat(deployments.resultFile()).contains("\"status\" : \"succeeded\"", "\"status\" : \"failed\"");
    }

    @Test
    void whereTheRepoNamesNoNamespaceTheKubeconfigDoes() throws IOException {
        Cluster cluster = as(one, "one");
        Path kubeconfig = cluster.kubeconfig();
        Folders.write(
                kubeconfig, Files.readString(kubeconfig).replace("namespace: \"default\"", "namespace: kube-public"));
        Cluster unnamed =
                new Cluster("one", "", "test", "", "", false, false, Optional.empty(), cluster.file(), kubeconfig);
        new Deployments(folder).want(desired(unnamed, "a")).deploy();
        assertThat(one.writes()).containsExactly("PATCH /api/v1/namespaces/kube-public/configmaps/a");
    }

    /** Of the sandbox alone: Kubernetes 1.20 keeps the old order, whatever is applied. */
    @Test
    void anotherOrderOfInitContainersIsDeployed() {
        Cluster cluster = as(one, "one");
        Deployments deployments = new Deployments(folder);
        deployments
                .want(new Desired(cluster, List.of(), List.of(withInit("migrate", "wait"))))
                .deploy();
        deployments
                .want(new Desired(cluster, List.of(), List.of(withInit("wait", "migrate"))))
                .deploy();
        assertThat(deployments.said)
                .contains("        spec.template.spec.initContainers (order): migrate, wait -> wait, migrate");
        assertThat(one.server()
                        .get("/apis/apps/v1/namespaces/default/deployments/web")
                        .text("/spec/template/spec/initContainers/0/name"))
                .isEqualTo("wait");
        assertThat(deployments.deploy().changes()).isFalse();
    }

    /** Fifty clusters, as far as kit can tell: each a namespace of one sandbox. */
    @Test
    void whoHoldsManyLeasesNeedNotRenewThemSoOften() {
        List<Desired> fleet = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            one.server().post("/api/v1/namespaces", """
                    {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"n%s"}}""".formatted(i));
            fleet.add(desired(one.as("c" + i, "n" + i, folder.resolve("clusters")), "a"));
        }
        String lease = "/apis/coordination.k8s.io/v1/namespaces/n7/leases/kit-deploy";
        List<String> seconds = new ArrayList<>();
        Deployments deployments = new Deployments(folder).want(fleet.toArray(Desired[]::new));
        deployments.onLine = line -> {
            if (line.equals("Deploying:")) {
                seconds.add(one.server().get(lease).text("/spec/leaseDurationSeconds"));
            }
        };
        assertThat(deployments.deploy().successful()).isTrue();
        assertThat(seconds).containsExactly("60");
    }

    @Test
    void oneObjectTwiceIsRefused() {
        Manifest namespace = manifest("{apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'shop'}}");
        Desired twice = new Desired(as(one, "one"), List.of(namespace), List.of(namespace));
        assertThat(new Deployments(folder).want(twice).failure())
                .contains("Namespace shop of cluster one is there twice; the other is at dev/some.yaml:1:1.");
        assertThat(one.writes()).isEmpty();
    }

    @Test
    void aClusterThatMayFailIsAWarning() {
        Deployments deployments = new Deployments(folder).want(desired(dead(true), "a"), desired(as(one, "one"), "a"));
        assertThat(deployments.deploy().successful()).isTrue();
        assertThat(deployments.said).anyMatch(line -> line.startsWith("! Cluster dead can't be reached"));
    }

    private static Manifest withInit(String first, String second) {
        return manifest("""
                {apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web'}, spec: {replicas: 1,
                 selector: {matchLabels: {app: 'web'}}, template: {metadata: {labels: {app: 'web'}}, spec: {
                  initContainers: [{name: '%s', image: 'acme/init'}, {name: '%s', image: 'acme/init'}],
                  containers: [{name: 'web', image: 'acme/web'}]}}}}
                """.formatted(first, second));
    }

    private Cluster as(TestCluster cluster, String name) {
        return cluster.as(name, "default", folder.resolve("clusters"));
    }

    private Cluster dead(boolean allowFailure) {
        Path own = folder.resolve("clusters").resolve("dead");
        Folders.write(own.resolve("kubeconfig.yaml"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: dead, cluster: {server: "http://127.0.0.1:1"}}]
                users: [{name: nobody, user: {}}]
                contexts: [{name: dead, context: {cluster: dead, user: nobody}}]
                current-context: dead
                """);
        return new Cluster(
                "dead",
                "default",
                "test",
                "master",
                "",
                allowFailure,
                false,
                Optional.empty(),
                own.resolve("cluster.yaml"),
                own.resolve("kubeconfig.yaml"));
    }

    private static Desired desired(Cluster cluster, String name) {
        Manifest object = manifest("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: '" + name + "'}}");
        return new Desired(cluster, List.of(), List.of(object));
    }
}
