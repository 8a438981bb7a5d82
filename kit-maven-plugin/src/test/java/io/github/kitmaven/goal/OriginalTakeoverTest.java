package io.github.kitmaven.goal;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.testing.TestCluster;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A cluster that the original deployed becomes kit's without a pod that starts anew. */
@ParameterizedClass(name = "{0}")
@MethodSource("clusters")
class OriginalTakeoverTest extends Scenario {
    private static final String REPO = """
            {apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', labels: {name: 'web-pod'}}, spec: {replicas: 2,
             selector: {matchLabels: {name: 'web-pod'}}, template: {metadata: {labels: {name: 'web-pod'%s}},
             spec: {containers: [{name: 'web', image: 'acme/web:1'}]}}}}""";
    private static final Manifest SERVICE = manifest(
                    "{apiVersion: 'v1', kind: 'Service', metadata: {name: 'web'}, spec: {selector: {name: 'web-pod'},"
                            + " ports: [{name: 'http', port: 80}]}}")
            .ofResource("web");

    OriginalTakeoverTest(TestCluster cluster) {
        super(cluster);
    }

    static Stream<TestCluster> clusters() {
        return clusters("original");
    }

    /** What the original made of the same manifests, in a run for all resources, and so without their names. */
    private void originalDeployed() {
        String marks = """
                'labels': {%s'id': 'unspecified', 'strategy': 'rolling-update'}, 'annotations':
                {'kit-deployer/original-name': 'web', 'kit-deployer/last-applied-configuration': '{}',
                 'kit-deployer/last-applied-configuration-sha1': 'abc', 'kit-deployer/commit': '\\"abc\\"',
                 'kit-deployer/last-updated': '2018-01-01T00:00:00.000Z'}""";
        String ofDeployment = marks.formatted("'name': 'web-pod', ");
        post(apps("deployments"), "kubectl", """
                {'apiVersion': 'apps/v1', 'kind': 'Deployment', 'metadata': {'name': 'web', %s}, 'spec': {'replicas': 2,
                 'selector': {'matchLabels': {'name': 'web-pod', 'strategy': 'rolling-update'}},
                 'template': {'metadata': {'labels': {'name': 'web-pod', 'strategy': 'rolling-update'}},
                  'spec': {'containers': [{'name': 'web', 'image': 'acme/web:1'}]}}}}""".formatted(ofDeployment));
        post(core("services"), "kubectl", """
                {'apiVersion': 'v1', 'kind': 'Service', 'metadata': {'name': 'web', %s},
                 'spec': {'selector': {'name': 'web-pod', 'strategy': 'rolling-update'}, 'ports': [{'name': 'http', 'port': 80}]}}""".formatted(marks.formatted("")));
    }

    @Test
    void podsStayAsTheyAre() {
        originalDeployed();
        JsonNode before = get(apps("deployments/web"));
        Deployments deployments = wanting(manifest(REPO.formatted("")).ofResource("web"), SERVICE);

        deployments.diff(false);
        assertThat(deployments.said)
                .contains(
                        "    ~ Deployment " + shop + "/web  (taken over from kubectl)",
                        "    ~ Service " + shop + "/web  (taken over from kubectl)")
                .noneMatch(line -> line.contains("spec."));

        assertThat(counts(deployments.deploy())).isEqualTo(Map.of(Action.UPDATE, 2));
        JsonNode after = get(apps("deployments/web"));
        assertThat(after.at("/spec")).isEqualTo(before.at("/spec"));
        assertThat(after.at("/metadata/labels").has("id")).isFalse();
        assertThat(after.at("/metadata/labels/app.kubernetes.io~1name").asText())
                .isEqualTo("web");
        assertSettled(deployments);
    }

    @Test
    void aLabelThatTheRepoGivesPodsIsNotLeftOut() {
        originalDeployed();
        Deployments deployments = wanting(
                manifest(REPO.formatted(", 'app.kubernetes.io/name': 'web'")).ofResource("web"), SERVICE);

        deployments.deploy();

        assertThat(get(apps("deployments/web"))
                        .at("/spec/template/metadata/labels/app.kubernetes.io~1name")
                        .asText())
                .isEqualTo("web");
        assertSettled(deployments);
    }
}
