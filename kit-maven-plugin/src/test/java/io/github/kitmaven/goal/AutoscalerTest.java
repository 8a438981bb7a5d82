package io.github.kitmaven.goal;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.sandbox.TestServer;
import io.github.kitmaven.testing.TestCluster;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Replicas that an autoscaler sets, and Jobs whose names follow from what they are. */
@ParameterizedClass(name = "{0}")
@MethodSource("clusters")
class AutoscalerTest extends Scenario {

    AutoscalerTest(TestCluster cluster) {
        super(cluster);
    }

    static Stream<TestCluster> clusters() {
        return clusters("autoscaler");
    }

    @Test
    void theFirstDeployGivesTheReplicasAndEveryLaterOneLeavesThemAlone() {
        Deployments deployments = wanting(web("acme/web:1", 2), autoscaler("web"));
        deployments.deploy();
        assertThat(replicas("web")).isEqualTo(2);
        assertSettled(deployments);

        scale("web", 5, "kube-controller-manager");
        assertSettled(deployments);
        want(deployments, web("acme/web:1", 3), autoscaler("web"));
        assertSettled(deployments);
        assertThat(replicas("web")).isEqualTo(5);

        want(deployments, web("acme/web:2", 3), autoscaler("web")).deploy();
        assertThat(deployments.said)
                .contains("        spec.template.spec.containers[web].image: acme/web:1 -> acme/web:2")
                .noneMatch(line -> line.contains("spec.replicas"));
        assertThat(replicas("web")).isEqualTo(5);
        assertSettled(deployments);
    }

    @Test
    void givingUpTheReplicasDoesNotResetThem() {
        Deployments deployments = wanting(web("acme/web:1", 3));
        deployments.deploy();
        post("/apis/autoscaling/v1/namespaces/" + shop + "/horizontalpodautoscalers", "other", """
                {'apiVersion': 'autoscaling/v1', 'kind': 'HorizontalPodAutoscaler', 'metadata': {'name': 'web-scaler'},
                 'spec': {'minReplicas': 2, 'maxReplicas': 6,
                  'scaleTargetRef': {'apiVersion': 'apps/v1', 'kind': 'Deployment', 'name': 'web'}}}""");

        want(deployments, web("acme/web:2", 4)).deploy();

        assertThat(deployments.said)
                .contains("    ~ Deployment " + shop + "/web  (image changed; replicas are left to web-scaler)");
        assertThat(replicas("web")).isEqualTo(3);
        assertThat(owned(apps("deployments/web"), "kit").at("/f:spec").has("f:replicas"))
                .isFalse();
        assertSettled(deployments);
    }

    @Test
    void anotherWorkloadOfTheSameNameIsNotScaled() {
        Deployments deployments = wanting(web("acme/web:1", 2), autoscaler("other"));
        deployments.deploy();
        scale("web", 5, "kubectl");
        deployments.deploy();
        assertThat(deployments.said).anyMatch(line -> line.contains("(drift: replicas 5, want 2"));
        assertThat(replicas("web")).isEqualTo(2);
    }

    @Test
    void aJobRunsOnceAndAChangedOneIsANewJob() {
        Deployments deployments = wanting(job("acme/migrate:1"));
        deployments.deploy();
        String first = jobs().path(0).at("/metadata/name").asText();
        assertThat(first).matches("migrate-[a-z0-9]{10}");
        assertSettled(deployments);

        Deployments changed = want(deployments, job("acme/migrate:2"));
        assertThat(counts(changed.deploy())).isEqualTo(Map.of(Action.CREATE, 1));
        assertThat(jobs()).hasSize(2);
        assertThat(jobs().findValuesAsText("kit-deployer/original-name")).containsOnly("migrate");
        assertSettled(deployments);
    }

    private JsonNode jobs() {
        return get("/apis/batch/v1/namespaces/" + shop + "/jobs").path("items");
    }

    private int replicas(String name) {
        return get(apps("deployments/" + name)).at("/spec/replicas").asInt();
    }

    private void scale(String name, int replicas, String manager) {
        assertThat(cluster.server()
                        .patch(
                                apps("deployments/" + name + "/scale?fieldManager=" + manager),
                                TestServer.MERGE,
                                "{\"spec\":{\"replicas\":" + replicas + "}}")
                        .code())
                .isEqualTo(200);
    }

    private static Manifest web(String image, int replicas) {
        return deployment("web", image, "replicas: " + replicas + ",");
    }

    private static Manifest autoscaler(String target) {
        return manifest(
                "{apiVersion: 'autoscaling/v1', kind: 'HorizontalPodAutoscaler', metadata: {name: 'web-scaler'},"
                        + " spec: {minReplicas: 2, maxReplicas: 6, targetCPUUtilizationPercentage: 80,"
                        + " scaleTargetRef: {apiVersion: 'apps/v1', kind: 'Deployment', name: '" + target + "'}}}");
    }

    private static Manifest job(String image) {
        return manifest("{apiVersion: 'batch/v1', kind: 'Job', metadata: {name: 'migrate'}, spec: {template: {spec:"
                + " {restartPolicy: 'Never', containers: [{name: 'migrate', image: '" + image + "'}]}}}}");
    }
}
