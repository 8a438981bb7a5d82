package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.LabelSelector;
import io.github.kitmaven.plan.Marks;
import io.github.kitmaven.sandbox.TestServer;
import io.github.kitmaven.strategy.FastRollback;
import io.github.kitmaven.strategy.RollingUpdate;
import io.github.kitmaven.strategy.Strategy;
import io.github.kitmaven.testing.Folders;
import io.github.kitmaven.testing.Repo;
import io.github.kitmaven.testing.SopsFiles;
import io.github.kitmaven.testing.TestCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A decrypted {@code ab} that a deploy itself writes to more places: names, labels, annotations, the inventory. */
class ShortSecretsCopiedTest {
    private static final String VARS = "c-short.enc.yaml";
    private static final String SECRET = "(?<![A-Za-z0-9])ab(?![A-Za-z0-9])";
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: '{{short.word}}'}
            spec:
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: 'acme/web:{{short.word}}'}]}
            """;

    @TempDir
    Path folder;

    private final TestCluster sandbox = TestCluster.sandbox();
    private Repo repo;

    @BeforeEach
    void makeARepo() {
        repo = Repo.in(folder, "3")
                .with("type/develop-var.yaml", SopsFiles.text(VARS))
                .environment("SOPS_AGE_KEY", SopsFiles.key(VARS))
                .cluster("dev", "resources: {web: {containers: {web-con: {}}}}\n");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Deployments deployments(String template) {
        repo.with("resources/web.mustache", template);
        Cluster dev = sandbox.as("dev", "default", folder.resolve("clusters"));
        Deployments deployments = new Deployments(folder.resolve("target"));
        deployments.sops = repo.sops();
        return deployments.want(
                new Desired(dev, List.of(), repo.render().desired().get(0).manifests()));
    }

    private static PlanOptions options(boolean replace, Strategy strategy) {
        return new PlanOptions(LabelSelector.parse(""), false, true, false, false, replace, strategy, Marks.NONE);
    }

    private static void showsNone(Deployments deployments, String more) {
        assertThat(deployments.said + deployments.resultFile() + more).doesNotContainPattern(SECRET);
    }

    @Test
    void theMarksOnAnObjectThatKitDidNotMakeShowNoCopy() {
        sandbox.server()
                .post(
                        "/apis/apps/v1/namespaces/default/deployments?fieldManager=kubectl-create",
                        "{\"apiVersion\": \"apps/v1\", \"kind\": \"Deployment\", \"metadata\": {\"name\": \"ab\"}, \"spec\":"
                                + " {\"selector\": {\"matchLabels\": {\"app\": \"web\"}}, \"template\": {\"metadata\": {\"labels\":"
                                + " {\"app\": \"web\"}}, \"spec\": {\"containers\": [{\"name\": \"web\", \"image\": \"acme/web:cd\"}]}}}}");
        Deployments deployments = deployments(DEPLOYMENT);
        deployments.plan = options(true, new RollingUpdate());

        deployments.diff(false);

        assertThat(String.join("\n", deployments.said))
                .contains("Deployment default/<secret>")
                .contains("original-name]: (none) -> <secret>")
                .doesNotContain("acme/web:cd");
        showsNone(deployments, "");
    }

    @Test
    void aJobKeepsItsSecretNameUnderTheNameOfItsRun() {
        Deployments deployments = deployments("""
                apiVersion: batch/v1
                kind: Job
                metadata: {name: '{{short.word}}'}
                spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: 'acme/failing:1'}]}}}
                """);
        deployments.options =
                new DeployOptions(false, false, DeployOptions.Wait.NONE, true, deployments.options.rollout());

        deployments.deploy();

        assertThat(deployments.resultFile()).containsPattern("\"name\" : \"<secret>-[a-z0-9]{10}\"");
        showsNone(deployments, "");
    }

    @Test
    void aDeploymentOfItsOwnForEachDeployKeepsItToo() {
        Deployments deployments = deployments(DEPLOYMENT);
        deployments.plan = options(false, new FastRollback("2", 0));
        deployments.deploy();
        assertThat(deployments.said).contains("    + Deployment default/<secret>-2");
        showsNone(deployments, "");

        deployments.plan = options(false, new FastRollback("3", 0));
        deployments.deploy();
        showsNone(deployments, "");
        deployments.plan = options(false, new FastRollback("2", 3));
        deployments.diff(false);
        showsNone(deployments, "");
    }

    @Test
    void aStatusShowsNoneNeitherOfTheImageThatIsWantedNorOfTheOneThatRuns() {
        Deployments deployments = deployments(DEPLOYMENT);
        deployments.deploy();
        showsNone(deployments, "");
        sandbox.server()
                .patch(
                        "/apis/apps/v1/namespaces/default/deployments/ab?fieldManager=x",
                        TestServer.STRATEGIC,
                        "{\"spec\": {\"template\": {\"spec\": {\"containers\": [{\"name\": \"web\", \"image\": \"acme/web:cd\"}]}}}}");

        deployments.status(false);

        assertThat(deployments.resultFile()).contains("acme/web:<secret>").doesNotContain("acme/web:cd");
        showsNone(deployments, "");
        assertThat(sandbox.server()
                        .get("/api/v1/namespaces/default/configmaps/kit")
                        .toString())
                .doesNotContain("acme/web:ab");
    }

    @Test
    void whatIsMadeAnewAndWhatIsRefusedForItShowNone() {
        String set = """
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: db}
                spec:
                  serviceName: %s
                  selector: {matchLabels: {app: db}}
                  template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: 'acme/db:1'}]}}
                """;
        deployments(set.formatted("other")).deploy();
        Deployments deployments = deployments(set.formatted("'{{short.word}}'"));

        String refused = deployments.failure();
        assertThat(refused).contains("spec.serviceName can't be changed");
        showsNone(deployments, refused);

        deployments.plan = options(true, new RollingUpdate());
        deployments.diff(false);
        assertThat(deployments.said)
                .anyMatch(line -> line.contains("spec.serviceName: <secret, old> -> <secret, new>"));
        showsNone(deployments, "");
    }

    @Test
    void whatWaitsForAnotherNamesItWithoutItsSecret() {
        Deployments deployments =
                deployments("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: 'missing-{{short.word}}', labels: {tier: '{{short.word}}'}}
                spec:
                  selector: {matchLabels: {app: a}}
                  template:
                    metadata: {labels: {app: a}}
                    spec: {containers: [{name: '{{short.word}}', image: 'acme/missing:1'}]}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: late
                  annotations: {%s: 'tier={{short.word}}'}
                """.formatted(io.github.kitmaven.model.KitAnnotations.DEPENDENCY_SELECTOR));

        String failure = deployments.failure();

        assertThat(failure).contains("it waits for Deployment default/missing-<secret>, which is not healthy");
        showsNone(deployments, failure);
    }

    @Test
    void theInventoryOfAnEncryptedKubeconfigIsNamedWithoutItsNamespace() {
        Deployments deployments = deployments("{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}}");
        Cluster dev = sandbox.as("dev", "", folder.resolve("clusters"));
        Folders.write(folder.resolve("clusters/dev/kubeconfig.yaml"), SopsFiles.text("c-short-kubeconfig.enc.yaml"));
        deployments.environment = Map.of("SERVER", sandbox.server().url().toString());
        sandbox.server().post("/api/v1/namespaces", "{\"metadata\": {\"name\": \"ab\"}}");
        deployments.want(
                new Desired(dev, List.of(), repo.render().desired().get(0).manifests()));
        deployments.deploy();
        showsNone(deployments, "");

        deployments.want(new Desired(dev, List.of(), List.of()));
        deployments.diff(false);
        assertThat(deployments.said).anyMatch(line -> line.contains("ConfigMap <secret>/settings"));
        showsNone(deployments, "");

        sandbox.server()
                .patch(
                        "/api/v1/namespaces/ab/configmaps/kit?fieldManager=x",
                        TestServer.MERGE,
                        "{\"data\": {\"cluster\": \"another\"}}");
        String failure = deployments.failure();
        assertThat(failure).contains("ConfigMap <secret>/kit in cluster dev is the inventory of another");
        showsNone(deployments, failure);
    }
}
