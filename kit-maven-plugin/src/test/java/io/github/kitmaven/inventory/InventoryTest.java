package io.github.kitmaven.inventory;

import static io.github.kitmaven.testing.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.inventory.Inventory.Findings;
import io.github.kitmaven.inventory.Inventory.Since;
import io.github.kitmaven.inventory.Release.Result;
import io.github.kitmaven.model.ManifestKey;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class InventoryTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final ManifestKey WEB = new ManifestKey("apps", "Deployment", "shop", "web");
    private static final ManifestKey OLD = new ManifestKey("", "ConfigMap", "shop", "old");
    private static final ManifestKey ROLE = new ManifestKey("rbac.authorization.k8s.io", "ClusterRole", "", "a b:c");
    private static final ManifestKey JOB = new ManifestKey("batch", "Job", "blue", "migrate-1");
    private static final Optional<DeployedCommit> COMMIT =
            Optional.of(new DeployedCommit("abcdef1", Optional.of(NOON)));

    private final Inventory empty = Inventory.of("dev");

    @Test
    void aRunThatWasKilledLosesNothing() {
        Inventory begun = empty.begun(release(Result.IN_PROGRESS), COMMIT, members(WEB));
        assertThat(begun.pending().keys()).containsExactly(WEB);
        assertThat(begun.objects().keys()).isEmpty();
        assertThat(begun.inProgress()).isTrue();
        assertThat(begun.newest()).isEqualTo(COMMIT);

        Inventory next = begun.begun(release(Result.IN_PROGRESS), Optional.empty(), members(OLD));
        assertThat(next.pending().keys()).containsExactlyInAnyOrder(WEB, OLD);
        assertThat(next.releases()).extracting(Release::result).containsExactly(Result.IN_PROGRESS, Result.FAILED);
        assertThat(next.newest()).isEqualTo(COMMIT);
    }

    @Test
    void theEndTellsWhatIsThereAndHowItWent() {
        Inventory begun = empty.begun(release(Result.IN_PROGRESS), COMMIT, members(WEB, OLD));
        Inventory ended = begun.ended(COMMIT, findings(members(WEB), Set.of(), Map.of(), Result.FAILED));
        assertThat(ended.objects().keys()).containsExactly(WEB);
        assertThat(ended.pending().keys()).containsExactly(OLD);
        assertThat(ended.releases()).extracting(Release::result).containsExactly(Result.FAILED);
    }

    @Test
    void aRollbackIsNotedWithTheCommitThatSaysSoInTheEnd() {
        Release rollback =
                new Release("", false, NOON, "ada", Result.IN_PROGRESS, Map.of("web", List.of("web:1")), "deploy 41");
        Inventory ended = empty.begun(rollback, Optional.empty(), members(WEB))
                .ended(COMMIT, findings(members(WEB), Set.of(), Map.of(), Result.SUCCEEDED));
        assertThat(ended.newest()).isEqualTo(COMMIT);
        Inventory read = InventoryFormat.read(InventoryFormat.write(new ApplySet("shop", "kit"), "kit/1", ended));
        assertThat(read).isEqualTo(ended);
        assertThat(read.releases())
                .containsExactly(new Release(
                        COMMIT.orElseThrow().id(),
                        false,
                        NOON,
                        "ada",
                        Result.SUCCEEDED,
                        Map.of("web", List.of("web:1")),
                        "deploy 41"));
    }

    @Test
    void aRepeatHasNothingNew() {
        Inventory ended = empty.begun(release(Result.IN_PROGRESS), COMMIT, members(WEB))
                .ended(COMMIT, findings(members(WEB), Set.of(), Map.of(), Result.SUCCEEDED));
        assertThat(ended.ended(COMMIT, findings(members(WEB), Set.of(), Map.of(), Result.SUCCEEDED)))
                .isEqualTo(ended);
    }

    @Test
    void aPartialRunForgetsNothing() {
        Inventory whole = empty.ended(
                COMMIT, findings(members(WEB, OLD), Set.of(), Map.of(OLD, new Since("abc", NOON)), Result.SUCCEEDED));
        Inventory partial = whole.ended(
                COMMIT, new Findings(members(JOB), Set.of(), Optional.empty(), Map.of(), Set.of(), Result.SUCCEEDED));
        assertThat(partial.objects().keys()).containsExactlyInAnyOrder(WEB, OLD, JOB);
        assertThat(partial.leftovers()).containsOnlyKeys(OLD);
    }

    @Test
    void aJobThatRanIsRememberedAsOfTheFirstTimeUntilItIsForgotten() {
        Inventory ran = empty.ended(COMMIT, ran(Map.of(JOB, NOON), Set.of()));
        assertThat(ran.ended(COMMIT, ran(Map.of(JOB, NOON.plusSeconds(60)), Set.of()))
                        .jobs())
                .containsEntry(JOB, NOON);
        assertThat(ran.ended(COMMIT, ran(Map.of(), Set.of(JOB))).jobs()).isEmpty();
    }

    @Test
    void theConfigMapIsAnApplySetsParentThatPeopleCanRead() {
        var tree = InventoryFormat.write(new ApplySet("shop", "kit"), "kit/1.2.3", full());
        assertThat(tree.at("/metadata/annotations/applyset.kubernetes.io~1tooling")
                        .asText())
                .isEqualTo("kit/1.2.3");
        assertThat(tree.at("/metadata/annotations/applyset.kubernetes.io~1contains-group-kinds")
                        .asText())
                .isEqualTo("ClusterRole.rbac.authorization.k8s.io,ConfigMap,Deployment.apps,Job.batch");
        assertThat(tree.at("/metadata/annotations/applyset.kubernetes.io~1additional-namespaces")
                        .asText())
                .isEqualTo("blue");
        assertThat(tree.at("/metadata/labels/applyset.kubernetes.io~1id").asText())
                .isEqualTo(new ApplySet("shop", "kit").id());
        assertThat(tree.at("/data/objects").asText()).isEqualTo("""
                apps/v1 Deployment shop web
                rbac.authorization.k8s.io/v1 ClusterRole - a%20b:c
                v1 ConfigMap shop old
                """);
        assertThat(tree.at("/data/leftovers").asText())
                .isEqualTo("v1 ConfigMap shop old since 2026-01-02T12:00:00Z abc\n");
        assertThat(tree.at("/data/jobs").asText()).isEqualTo("batch/v1 Job blue migrate-1 ran 2026-01-02T12:00:00Z\n");
        assertThat(tree.at("/data/releases").asText())
                .isEqualTo("[{\"time\":\"2026-01-02T12:00:00Z\",\"who\":\"ada\",\"commit\":\"abcdef1\",\"dirty\":true,"
                        + "\"result\":\"in progress\",\"images\":{\"web\":[\"acme/web:1\"]}}]\n");
    }

    @Test
    void whatIsWrittenIsRead() {
        var tree = InventoryFormat.write(new ApplySet("shop", "kit"), "kit/1", full());
        assertThat(InventoryFormat.read(tree)).isEqualTo(full());
        var bare = InventoryFormat.write(new ApplySet("shop", "kit"), "kit/1", empty);
        assertThat(InventoryFormat.read(bare)).isEqualTo(empty);
    }

    @Test
    void whatSomebodyWroteIntoItByHandDoesNoHarm() {
        Inventory read =
                InventoryFormat.read(tree("{data: {cluster: 'dev', commit: '', objects: 'a\\n\\nv1 ConfigMap\\n',"
                        + " leftovers: 'v1 ConfigMap shop gone since x', jobs: 'y', releases: '[{}, 3'}}"));
        assertThat(read).isEqualTo(empty);
    }

    @Test
    void tenReleasesAreKeptAndTheOldestLoseTheirImagesWhereThereIsNoRoom() {
        Inventory inventory = empty;
        Map<String, List<String>> images = Map.of("web", Collections.nCopies(3000, "registry.example.com/acme/web:1"));
        for (int i = 0; i < 12; i++) {
            Release release = new Release("c" + i, false, NOON, "ada", Result.SUCCEEDED, images);
            inventory = inventory.begun(release, COMMIT, members(WEB));
        }
        assertThat(inventory.releases())
                .hasSize(10)
                .first()
                .extracting(Release::commit)
                .isEqualTo("c11");

        var tree = InventoryFormat.write(new ApplySet("shop", "kit"), "kit/1", inventory);
        List<Release> kept = InventoryFormat.read(tree).releases();
        assertThat(tree.toString()).hasSizeLessThan(1_000_000);
        assertThat(kept).hasSize(10);
        assertThat(kept.get(0).images()).isEqualTo(images);
        assertThat(kept.get(9).images()).isEmpty();
    }

    private static Inventory full() {
        return new Inventory(
                "dev",
                COMMIT,
                members(WEB, OLD, ROLE),
                members(JOB),
                new TreeMap<>(Map.of(OLD, new Since("abc", NOON))),
                new TreeMap<>(Map.of(JOB, NOON)),
                List.of(release(Result.IN_PROGRESS)));
    }

    private static Members members(ManifestKey... keys) {
        TreeMap<ManifestKey, String> versions = new TreeMap<>();
        for (ManifestKey key : keys) {
            versions.put(key, key.group().isEmpty() ? "v1" : key.group() + "/v1");
        }
        return new Members(versions);
    }

    private static Release release(Result result) {
        return new Release("abcdef1", true, NOON, "ada", result, Map.of("web", List.of("acme/web:1")));
    }

    private static Findings findings(
            Members there, Set<ManifestKey> gone, Map<ManifestKey, Since> left, Result result) {
        return new Findings(there, gone, Optional.of(left), Map.of(), Set.of(), result);
    }

    private static Findings ran(Map<ManifestKey, Instant> ran, Set<ManifestKey> forgotten) {
        return new Findings(Members.NONE, Set.of(), Optional.of(Map.of()), ran, forgotten, Result.SUCCEEDED);
    }
}
