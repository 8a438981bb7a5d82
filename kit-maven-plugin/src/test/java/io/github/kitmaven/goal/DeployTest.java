package io.github.kitmaven.goal;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.goal.DeployOptions.Wait;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.LabelSelector;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.ClusterResult.Status;
import io.github.kitmaven.report.Result;
import io.github.kitmaven.rollout.RolloutOptions;
import io.github.kitmaven.sandbox.TestServer;
import io.github.kitmaven.testing.RealControlPlane;
import io.github.kitmaven.testing.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A deploy, against the sandbox and, where one is asked for, against a real control plane. */
@ParameterizedClass(name = "{0}")
@MethodSource("clusters")
class DeployTest {
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    private final TestCluster cluster;
    private final String shop = "shop-" + NAMESPACES.incrementAndGet();

    @TempDir
    Path folder;

    DeployTest(TestCluster cluster) {
        this.cluster = cluster;
    }

    static Stream<TestCluster> clusters() {
        Stream<Supplier<TestCluster>> clusters = Stream.of(TestCluster::sandbox);
        if (RealControlPlane.requested()) {
            clusters = Stream.concat(clusters, Stream.of(() -> TestCluster.real("deploy")));
        }
        return clusters.map(Supplier::get);
    }

    @Test
    void theFirstDeployCreatesAllAndTheSecondWritesNothing() {
        Deployments deployments =
                new Deployments(folder).want(desired(web("acme/web:1"), settings("hello"), service()));

        Result first = deployments.deploy();

        assertThat(first.clusters().get(0).counts()).isEqualTo(Map.of(Action.CREATE, 4));
        assertThat(first.successful()).isTrue();
        assertThat(available("web")).isEqualTo("2");
        assertThat(cluster.server()
                        .get(path("configmaps/settings"))
                        .owned("kit")
                        .toString())
                .contains("f:greeting", "f:app.kubernetes.io/managed-by");

        int writes = cluster.writes().size();
        Result second = deployments.deploy();

        assertThat(second.clusters().get(0).counts()).isEqualTo(Map.of(Action.UNCHANGED, 4));
        assertThat(cluster.writes()).hasSize(writes);
        assertThat(deployments.said).anyMatch(line -> line.endsWith(": 4 unchanged."));
    }

    @Test
    void onlyWhatChangedIsWrittenAndTheDiffNamesTheFields() {
        Deployments deployments = new Deployments(folder).want(desired(web("acme/web:1"), settings("hello")));
        deployments.deploy();

        deployments.want(desired(web("acme/web:2"), settings("hello"))).deploy();

        assertThat(deployments.said)
                .contains("    ~ Deployment " + shop + "/web  (image changed)")
                .contains("        spec.template.spec.containers[web].image: acme/web:1 -> acme/web:2");
        assertThat(cluster.server().get(deployment("web")).text("/spec/template/spec/containers/0/image"))
                .isEqualTo("acme/web:2");
    }

    @Test
    void anObjectThatNamesNoNamespaceGoesToTheOneThatItIsRenderedFor() {
        String blue = shop + "-blue";
        Manifest namespace = manifest("{apiVersion: 'v1', kind: 'Namespace', metadata: {name: '" + blue + "'}}");
        Desired of = desired(settings("hello"), settings("blue").in(blue));
        List<Manifest> both =
                Stream.concat(of.namespaces().stream(), Stream.of(namespace)).toList();

        new Deployments(folder)
                .want(new Desired(of.cluster(), both, of.manifests()))
                .deploy();

        assertThat(cluster.server().get(path("configmaps/settings")).text("/data/greeting"))
                .isEqualTo("hello");
        assertThat(cluster.server()
                        .get("/api/v1/namespaces/" + blue + "/configmaps/settings")
                        .text("/data/greeting"))
                .isEqualTo("blue");
    }

    @Test
    void aFieldThatIsNoLongerWantedGoes() {
        Deployments deployments = new Deployments(folder).want(desired(configMap("{a: '1', b: '2'}")));
        deployments.deploy();
        deployments.want(desired(configMap("{a: '1'}"))).deploy();
        assertThat(cluster.server().get(path("configmaps/settings")).at("/data").toString())
                .isEqualTo("{\"a\":\"1\"}");
    }

    @Test
    void whatSomebodyChangedByHandIsSeenAndHealed() {
        Deployments deployments = new Deployments(folder).want(desired(web("acme/web:1")));
        deployments.deploy();
        patch(deployment("web"), "kubectl-edit", """
                {"spec":{"template":{"spec":{"containers":[{"name":"web","image":"elsewhere/web:hacked"}]}}}}""");

        assertThatThrownBy(() -> deployments.diff(true))
                .isInstanceOf(UserException.class)
                .hasMessage("The clusters differ from the repo. Run mvn kit:deploy to bring them in step with it.");
        assertThat(deployments.said)
                .contains("    ~ Deployment " + shop
                        + "/web  (drift: image elsewhere/web:hacked, want acme/web:1, by kubectl-edit)")
                .contains("        spec.template.spec.containers[web].image: elsewhere/web:hacked -> acme/web:1");

        deployments.deploy();
        assertThat(cluster.server().get(deployment("web")).text("/spec/template/spec/containers/0/image"))
                .isEqualTo("acme/web:1");
        assertThat(deployments.diff(true).changes()).isFalse();
    }

