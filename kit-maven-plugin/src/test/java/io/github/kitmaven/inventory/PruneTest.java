package io.github.kitmaven.inventory;

import static io.github.kitmaven.testing.Trees.live;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.inventory.Inventory.Since;
import io.github.kitmaven.model.ManifestKey;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PruneTest {
    private static final ApplySet SET = new ApplySet("shop", "kit");
    private static final Since SINCE = new Since("0123456789abcdef", Instant.parse("2026-01-02T12:00:00Z"));
    private static final String OURS =
            "labels: {'app.kubernetes.io/managed-by': 'kit', 'applyset.kubernetes.io/part-of': '" + SET.id() + "'}";
    private static final PruneOptions ON = new PruneOptions(true, Budget.DEFAULT, Set.of());

    @Test
    void whatIsOursGoesAndTheReasonSaysSinceWhen() {
        Prune prune = prune(ON, leftover("v1", "ConfigMap", "old", OURS));
        assertThat(prune.goes()).hasSize(1);
        assertThat(prune.goes().get(0).reason())
                .isEqualTo("no longer in the repo since 01234567, 2026-01-02T12:00:00Z");
    }

    @Test
    void withoutPruneItIsTold() {
        Prune prune = prune(PruneOptions.OFF, leftover("v1", "ConfigMap", "old", OURS));
        assertThat(prune.goes()).isEmpty();
        assertThat(prune.stays().get(0).reason())
                .isEqualTo("left over: no longer in the repo since 01234567, 2026-01-02T12:00:00Z;"
                        + " -Dkit.prune=true would delete it");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    labels: {'applyset.kubernetes.io/part-of': 'SET'}
                    labels: {'app.kubernetes.io/managed-by': 'helm', 'applyset.kubernetes.io/part-of': 'SET'}
                    labels: {'app.kubernetes.io/managed-by': 'kit', 'applyset.kubernetes.io/part-of': 'applyset-other-v1'}
                    labels: {'app.kubernetes.io/managed-by': 'kit'}
                    OURS, ownerReferences: [{kind: 'Widget', name: 'w'}]
                    OURS, deletionTimestamp: '2026-01-02T12:00:00Z'
                    """)
    void whatIsNotOursAnyMoreIsForgotten(String metadata) {
        String text = metadata.replace("OURS", OURS).replace("'SET'", "'" + SET.id() + "'");
        Prune prune = prune(ON, leftover("v1", "ConfigMap", "old", text));
        assertThat(prune.forgotten()).hasSize(1);
        assertThat(prune.goes()).isEmpty();
        assertThat(prune.stays()).isEmpty();
    }

    @Test
    void whatAnotherManagerMadeUnderTheSameNameIsForgotten() {
        ObjectNode live = live(
                "{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'old', namespace: 'shop', " + OURS + "}}",
                "kubectl",
                "Update",
                "{}");
        assertThat(prune(ON, new Leftover(ManifestKey.of(live), live, SINCE, false))
                        .forgotten())
                .hasSize(1);
    }

    @Test
    void anObjectThatTheRepoHasAsAnotherKindIsForgotten() {
        Leftover moved = leftover("extensions/v1beta1", "Ingress", "web", OURS + ", uid: 'u1'");
        assertThat(Prune.of(List.of(moved), Set.of("u1"), SET, 10, ON).forgotten())
                .containsExactly(moved);
    }

    @ParameterizedTest
    @CsvSource({"v1,Namespace", "v1,PersistentVolumeClaim", "apiextensions.k8s.io/v1,CustomResourceDefinition"})
    void whatTakesMoreWithItGoesOnlyWhereItIsNamed(String version, String kind) {
        Leftover leftover = leftover(version, kind, "old", OURS);
        assertThat(prune(ON, leftover).stays().get(0).reason())
                .endsWith("a " + kind + " goes only where kit.prune.kinds names it");
        assertThat(prune(new PruneOptions(true, Budget.DEFAULT, Set.of(kind)), leftover)
                        .goes())
                .hasSize(1);
    }

    @Test
    void theBudgetIsTheGreaterOfANumberAndAShare() {
        assertThat(Prune.of(many(5), Set.of(), SET, 10, ON).overBudget()).isFalse();
        assertThat(Prune.of(many(6), Set.of(), SET, 10, ON).overBudget()).isTrue();
        assertThat(Prune.of(many(20), Set.of(), SET, 100, ON).overBudget()).isFalse();
        assertThat(Prune.of(many(21), Set.of(), SET, 100, ON).overBudget()).isTrue();
    }

    @Test
    void theLastTwoRunsOfAJobStayAndOneThatStillRuns() {
        List<Leftover> jobs = List.of(
                job("migrate-1", "2026-01-01T00:00:00Z", true),
                job("migrate-2", "2026-01-02T00:00:00Z", false),
                job("migrate-3", "2026-01-03T00:00:00Z", true),
                job("migrate-4", "2026-01-04T00:00:00Z", true));
        Prune prune = Prune.of(jobs, Set.of(), SET, 10, ON);
        assertThat(prune.goes()).extracting(it -> it.leftover().key().name()).containsExactly("migrate-1");
        assertThat(prune.stays()).extracting(it -> it.leftover().key().name()).containsExactly("migrate-2");
        assertThat(prune.goes().get(0).reason()).isEqualTo("another run of it took its place");
    }

    @Test
    void formerRunsOfAJobAreNotCounted() {
        List<Leftover> jobs = IntStream.range(0, 30)
                .mapToObj(i -> job("migrate-" + i, "2026-01-01T00:00:" + (10 + i) + "Z", true))
                .toList();
        Prune prune = Prune.of(jobs, Set.of(), SET, 10, ON);
        assertThat(prune.goes()).hasSize(28);
        assertThat(prune.overBudget()).isFalse();
    }

    private static Prune prune(PruneOptions options, Leftover leftover) {
        return Prune.of(List.of(leftover), Set.of("another"), SET, 10, options);
    }

    private static List<Leftover> many(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> leftover("v1", "ConfigMap", "old-" + i, OURS))
                .toList();
    }

    private static Leftover leftover(String version, String kind, String name, String metadata) {
        ObjectNode live = live(
                "{apiVersion: '" + version + "', kind: '" + kind + "', metadata: {name: '" + name
                        + "', namespace: 'shop', " + metadata + "}}",
                "kit",
                "Apply",
                "{}");
        return new Leftover(ManifestKey.of(live), live, SINCE, false);
    }

    private static Leftover job(String name, String created, boolean complete) {
        ObjectNode live = live(
                "{apiVersion: 'batch/v1', kind: 'Job', metadata: {name: '" + name + "', namespace: 'shop',"
                        + " creationTimestamp: '" + created
                        + "', annotations: {'kit-deployer/original-name': 'migrate'}, " + OURS
                        + "}, status: {conditions: [{type: 'Complete', status: '" + (complete ? "True" : "False")
                        + "'}]}}",
                "kit",
                "Apply",
                "{}");
        return new Leftover(ManifestKey.of(live), live, SINCE, true);
    }
}
