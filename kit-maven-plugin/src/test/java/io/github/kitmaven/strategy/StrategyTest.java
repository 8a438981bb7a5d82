package io.github.kitmaven.strategy;

import static io.github.kitmaven.testing.Trees.manifest;
import static io.github.kitmaven.testing.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.UserException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrategyTest {
    private static final Strategy ROLLING = new RollingUpdate();
    private static final Strategy FAST = new FastRollback("b7", 2);

    @Test
    void aRollingUpdateAppliesWhatIsPrepared() {
        List<Manifest> prepared = List.of(deployment("web"), service("web", "web"));

        assertThat(ROLLING.adapt(prepared)).isEqualTo(prepared);
        assertThat(ROLLING.createsOnly(prepared.get(0))).isFalse();
    }

    @Test
    void aFastRollbackNamesDeploymentsByTheDeployAndLeadsServicesAndAutoscalersToThem() {
        List<Manifest> adapted = FAST.adapt(List.of(
                deployment("web"),
                service("web", "web"),
                service("other", "database"),
                manifest("{apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler',"
                        + " metadata: {name: 'web', namespace: 'shop'},"
                        + " spec: {scaleTargetRef: {apiVersion: 'apps/v1', kind: 'Deployment', name: 'web'}}}")));

        assertThat(adapted.get(0).name()).isEqualTo("web-b7");
        assertThat(adapted.get(0).tree().at("/spec/selector/matchLabels"))
                .isEqualTo(tree("{name: 'web', strategy: 'fast-rollback', id: 'b7'}"));
        assertThat(adapted.get(0).tree().at("/spec/template/metadata/labels"))
                .isEqualTo(tree("{name: 'web', strategy: 'fast-rollback', tier: 'front', id: 'b7'}"));
        assertThat(adapted.get(1).tree().at("/spec/selector"))
                .isEqualTo(tree("{name: 'web', strategy: 'fast-rollback', id: 'b7'}"));
        assertThat(adapted.get(2)).isEqualTo(service("other", "database"));
        assertThat(adapted.get(3).tree().at("/spec/scaleTargetRef/name").asText())
                .isEqualTo("web-b7");
        assertThat(FAST.createsOnly(adapted.get(0))).isTrue();
        assertThat(FAST.createsOnly(adapted.get(1))).isFalse();
    }

    @Test
    void anIdThatTheTemplateSetsIsRefusedWithItsPlace() {
        Manifest byHand = deployment("web");
        byHand.tree().withObject("/spec/template/metadata/labels").put("id", "mine");

        assertThatThrownBy(() -> FAST.adapt(List.of(byHand)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(
                        "dev/some.yaml:1:1: Deployment shop/web sets spec.template.metadata.labels.id, which the strategy"
                                + " fast-rollback sets to the deploy's id. Remove it from the template.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Build-7", "7_1", "-7", "seven.1"})
    void anIdThatIsNoEndOfANameIsRefused(String id) {
        assertThatThrownBy(() -> new FastRollback(id, 3))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("Set -Dkit.deployId to lower-case letters, digits and hyphens");
    }

    @Test
    void aNewDeployKeepsTheNewestInReserve() {
        assertThat(leftovers(FAST, "web", live("web-b6", 6), live("web-b3", 3), live("web-b5", 5), live("web-b4", 4)))
                .containsExactly(
                        "web-b4: older than the 2 that stay in reserve",
                        "web-b3: older than the 2 that stay in reserve");
    }

    @Test
    void aDeployThatIsThereAgainRemovesWhatIsNewer() {
        assertThat(leftovers(FAST, "web", live("web-b7", 7), live("web-b8", 8), live("web-b6", 6), live("web-b9", 9)))
                .containsExactly(
                        "web-b9: newer than web-b7, which is deployed again",
                        "web-b8: newer than web-b7, which is deployed again");
    }

    @Test
    void ofOneSecondTheLaterAppliedIsNewer() {
        ObjectNode earlier = live("web-b7", 7);
        earlier.withObject("/metadata/annotations").put("kit-deployer/last-updated", "2026-11-07T00:00:00.1Z");
        ObjectNode later = live("web-b8", 7);
        later.withObject("/metadata/annotations").put("kit-deployer/last-updated", "2026-11-07T00:00:00.2Z");

        assertThat(leftovers(FAST, "web", earlier, later))
                .containsExactly("web-b8: newer than web-b7, which is deployed again");
    }

    @Test
    void eachStrategyRemovesWhatTheOtherLeft() {
        ObjectNode rolling = live("web", 1);
        rolling.withObject("/metadata/labels").put("strategy", "rolling-update");

        assertThat(leftovers(FAST, "web", rolling, live("web-b6", 6)))
                .containsExactly("web: left over from the strategy rolling-update");
        assertThat(leftovers(ROLLING, "web", rolling, live("web-b6", 6)))
                .containsExactly("web-b6: left over from the strategy fast-rollback");
    }

    @Test
    void whatIsNotOfTheSameServiceIsNobodysBusiness() {
        ObjectNode elsewhere = live("web-b1", 1);
        elsewhere.withObject("/metadata").put("namespace", "other");
        ObjectNode otherName = live("web-b1", 1);
        otherName.withObject("/metadata/labels").put("name", "web2");
        ObjectNode byHand = live("web-b1", 1);
        byHand.withObject("/metadata").remove("annotations");

        assertThat(leftovers(new FastRollback("b7", 0), "web", elsewhere, otherName, byHand))
                .isEmpty();
    }

    private static List<String> leftovers(Strategy strategy, String name, ObjectNode... live) {
        return strategy.leftovers(strategy.adapt(List.of(deployment(name))), List.of(live)).stream()
                .map(StrategyTest::words)
                .toList();
    }

    private static String words(Step step) {
        return step.key().name() + ": " + step.reason();
    }

    private static ObjectNode live(String name, int day) {
        return tree("{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: '" + name + "', namespace: 'shop',"
                + " labels: {name: 'web', strategy: 'fast-rollback'}, annotations: {'kit-deployer/original-name': 'web'},"
                + " creationTimestamp: '2026-11-0" + day + "T00:00:00Z'}}");
    }

    private static Manifest deployment(String name) {
        return manifest(
                "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: '" + name + "', namespace: 'shop',"
                        + " labels: {name: 'web'}, annotations: {'kit-deployer/original-name': 'web'}},"
                        + " spec: {selector: {matchLabels: {name: 'web', strategy: 'fast-rollback'}},"
                        + " template: {metadata: {labels: {name: 'web', strategy: 'fast-rollback', tier: 'front'}}}}}");
    }

    private static Manifest service(String name, String selected) {
        return manifest("{apiVersion: 'v1', kind: 'Service', metadata: {name: '" + name + "', namespace: 'shop'},"
                + " spec: {selector: {name: '" + selected + "', strategy: 'fast-rollback'}}}");
    }
}