    @Test
    void anotherManagersFieldIsAConflictUnlessItIsToBeTakenOver() {
        Deployments deployments = new Deployments(folder).want(desired(settings("hello")));
        deployments.deploy();
        patch(path("configmaps/settings"), "settings-operator", "{\"data\":{\"greeting\":\"good day\"}}");
        int writes = cluster.writes().size();

        assertThat(deployments.failure())
                .contains("ConfigMap " + shop + "/settings in cluster dev conflicts with other managers of its fields:"
                        + " .data.greeting is owned by settings-operator.")
                .contains("1 of 1 cluster failed (dev); nothing was written to any cluster.");
        assertThat(cluster.writes()).hasSize(writes);

        deployments.plan = new PlanOptions(LabelSelector.parse(""), false, true, false, false);
        deployments.deploy();
        assertThat(cluster.server().get(path("configmaps/settings")).text("/data/greeting"))
                .isEqualTo("hello");
    }

    @Test
    void anImageThatNeverComesFailsAtOnceWithItsReasonAndTheRestIsWaitedFor() {
        Deployments deployments = new Deployments(folder).want(desired(web("acme/missing:1"), settings("hello")));

        assertThat(deployments.failure())
                .contains("dev/some.yaml:1:1: Deployment " + shop + "/web in cluster dev is unhealthy: ")
                .contains("ImagePullBackOff");
        assertThat(deployments.resultFile())
                .contains("\"state\" : \"failed\"")
                .contains("\"state\" : \"healthy\"")
                .contains("\"successful\" : false");
    }

    @Test
    void whatIsNotHealthyMayBeAWarningOrNotBeWaitedFor() {
        Deployments deployments = new Deployments(folder).want(desired(web("acme/missing:1")));
        deployments.options =
                new DeployOptions(false, false, Wait.ALL, false, RolloutOptions.within(Duration.ofSeconds(60)));
        assertThat(deployments.deploy().successful()).isTrue();
        assertThat(deployments.said).anyMatch(line -> line.startsWith("! ") && line.contains("is unhealthy"));

        deployments.options =
                new DeployOptions(false, false, Wait.CHANGED, true, RolloutOptions.within(Duration.ofSeconds(60)));
        assertThat(deployments.deploy().successful()).isTrue();
        deployments.options =
                new DeployOptions(false, false, Wait.NONE, true, RolloutOptions.within(Duration.ofSeconds(60)));
        assertThat(deployments.deploy().successful()).isTrue();
        deployments.options =
                new DeployOptions(false, false, Wait.ALL, true, RolloutOptions.within(Duration.ofSeconds(60)));
        assertThat(deployments.failure()).contains("ImagePullBackOff");
    }

    @Test
    void aDryRunADiffAndARefusalWriteNothing() {
        Deployments deployments = new Deployments(folder).want(desired(web("acme/web:1"), settings("hello")));
        int before = cluster.writes().size();
        deployments.options =
                new DeployOptions(true, false, Wait.ALL, true, RolloutOptions.within(Duration.ofSeconds(60)));

        Result dry = deployments.deploy();
        Result diff = deployments.diff(false);

        assertThat(dry.clusters().get(0).status()).isEqualTo(Status.PLANNED);
        assertThat(diff.changes()).isTrue();
        assertThat(cluster.writes()).hasSize(before);
        assertThat(cluster.server().get("/api/v1/namespaces/" + shop).code()).isEqualTo(404);
    }

    @Test
    void anObjectWithoutANamespaceToBeInSaysWhichFileToAdd() {
        Desired without = new Desired(dev(), List.of(), List.of(settings("hello")));
        assertThat(new Deployments(folder).want(without).failure())
                .contains("ConfigMap " + shop + "/settings in cluster dev has no namespace to be in: namespaces \""
                        + shop + "\" not found. Add namespaces/dev/" + shop + ".yaml with that Namespace");
    }

    @Test
    void aNamespaceAmongTheObjectsIsThereForTheOthers() {
        Manifest own =
                manifest("{apiVersion: 'v1', kind: 'Namespace', metadata: {name: '" + shop + "', labels: {a: 'b'}}}");
        Deployments deployments =
                new Deployments(folder).want(new Desired(dev(), List.of(), List.of(settings("hello"), own)));
        assertThat(deployments.deploy().clusters().get(0).counts()).isEqualTo(Map.of(Action.CREATE, 2));
        assertThat(deployments.deploy().clusters().get(0).counts()).isEqualTo(Map.of(Action.UNCHANGED, 2));
    }

