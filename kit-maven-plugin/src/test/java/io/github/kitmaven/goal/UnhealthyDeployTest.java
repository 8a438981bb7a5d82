package io.github.kitmaven.goal;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.kitmaven.goal.DeployOptions.Wait;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.rollout.HealthOptions;
import io.github.kitmaven.rollout.RolloutOptions;
import io.github.kitmaven.testing.TestCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a deploy says of objects that do not become healthy. */
@Timeout(120)
class UnhealthyDeployTest {
    @TempDir
    Path folder;

    private final TestCluster one = TestCluster.sandbox();
    private final TestCluster two = TestCluster.sandbox();
    private Deployments deployments;

    @BeforeEach
    void wire() {
        deployments = new Deployments(folder);
    }

    @AfterEach
    void stop() {
        one.close();
        two.close();
    }

    @Test
    void aCrashShowsTheEndOfItsLogWithoutTheValuesOfSecrets() throws IOException {
        Manifest secret = manifest("""
                {apiVersion: 'v1', kind: 'Secret', metadata: {name: 's', namespace: 'shop'}, stringData: {a: 'exits with 1'}}""");
        deployments.want(desired("one", one, web("crash:1"), secret));

        String failure = deployments.failure();

        assertThat(failure)
                .contains("CrashLoopBackOff: back-off 10s restarting failed container")
                .containsPattern("last event: BackOff: Back-off restarting failed container")
                .containsPattern("log of pod web-\\S+, container web, before its restart:")
                .contains("  | starting crash:1", "  | fatal: crash:1 <secret>")
                .doesNotContain("exits with 1");
        JsonNode health = health();
        assertThat(health.at("/certainty").asText()).isEqualTo("stuck");
        assertThat(health.at("/troubles/0/reason").asText()).isEqualTo("CrashLoopBackOff");
        assertThat(health.at("/event/reason").asText()).isEqualTo("BackOff");
        assertThat(health.at("/log/lines/1").asText()).isEqualTo("fatal: crash:1 <secret>");
    }

    @Test
    void theSameOnSomeClustersIsSaidOnce() {
        deployments.want(desired("one", one, web("missing:1")), desired("two", two, web("missing:1")));
        assertThat(deployments.failure())
                .containsOnlyOnce("Deployment shop/web is unhealthy in 2 clusters: one, two: pod web-")
                .containsOnlyOnce("in cluster one, last event: Failed: Failed to pull image \"missing:1\": not found");
    }

    @Test
    void whatIsIgnoredIsListedAtTheEndAndALateObjectTimesOut() {
        HealthOptions health = new HealthOptions(true, Duration.ofSeconds(30), 0, Set.of("ImagePullBackOff"));
        RolloutOptions patience = new RolloutOptions(Duration.ofSeconds(3), Duration.ofSeconds(1), health);
        deployments.options = new DeployOptions(false, false, Wait.ALL, true, patience);
        deployments.want(desired("one", one, web("missing:1")));
        assertThat(deployments.failure())
                .contains("not healthy after 3 s: 0 of 1 replicas are available; pod web-")
                .contains("ImagePullBackOff");
        assertThat(deployments.said)
                .contains("Ignored as asked: ImagePullBackOff x1.")
                .noneMatch(line -> line.contains("still applying"))
                .anyMatch(line -> line.startsWith("  one: still waiting for 1 object after ")
                        && line.contains("Deployment shop/web: 0 of 1 replicas are available"));
    }

    private JsonNode health() throws IOException {
        JsonNode objects = new JsonMapper().readTree(deployments.resultFile()).at("/clusters/0/objects");
        for (JsonNode object : objects) {
            if (object.path("kind").asText().equals("Deployment")) {
                return object.path("health");
            }
        }
        throw new AssertionError(objects);
    }

    private Desired desired(String name, TestCluster cluster, Manifest... manifests) {
        Manifest namespace = manifest("{apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'shop'}}");
        List<Manifest> all =
                Stream.concat(Stream.of(namespace), Stream.of(manifests)).toList();
        return new Desired(cluster.as(name, "shop", folder), List.of(), all);
    }

    private static Manifest web(String image) {
        return manifest("""
                {apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', namespace: 'shop', labels: {name: 'web'}},
                 spec: {replicas: 1, selector: {matchLabels: {name: 'web'}}, template: {metadata: {labels: {name: 'web'}},
                  spec: {containers: [{name: 'web', image: '%s'}]}}}}
                """.formatted(image));
    }
}
