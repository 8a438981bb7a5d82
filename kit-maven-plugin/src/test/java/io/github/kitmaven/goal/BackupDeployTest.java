package io.github.kitmaven.goal;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.backup.Backup;
import io.github.kitmaven.backup.BackupFolder;
import io.github.kitmaven.backup.BackupFormat;
import io.github.kitmaven.backup.BackupOptions;
import io.github.kitmaven.backup.BackupWords;
import io.github.kitmaven.config.DeployId;
import io.github.kitmaven.config.Selection;
import io.github.kitmaven.model.LabelSelector;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.Marks;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.report.Result;
import io.github.kitmaven.strategy.FastRollback;
import io.github.kitmaven.testing.Folders;
import io.github.kitmaven.testing.NoSops;
import io.github.kitmaven.testing.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deploys that keep a backup, and a cluster that is made anew from it. */
class BackupDeployTest {
    @TempDir
    Path temp;

    private Path folder;
    private final TestCluster cluster = TestCluster.sandbox();
    private final List<String> told = new ArrayList<>();
    private Deployments deployments;

    @BeforeEach
    void keepABackup() {
        folder = temp.resolve("backup");
        deployments = new Deployments(temp);
        deployments.owner = Owners.pruning(0);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void theBackupFollowsWhatIsDeployedChangedAndDeleted() {
        deploy(web("acme/web:1"), settings("hello"), secret());
        assertThat(files())
                .containsOnlyKeys(
                        "dev/_cluster/Namespace-shop.yaml",
                        "dev/shop/ConfigMap-settings.yaml",
                        "dev/shop/Deployment-web.yaml");
        assertThat(files().get("dev/shop/Deployment-web.yaml"))
                .contains("app.kubernetes.io/managed-by: kit", "strategy: rolling-update", "image: acme/web:1")
                .doesNotContain("managedFields", "status:", "resourceVersion", "kit-deployer/commit");
        assertThat(told)
                .containsExactly(
                        "Backed up to " + folder + ": 3 saved, 0 there as they are.",
                        "Not backed up, since they hold secrets: Secret shop/db. -Dkit.backup.secrets=true keeps them, too.");

        deploy(web("acme/web:2"), secret());

        assertThat(files()).containsOnlyKeys("dev/_cluster/Namespace-shop.yaml", "dev/shop/Deployment-web.yaml");
        assertThat(files().get("dev/shop/Deployment-web.yaml")).contains("image: acme/web:2");
        assertThat(told).contains("Backed up to " + folder + ": 1 saved, 1 removed, 1 there as they are.");
    }

    @Test
    void aClusterCanBeMadeAnewFromIt() {
        deploy(web("acme/web:1"), settings("yes"));
        try (TestCluster empty = TestCluster.sandbox()) {
            Folders.write(temp.resolve("kit.yaml"), """
                    version: "3"
                    base: {path: .}
                    type: {path: type}
                    cluster: {path: clusters}
                    resources: {path: resources}
                    images: {path: images}
                    """);
            Folders.write(temp.resolve("base-var.yaml"), "kind: ResourceConfig\n");
            Folders.write(
                    temp.resolve("base-cluster.yaml"),
                    "kind: ClusterNamespace\nmetadata: {name: base, branch: master}\n");
            Folders.write(temp.resolve("type/test-var.yaml"), "kind: ResourceConfig\nmetadata: {type: test}\n");
            Folders.write(temp.resolve("resources/web.yaml"), "");
            Folders.write(temp.resolve("images/acme/web/master.yaml"), "image: acme/web:1\n");
            Folders.write(temp.resolve("clusters/dev/cluster.yaml"), """
                    kind: ClusterNamespace
                    metadata: {name: dev, type: test, branch: master, namespace: shop}
                    """);
            empty.as("dev", "shop", temp.resolve("clusters"));
            Render.Request request =
                    new Render.Request(temp, Selection.of("", "", ""), DeployId.NONE, Optional.empty());
            List<Desired> kept = new GivenManifests(folder, NoSops.create()).of(request);
            Deployments again = new Deployments(temp).want(kept.toArray(Desired[]::new));
            again.plan = new PlanOptions(LabelSelector.parse(""), false, false, false, true);

            Result result = again.deploy();

            assertThat(result.clusters().get(0).counts()).isEqualTo(Map.of(Action.CREATE, 3));
            assertThat(empty.server()
                            .get("/api/v1/namespaces/shop/configmaps/settings")
                            .text("/data/greeting"))
                    .isEqualTo("yes");
        }
    }

    @Test
    void whatFailedToBeWrittenStaysAsItWasKept() {
        deploy(settings("hello"));
        deployments.want(desired(settings("hi"), manifest("""
                {apiVersion: 'v1', kind: 'Service', metadata: {name: 'not a name'}, spec: {ports: [{port: 80}]}}""")));
        deployments.outputs = List.of(backup());
        assertThat(deployments.failure()).contains("not a name");
        assertThat(files().get("dev/shop/ConfigMap-settings.yaml")).contains("greeting: hello");
        assertThat(files()).hasSize(2);
    }

    @Test
    void aRollbackToADeployInReserveIsFollowed() {
        deployments.owner = OwnerOptions.defaults();
        fast("41");
        fast("42");
        assertThat(files().get("dev/shop/Service-web.yaml")).contains("id: \"42\"");
        assertThat(files()).containsKeys("dev/shop/Deployment-web-41.yaml", "dev/shop/Deployment-web-42.yaml");
        assertThat(files().get("dev/shop/Deployment-web-41.yaml")).contains("id: \"41\"");

        fast("41"); // still there, so that only the Service is switched back

        assertThat(files().get("dev/shop/Service-web.yaml")).contains("id: \"41\"");
    }

    @Test
    void aFolderThatCantBeWrittenIsAWarningAndTheDeployIsDone() throws IOException {
        Files.writeString(folder, "a file");
        Result result = deploy(settings("hello"));
        assertThat(result.successful()).isTrue();
        assertThat(told)
                .singleElement()
                .asString()
                .startsWith("! The backup to " + folder + " lacks objects of 1 cluster (dev)");
    }

    private void fast(String id) {
        deployments.plan = new PlanOptions(
                LabelSelector.parse(""), false, false, false, false, false, new FastRollback(id, 3), marks(id));
        deploy(web("acme/web:" + id), service());
    }

    private static Marks marks(String id) {
        return new Marks(FastRollback.LABEL, id, false, Map.of());
    }

    private Result deploy(Manifest... manifests) {
        told.clear();
        deployments.outputs = List.of(backup());
        return deployments.want(desired(manifests)).deploy();
    }

    private Backup backup() {
        BackupOptions options = new BackupOptions(BackupFormat.YAML, false, Duration.ofSeconds(60));
        return new Backup(new BackupFolder(folder), options, new Secrets(), new BackupWords() {
            @Override
            public void say(String line) {
                told.add(line);
            }

            @Override
            public void warn(Diagnostic problem) {
                told.add("! " + problem.text());
            }
        });
    }

    private Desired desired(Manifest... manifests) {
        return new Desired(
                cluster.as("dev", "shop", temp.resolve("clusters")),
                List.of(manifest("{apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'shop'}}")),
                List.of(manifests));
    }

    private Map<String, String> files() {
        return Folders.read(folder);
    }

    private static Manifest settings(String greeting) {
        return manifest("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'settings'}, data: {greeting: '"
                + greeting + "'}}");
    }

    private static Manifest secret() {
        return manifest(
                "{apiVersion: 'v1', kind: 'Secret', metadata: {name: 'db'}, stringData: {password: 'hunter2'}}");
    }

    private static Manifest service() {
        return manifest("""
                {apiVersion: 'v1', kind: 'Service', metadata: {name: 'web', labels: {name: 'web'}},
                 spec: {selector: {app: 'web'}, ports: [{port: 80}]}}""");
    }

    private static Manifest web(String image) {
        return manifest("""
                {apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', labels: {name: 'web'}},
                 spec: {replicas: 1, selector: {matchLabels: {app: 'web'}}, template: {metadata: {labels: {app: 'web'}},
                  spec: {containers: [{name: 'web', image: '%s'}]}}}}""".formatted(image));
    }
}
