package io.github.kitmaven.backup;

import static io.github.kitmaven.backup.BackupRuns.deleted;
import static io.github.kitmaven.backup.BackupRuns.settings;
import static io.github.kitmaven.backup.BackupRuns.unchanged;
import static io.github.kitmaven.testing.Await.await;
import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import io.github.kitmaven.model.SecretFields;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.report.ClusterResult;
import io.github.kitmaven.report.ClusterResult.Status;
import io.github.kitmaven.report.ObjectResult;
import io.github.kitmaven.report.RunReport;
import io.github.kitmaven.testing.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of a run, and what is told of it; in a folder. */
class BackupTest {
    private static final String FILE = "eu-1/shop/ConfigMap-settings.yaml";

    @TempDir
    Path temp;

    private Path folder;
    private final BackupRuns runs = new BackupRuns();

    @BeforeEach
    void chooseAFolder() {
        folder = temp.resolve("backup");
    }

    @Test
    void whatWasWrittenAndWhatWasThereIsKeptAndWhatWasDeletedGoes() throws IOException {
        runs.deploy(store(), "eu-1", settings("settings", "hello"), unchanged(settings("old", "there")));
        assertThat(files()).containsExactly("eu-1/shop/ConfigMap-old.yaml", FILE);
        assertThat(Files.readString(folder.resolve(FILE))).isEqualTo("""
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: settings
                  namespace: shop
                data:
                  greeting: hello
                """);
        assertThat(runs.said).containsExactly("Backed up to " + folder + ": 2 saved, 0 there as they are.");

        runs.deploy(
                store(),
                "eu-1",
                settings("settings", "hi"),
                deleted(settings("old", "")),
                unchanged(settings("new", "")));

        assertThat(files()).containsExactly("eu-1/shop/ConfigMap-new.yaml", FILE);
        assertThat(Files.readString(folder.resolve(FILE))).contains("greeting: hi");
        assertThat(runs.said).containsExactly("Backed up to " + folder + ": 2 saved, 1 removed, 0 there as they are.");
        assertThat(runs.warned).isEmpty();
    }

    @Test
    void whatTellsOfTheRunIsNotKeptSoThatUnchangedObjectsHaveUnchangedFiles() throws IOException {
        String object = """
                {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'settings', namespace: 'shop',
                 labels: {app: 'web', id: '%1$s', strategy: 'rolling-update'}, annotations: {'kit-deployer/commit': 'c%1$s',
                 'kit-deployer/last-updated': 'at %1$s', 'deployment.invision/uuid': 'u%1$s', team: 'blue'}}}""";
        runs.deploy(store(), "eu-1", Step.create(manifest(object.formatted("41")), false));
        String kept = Files.readString(folder.resolve(FILE));
        assertThat(kept)
                .contains("app: web", "strategy: rolling-update", "team: blue")
                .doesNotContain("41");

        runs.deploy(store(), "eu-1", Step.unchanged(manifest(object.formatted("42"))));

        assertThat(Files.readString(folder.resolve(FILE))).isEqualTo(kept);
        assertThat(runs.said).containsExactly("Backed up to " + folder + ": 0 saved, 1 there as they are.");
    }

    @Test
    void aDeploymentKeepsTheIdThatItsPodsHave() throws IOException {
        runs.deploy(store(), "eu-1", Step.create(manifest("""
                {apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web-41', namespace: 'shop', labels: {id: '41'}},
                 spec: {template: {metadata: {labels: {id: '41'}}}}}"""), false));
        assertThat(Files.readString(folder.resolve("eu-1/shop/Deployment-web-41.yaml")))
                .contains("  labels:\n    id: \"41\"\nspec:");
    }

    @Test
    void onlyWhatWasReallyWrittenIsKept() {
        Backup backup = runs.backup(store());
        backup.deployed(result("eu-1", Status.FAILED, settings("lost", ""), deleted(settings("stays", ""))));
        backup.deployed(result("eu-2", Status.SUPERSEDED, unchanged(settings("newer", ""))));
        backup.deployed(
                result("eu-3", Status.SUCCEEDED, Step.skip(settings("left", "").manifest(), "left alone")));
        backup.deployed(result(
                "eu-4",
                Status.SUCCEEDED,
                Step.unchanged(settings("web-41", "").manifest(), "deploy 41 is there already, and stays as it is")));
        backup.deployed(new ClusterResult(
                BackupRuns.cluster("played", true),
                Status.SUCCEEDED,
                objects(unchanged(settings("a", ""))),
                List.of()));
        backup.ended(BackupRuns.report());
        assertThat(folder).doesNotExist();
        assertThat(runs.said)
                .containsExactly(
                        "Backed up to " + folder + ": 0 saved, 0 there as they are.",
                        "Not backed up: what sandboxes play.");
    }

    @Test
    void aRunThatCameToNoClusterSaysNothing() {
        runs.backup(store()).ended(BackupRuns.report());
        assertThat(runs.said).isEmpty();
        assertThat(folder).doesNotExist();
    }

