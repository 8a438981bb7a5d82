package io.github.kitmaven.goal;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.model.LabelSelector;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.Marks;
import io.github.kitmaven.report.Result;
import io.github.kitmaven.rollout.RolloutOptions;
import io.github.kitmaven.strategy.RollingUpdate;
import io.github.kitmaven.testing.TestCluster;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Fields that can't be changed: named, and replaced only where that is allowed. */
@ParameterizedClass(name = "{0}")
@MethodSource("clusters")
class ReplaceTest extends Scenario {
    private static final String ALLOWED = "annotations: {'kit-deployer/replace': 'true'},";

    ReplaceTest(TestCluster cluster) {
        super(cluster);
    }

    static Stream<TestCluster> clusters() {
        return clusters("replace");
    }

    /** One kind that refuses: before, after, and the field that can't be changed. */
    private record Case(String before, String after, String field) {

        Manifest before(String metadata) {
            return of(before, metadata);
        }

        Manifest after(String metadata) {
            return of(after, metadata);
        }

        private static Manifest of(String json, String metadata) {
            return manifest(json.replace("metadata: {", "metadata: {" + metadata));
        }
    }

    private static List<Case> cases() {
        String deployment = "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'x'}, spec: {selector:"
                + " {matchLabels: {app: '%1$s'}}, template: {metadata: {labels: {app: '%1$s'}},"
                + " spec: {containers: [{name: 'c', image: 'acme/c:1'}]}}}}";
        String set = "{apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: {name: 'x'}, spec: {serviceName: '%s',"
                + " selector: {matchLabels: {app: 'x'}}, template: {metadata: {labels: {app: 'x'}},"
                + " spec: {containers: [{name: 'c', image: 'acme/c:1'}]}}}}";
        String service = "{apiVersion: 'v1', kind: 'Service', metadata: {name: 'x'}, spec: {clusterIP: '%s',"
                + " selector: {app: 'x'}, ports: [{port: 80}]}}";
        String secret = "{apiVersion: 'v1', kind: 'Secret', metadata: {name: 'x'}, immutable: true,"
                + " stringData: {k: '%s'}}";
        String binding = "{apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata: {name: 'x'},"
                + " subjects: [], roleRef: {apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: '%s'}}";
        return List.of(
                of(deployment, "a", "b", "spec.selector"),
                of(set, "a", "b", "spec.serviceName"),
                of(service, "None", "", "spec.clusterIP"),
                of(secret, "first-value", "second-value", "data"),
                of(binding, "a", "b", "roleRef"));
    }

    private static Case of(String json, String before, String after, String field) {
        return new Case(
                json.formatted(before),
                json.formatted(after).replace("clusterIP: '',", "clusterIP: '10.0.0.77',"),
                field);
    }

    @Test
    void theFieldIsNamedAndReplacedWhereThatIsAllowed() {
        for (Case some : cases()) {
            Deployments deployments = wanting(some.before(""));
            deployments.options = new DeployOptions(
                    false,
                    false,
                    DeployOptions.Wait.NONE,
                    true,
                    RolloutOptions.within(java.time.Duration.ofSeconds(60)));
            deployments.deploy();
            String object = some.before("").kind() + " " + shop + "/x";

            assertThat(want(deployments, some.after("")).failure())
                    .contains(object + " in cluster dev can't be updated: " + some.field()
                            + " can't be changed once it is"
                            + " made. Undo the change, or have it deleted and made anew, by the annotation"
                            + " kit-deployer/replace: \"true\" or with -Dkit.replace=true.");

            assertReplaced(want(deployments, some.after(ALLOWED)).diff(false), deployments, some);
            deployments.plan = replacing(true);
            assertReplaced(want(deployments, some.after("")).diff(false), deployments, some);
            assertThat(String.join("\n", deployments.said)).doesNotContain("first-value", "second-value");
            deployments.plan = replacing(false);
        }
    }

    private void assertReplaced(Result plan, Deployments deployments, Case some) {
        assertThat(counts(plan)).containsEntry(Action.REPLACE, 1).doesNotContainKey(Action.UPDATE);
        assertThat(deployments.said)
                .contains("    -/+ " + some.before("").kind() + " " + shop + "/x  (" + some.field()
                        + " can't be changed)");
    }

    @Test
    void aClaimIsReplacedByItsAnnotationOnlyAndThePlanSaysWhatIsLost() {
        Case claim = of(
                "{apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: {name: 'x'}, spec: {accessModes: ['%s'],"
                        + " resources: {requests: {storage: '1Gi'}}}}",
                "ReadWriteOnce", "ReadWriteMany", "spec.accessModes");
        Deployments deployments = wanting(claim.before(""));
        deployments.options = new DeployOptions(
                false, false, DeployOptions.Wait.NONE, true, RolloutOptions.within(java.time.Duration.ofSeconds(60)));
        deployments.deploy();

        deployments.plan = replacing(true);
        assertThat(want(deployments, claim.after("")).failure())
                .contains("PersistentVolumeClaim " + shop
                        + "/x in cluster dev can't be updated: spec.accessModes can't be"
                        + " changed once it is made. Undo the change, or give it the annotation kit-deployer/replace:"
                        + " \"true\" to have it deleted with all that is in it, and made anew.");

        deployments.plan = replacing(false);
        want(deployments, claim.after(ALLOWED)).diff(false);
        assertThat(deployments.said)
                .contains("    -/+ PersistentVolumeClaim " + shop
                        + "/x  (spec.accessModes can't be changed; its data is lost)");
    }

    @Test
    void whatWouldBeRefusedAnewIsNotDeleted() {
        Case some = cases().get(0);
        Deployments deployments = wanting(some.before(""));
        deployments.deploy();
        deployments.plan = replacing(true);
        String bad = some.after().replace("template: {", "minReadySeconds: -1, template: {");
        assertThat(want(deployments, manifest(bad)).failure())
                .contains("Deployment " + shop + "/x in cluster dev is refused (422 Invalid)");
    }

    @Test
    void whereLabelsOfKitsAreAllThatDiffersInASelectorNothingIsReplaced() {
        post(apps("deployments"), "kit-before", """
                {'apiVersion': 'apps/v1', 'kind': 'Deployment', 'metadata': {'name': 'web'},
                 'spec': {'replicas': 1, 'selector': {'matchLabels': {'app': 'web', 'name': 'web'}},
                  'template': {'metadata': {'labels': {'app': 'web', 'name': 'web'}},
                   'spec': {'containers': [{'name': 'web', 'image': 'acme/web:1'}]}}}}""");
        Deployments deployments = wanting(deployment("web", "acme/web:1", "replicas: 1,"));
        assertThat(counts(deployments.deploy())).isEqualTo(Map.of(Action.UPDATE, 1));
        assertThat(get(apps("deployments/web")).at("/spec/selector/matchLabels").toString())
                .isEqualTo("{\"app\":\"web\",\"name\":\"web\"}");
        assertSettled(deployments);
    }

    private static PlanOptions replacing(boolean all) {
        return new PlanOptions(
                LabelSelector.parse(""), false, false, false, false, all, new RollingUpdate(), Marks.NONE);
    }
}
