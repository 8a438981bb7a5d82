package io.github.kitmaven.goal;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.testing.TestCluster;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects that others made, and what others did to kit's. */
@ParameterizedClass(name = "{0}")
@MethodSource("clusters")
class TakeoverTest extends Scenario {
    private static final String KUBECTL = "kubectl-client-side-apply";
    private static final String COPY = "kubectl.kubernetes.io/last-applied-configuration";

    TakeoverTest(TestCluster cluster) {
        super(cluster);
    }

    static Stream<TestCluster> clusters() {
        return clusters("takeover");
    }

    @Test
    void whatOnlyKubectlAppliedGoesAndThePlanShowsIt() {
        post(core("configmaps"), KUBECTL, """
                {'apiVersion': 'v1', 'kind': 'ConfigMap', 'metadata': {'name': 'settings', 'annotations': {'%s': '{}',
                 'note': 'old'}}, 'data': {'a': '1', 'b': '2', 'c': '3'}}""".formatted(COPY));
        Deployments deployments = wanting(configMap("{a: '1', b: 'two'}"));

        deployments.diff(false);
        assertThat(deployments.said)
                .contains("    ~ ConfigMap " + shop + "/settings  (taken over from " + KUBECTL + ")")
                .contains("        data.b: 2 -> two", "        data.c: 3 -> (none)")
                .contains("        metadata.annotations.note: old -> (none)")
                .contains("        metadata.annotations[" + COPY + "]: (a copy of what was applied) -> (none)");

        assertThat(counts(deployments.deploy())).isEqualTo(Map.of(Action.UPDATE, 1));
        JsonNode live = get(core("configmaps/settings"));
        assertThat(live.path("data").toString()).isEqualTo("{\"a\":\"1\",\"b\":\"two\"}");
        assertThat(live.at("/metadata/annotations").toString()).doesNotContain(COPY, "note");
        assertThat(owned(core("configmaps/settings"), KUBECTL).isMissingNode()).isTrue();
        assertSettled(deployments);
    }

    @Test
    void theDefaultsOfADeploymentThatKubectlAppliedStay() {
        post(apps("deployments"), KUBECTL, """
                {'apiVersion': 'apps/v1', 'kind': 'Deployment', 'metadata': {'name': 'web', 'labels': {'old': 'label'},
                  'annotations': {'%s': '{}'}},
                 'spec': {'replicas': 1, 'strategy': {'type': 'RollingUpdate'}, 'selector': {'matchLabels': {'app': 'web'}},
                  'template': {'metadata': {'labels': {'app': 'web'}}, 'spec': {'containers': [{'name': 'web',
                   'image': 'acme/web:1', 'args': ['old'], 'imagePullPolicy': 'Always',
                   'env': [{'name': 'A', 'value': '1'}, {'name': 'B', 'value': '2'}]}]}}}}""".formatted(COPY));
        Deployments deployments = wanting(deployment("web", "acme/web:1", "replicas: 1,"));

        deployments.deploy();

        assertThat(deployments.said)
                .contains("        spec.template.spec.containers[web].imagePullPolicy: Always -> IfNotPresent")
                .contains("        spec.template.spec.containers[web].args: [\"old\"] -> (none)")
                .contains("        metadata.labels.old: label -> (none)")
                .noneMatch(line -> line.contains("rollingUpdate") || line.contains("terminationMessagePath"));
        JsonNode live = get(apps("deployments/web"));
        JsonNode container = live.at("/spec/template/spec/containers/0");
        assertThat(container.path("env")).hasSize(1);
        assertThat(container.has("args")).isFalse();
        assertThat(live.at("/spec/selector/matchLabels").toString()).isEqualTo("{\"app\":\"web\"}");
        assertSettled(deployments);
    }

    @Test
    void whatTheOriginalAppliedIsTakenOverWithItsAnnotations() {
        post(core("services"), "kubectl", """
                {'apiVersion': 'v1', 'kind': 'Service', 'metadata': {'name': 'web', 'labels': {'strategy': 'rolling-update',
                  'id': 'unspecified'}, 'annotations': {'kit-deployer/last-applied-configuration': '{}',
                  'kit-deployer/commit': '\\"abc\\"', 'kit-deployer/original-name': 'web'}},
                 'spec': {'selector': {'app': 'web', 'strategy': 'rolling-update'}, 'ports': [{'port': 80, 'protocol': 'TCP'},
                  {'port': 81, 'name': 'old', 'protocol': 'TCP'}]}}""".replace("'port': 80", "'name': 'http', 'port': 80"));
        String address = get(core("services/web")).at("/spec/clusterIP").asText();
        Deployments deployments = wanting(
                manifest("{apiVersion: 'v1', kind: 'Service', metadata: {name: 'web'}, spec: {selector: {app: 'web'},"
                        + " ports: [{name: 'http', port: 80}]}}"));

        deployments.deploy();

        JsonNode live = get(core("services/web"));
        assertThat(live.at("/spec/ports")).hasSize(1);
        assertThat(live.at("/spec/clusterIP").asText()).isEqualTo(address);
        assertThat(live.at("/metadata/annotations").has("kit-deployer/last-applied-configuration"))
                .isFalse();
        assertThat(live.at("/metadata/labels").has("id")).isFalse();
        assertThat(deployments.said).contains("    ~ Service " + shop + "/web  (taken over from kubectl)");
        assertSettled(deployments);
    }