    @Test
    void secretsAreLeftOutAndNamedOnce() throws IOException {
        Step secret = Step.create(
                manifest(
                        "{apiVersion: 'v1', kind: 'Secret', metadata: {name: 'db', namespace: 'shop'}, data: {a: 'Yg=='}}"),
                false);
        Step marked = Step.create(
                settings("pin", "7")
                        .manifest()
                        .hiding(new SecretFields(Map.of(JsonPointer.compile("/data/greeting"), "<secret>"), Set.of())),
                false);
        Step known = settings("known", "says hunter2");
        runs.known.add("hunter2");
        Backup backup = runs.backup(store());
        for (String cluster : List.of("eu-1", "eu-2")) {
            BackupRuns.apply(backup, cluster, Status.SUCCEEDED, secret, marked, known, settings("settings", "hello"));
        }
        backup.ended(BackupRuns.report());

        assertThat(files()).containsExactly(FILE, "eu-2/shop/ConfigMap-settings.yaml");
        assertThat(runs.said)
                .containsExactly(
                        "Backed up to " + folder + ": 2 saved, 0 there as they are.",
                        "Not backed up, since they hold secrets: ConfigMap shop/known, ConfigMap shop/pin, Secret shop/db."
                                + " -Dkit.backup.secrets=true keeps them, too.");

        runs.secrets = true;
        runs.deploy(store(), "eu-1", secret, marked, known);
        assertThat(Files.readString(folder.resolve("eu-1/shop/Secret-db.yaml"))).contains("Yg==");
        assertThat(Files.readString(folder.resolve("eu-1/shop/ConfigMap-known.yaml")))
                .contains("hunter2");
        assertThat(runs.said).hasSize(1);

        runs.secrets = false;
        runs.deploy(store(), "eu-1", unchanged(secret), marked, known);
        assertThat(files())
                .doesNotContain("eu-1/shop/Secret-db.yaml", "eu-1/shop/ConfigMap-known.yaml")
                .contains(FILE);
    }

    @Test
    void anotherFormatTakesThePlaceOfTheFirst() throws IOException {
        runs.deploy(store(), "eu-1", settings("settings", "hello"));
        runs.format = BackupFormat.JSON;
        runs.deploy(store(), "eu-1", unchanged(settings("settings", "hello")));
        assertThat(files()).containsExactly("eu-1/shop/ConfigMap-settings.json");
        assertThat(Files.readString(folder.resolve("eu-1/shop/ConfigMap-settings.json")))
                .contains("\"greeting\" : \"hello\"");
    }

    @Test
    void aFolderThatCantBeWrittenIsAWarningThatNamesItOnce() throws IOException {
        Files.writeString(folder, "a file");
        Backup backup = runs.backup(store());
        BackupRuns.apply(backup, "eu-1", Status.SUCCEEDED, settings("settings", "hello"));
        BackupRuns.apply(backup, "eu-2", Status.SUCCEEDED, settings("settings", "hello"));
        backup.ended(BackupRuns.report());

        assertThat(runs.warned).hasSize(1);
        assertThat(runs.warned.get(0))
                .startsWith("The backup to " + folder + " lacks objects of 2 clusters (eu-1, eu-2): Folder " + folder
                        + " can't be written: ")
                .endsWith(". Make room there and let this user write it; the next deploy saves what is missing.");
        assertThat(runs.said).isEmpty();
    }

    @Test
    void theEndOfTheBuildWaitsNoLongerThanItMay() {
        CountDownLatch never = new CountDownLatch(1);
        runs.patience = Duration.ofMillis(50);
        runs.deploy(
                new Failing(() -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }),
                "eu-1",
                settings("settings", "hello"));
        assertThat(runs.warned)
                .containsExactly(
                        "The backup to nowhere is not complete: 1 cluster (eu-1) was not done after 0 s, and the"
                                + " build does not wait longer. Raise kit.backup.timeout if that is how long it takes; the next"
                                + " deploy saves what is missing.");
    }

    @Test
    void clustersThatWaitForASlowStoreAreSavedAsTheOthers() throws IOException {
        CountDownLatch allWait = new CountDownLatch(1);
        Backup backup = runs.backup(new Waiting(store(), allWait));
        for (int i = 1; i <= 5; i++) {
            BackupRuns.apply(backup, "eu-" + i, Status.SUCCEEDED, settings("settings", "hello"), settings("old", "1"));
        }
        allWait.countDown();
        backup.ended(BackupRuns.report());

        assertThat(runs.said).containsExactly("Backed up to " + folder + ": 10 saved, 0 there as they are.");
        for (int i = 2; i <= 5; i++) {
            assertThat(folder.resolve("eu-" + i + "/shop/ConfigMap-settings.yaml"))
                    .hasSameTextualContentAs(folder.resolve(FILE));
        }
    }

    private record Waiting(BackupStore store, CountDownLatch begin) implements BackupStore {
        @Override
        public BackupCounts save(ClusterBackup cluster) {
            await(() -> begin.getCount() == 0);
            return store.save(cluster);
        }

        @Override
        public String title() {
            return store.title();
        }
    }

    @Test
    void aMistakeOfOursIsAWarningToo() {
        runs.deploy(
                new Failing(() -> {
                    throw new IllegalStateException("ours");
                }),
                "eu-1",
                settings("settings", "hello"));
        assertThat(runs.warned)
                .singleElement()
                .asString()
                .contains("Kit failed where it should not: java.lang.IllegalStateException: ours");
    }

    private record Failing(Runnable work) implements BackupStore {
        @Override
        public BackupCounts save(ClusterBackup cluster) {
            work.run();
            return BackupCounts.NONE;
        }

        @Override
        public BackupCounts end(RunReport report) {
            return BackupCounts.NONE;
        }

        @Override
        public String title() {
            return "nowhere";
        }
    }

    private BackupStore store() {
        return new BackupFolder(folder);
    }

    private static ClusterResult result(String cluster, Status status, Step... steps) {
        return new ClusterResult(BackupRuns.cluster(cluster, false), status, objects(steps), List.<Diagnostic>of());
    }

    private static List<ObjectResult> objects(Step... steps) {
        return Stream.of(steps)
                .map(step -> new ObjectResult(step, Optional.empty(), Optional.empty()))
                .toList();
    }

    private List<String> files() {
        return List.copyOf(Folders.read(folder).keySet());
    }
}