    @Test
    void aKindThatTheClusterDoesNotServeIsRefusedUnlessItsDefinitionComesAlong() {
        String group = shop + ".example.com";
        Manifest widget =
                manifest("{apiVersion: '" + group + "/v1', kind: 'Widget', metadata: {name: 'w'}, spec: {size: 1}}");
        Manifest definition = manifest("""
                {apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: {name: 'widgets.%1$s'},
                 spec: {group: '%1$s', scope: 'Namespaced', names: {kind: 'Widget', plural: 'widgets', singular: 'widget'},
                  versions: [{name: 'v1', served: true, storage: true, schema: {openAPIV3Schema: {type: 'object',
                   properties: {spec: {type: 'object', properties: {size: {type: 'integer'}}}}}}}]}}
                """.formatted(group));
        Deployments deployments = new Deployments(folder).want(desired(widget));
        assertThat(deployments.failure())
                .contains("Cluster dev serves no Widget in " + group + "/v1. Check apiVersion and kind");

        deployments.want(desired(widget, definition)).deploy();

        assertThat(deployments.said).contains("    + Widget " + shop + "/w *");
        assertThat(deployments.deploy().clusters().get(0).counts()).isEqualTo(Map.of(Action.UNCHANGED, 3));
    }

    @Test
    void aSecretsValueShowsNowhere() {
        Deployments deployments = new Deployments(folder).want(desired(secret("hunter2", "{}")));
        deployments.deploy();
        deployments.want(desired(secret("correct-horse", "{}"))).deploy();

        assertThat(deployments.said).contains("        data.password: <secret, old> -> <secret, new>");
        String shown = String.join("\n", deployments.said) + deployments.resultFile();
        deployments.want(desired(secret("battery-staple", "{bad_: 1, 'not a key': 'x'}")));
        shown += deployments.failure() + deployments.resultFile() + deployments.said;
        assertThat(shown)
                .doesNotContain(
                        "hunter2",
                        "correct-horse",
                        "battery-staple",
                        "aHVudGVyMg",
                        "Y29ycmVjdC1ob3JzZQ",
                        "YmF0dGVyeS1zdGFwbGU");
    }

    @Test
    void objectsAreChosenLeftAloneAndAppliedAgainAsAskedFor() {
        Deployments deployments = new Deployments(folder).want(desired(settings("hello"), service()));
        deployments.plan = new PlanOptions(LabelSelector.parse("app=web"), false, false, false, false);
        assertThat(deployments.deploy().clusters().get(0).counts()).isEqualTo(Map.of(Action.CREATE, 2));

        deployments.want(desired(settings("changed"), service()));
        deployments.plan = new PlanOptions(LabelSelector.parse(""), false, false, true, true);
        deployments.deploy();
        assertThat(cluster.server()
                        .get(path("configmaps/settings"))
                        .owned("kit")
                        .toString())
                .doesNotContain("managed-by");

        deployments.want(desired(settings("changed again"), service()));
        assertThat(deployments.deploy().clusters().get(0).counts())
                .isEqualTo(Map.of(Action.UNCHANGED, 1, Action.SKIP, 2));
        assertThat(cluster.server().get(path("configmaps/settings")).text("/data/greeting"))
                .isEqualTo("changed");

        deployments.plan = new PlanOptions(LabelSelector.parse(""), true, false, false, false);
        deployments.deploy();
        assertThat(deployments.deploy().clusters().get(0).counts())
                .isEqualTo(Map.of(Action.UNCHANGED, 1, Action.UPDATE, 2));
    }

    private Desired desired(Manifest... manifests) {
        Manifest namespace = manifest("{apiVersion: 'v1', kind: 'Namespace', metadata: {name: '" + shop + "'}}");
        return new Desired(dev(), List.of(namespace), List.of(manifests));
    }

    private Cluster dev() {
        return cluster.as("dev", shop, folder.resolve("clusters"));
    }

    private static Manifest web(String image) {
        return manifest("{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web'}, spec: {replicas: 2,"
                + " selector: {matchLabels: {app: 'web'}}, template: {metadata: {labels: {app: 'web'}},"
                + " spec: {containers: [{name: 'web', image: '" + image + "',"
                + " ports: [{containerPort: 80}], resources: {limits: {cpu: '0.5'}}}]}}}}");
    }

    private static Manifest settings(String greeting) {
        return configMap("{greeting: '" + greeting + "'}");
    }

    private static Manifest configMap(String data) {
        return manifest("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'settings'}, data: " + data + "}");
    }

    private static Manifest secret(String password, String labels) {
        return manifest("{apiVersion: 'v1', kind: 'Secret', metadata: {name: 'login', labels: " + labels
                + "}, stringData: {password: '" + password + "'}}");
    }

    private static Manifest service() {
        return manifest("{apiVersion: 'v1', kind: 'Service', metadata: {name: 'web', labels: {app: 'web'}},"
                + " spec: {selector: {app: 'web'}, ports: [{port: 80}]}}");
    }

    private String available(String name) {
        return cluster.server().get(deployment(name)).text("/status/availableReplicas");
    }

    private String deployment(String name) {
        return "/apis/apps/v1/namespaces/" + shop + "/deployments/" + name;
    }

    private String path(String rest) {
        return "/api/v1/namespaces/" + shop + "/" + rest;
    }

    private void patch(String path, String manager, String body) {
        int code = cluster.server()
                .patch(path + "?fieldManager=" + manager, TestServer.STRATEGIC, body)
                .code();
        assertThat(code).isEqualTo(200);
    }
}