    @Test
    void theValuesOfASecretThatIsTakenOverShowNowhere() {
        post(core("secrets"), KUBECTL, """
                {'apiVersion': 'v1', 'kind': 'Secret', 'metadata': {'name': 'login', 'annotations': {'%s':
                  '{\\"data\\":{\\"password\\":\\"aHVudGVyMg==\\"}}'}}, 'data': {'password': 'aHVudGVyMg==', 'old': 'b2xk'}}""".formatted(COPY));
        Deployments deployments = wanting(
                manifest(
                        "{apiVersion: 'v1', kind: 'Secret', metadata: {name: 'login'}, stringData: {password: 'correct-horse'}}"));

        deployments.deploy();

        assertThat(deployments.said)
                .contains(
                        "        data.password: <secret, old> -> <secret, new>",
                        "        data.old: <secret> -> (none)");
        assertThat(String.join("\n", deployments.said) + deployments.resultFile())
                .doesNotContain("hunter2", "aHVudGVyMg", "correct-horse", "Y29ycmVjdC1ob3JzZQ", "b2xk");
        assertSettled(deployments);
    }

    @Test
    void anotherManagersFieldIsAConflictInATakeoverToo() {
        post(core("configmaps"), KUBECTL, """
                {'apiVersion': 'v1', 'kind': 'ConfigMap', 'metadata': {'name': 'settings', 'annotations': {'%s': '{}'}},
                 'data': {'a': '1', 'b': '2', 'e': '5'}}""".formatted(COPY));
        patch(core("configmaps/settings"), "operator", "{'data': {'b': 'theirs'}}");
        patch(core("configmaps/settings"), "kubectl-edit", "{'data': {'e': 'edited', 'f': 'added'}}");
        Deployments deployments = wanting(configMap("{a: 'new', b: 'ours', e: '5'}"));

        assertThat(deployments.failure())
                .contains("conflicts with other managers of its fields: .data.b is owned by operator")
                .doesNotContain(".data.a is owned", ".data.e is owned");

        want(deployments, configMap("{a: 'new', e: '5'}")).deploy();
        assertThat(get(core("configmaps/settings")).path("data").toString())
                .isEqualTo("{\"a\":\"new\",\"b\":\"theirs\",\"e\":\"5\"}");
        assertSettled(deployments);
    }

    @Test
    void whatSomebodyAddedToAMapThatKitOwnsIsDrift() {
        Deployments deployments = wanting(configMap("{a: '1'}"), deployment("web", "acme/web:1", "replicas: 1,"));
        deployments.deploy();
        patch(
                core("configmaps/settings"),
                "kubectl-edit",
                "{'data': {'b': '2'}, 'metadata': {'labels': {'team': 'x'}}}");
        patch(apps("deployments/web"), "kubectl-edit", """
                {'spec': {'template': {'metadata': {'annotations': {'restarted': 'now'}},
                 'spec': {'containers': [{'name': 'web', 'env': [{'name': 'B', 'value': '2'}]}]}}}}""");

        deployments.diff(false);
        assertThat(deployments.said)
                .contains("    ~ ConfigMap " + shop + "/settings  (drift: added to data: b, by kubectl-edit)")
                .contains("    ~ Deployment " + shop
                        + "/web  (drift: added to spec.template.spec.containers[web].env: B, by kubectl-edit)");

        deployments.deploy();
        JsonNode settings = get(core("configmaps/settings"));
        assertThat(settings.path("data").toString()).isEqualTo("{\"a\":\"1\"}");
        assertThat(settings.at("/metadata/labels/team").asText()).isEqualTo("x");
        JsonNode template = get(apps("deployments/web")).at("/spec/template");
        assertThat(template.at("/spec/containers/0/env")).hasSize(1);
        assertThat(template.at("/metadata/annotations/restarted").asText()).isEqualTo("now");
        assertSettled(deployments);
    }

    @Test
    void whatSomebodyTookAwayOrChangedInSeveralPlacesIsDrift() {
        Deployments deployments = wanting(configMap("{a: '1', b: '2', c: '3'}"));
        deployments.deploy();
        patch(core("configmaps/settings"), "kubectl-edit", "{'data': {'b': null}}");
        deployments.diff(false);
        assertThat(deployments.said).contains("    ~ ConfigMap " + shop + "/settings  (drift: data.b is gone, want 2)");

        patch(core("configmaps/settings"), "kubectl-edit", "{'data': {'a': 'one'}}");
        want(deployments, configMap("{a: '1', b: '2', c: 'three'}")).diff(false);
        assertThat(deployments.said)
                .contains("    ~ ConfigMap " + shop
                        + "/settings  (2 fields changed; drift: a one, want 1, by kubectl-edit)");
        deployments.deploy();
        assertSettled(deployments);
    }

    @Test
    void keysThatAControllerAddedAreTheControllers() {
        Deployments deployments = wanting(configMap("{a: '1'}"));
        deployments.deploy();
        patch(core("configmaps/settings"), "ca-injector", "{'data': {'ca': 'x'}}");
        assertSettled(deployments);
    }
}
