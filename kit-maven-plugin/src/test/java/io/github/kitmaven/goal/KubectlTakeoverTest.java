package io.github.kitmaven.goal;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.testing.TestCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects that kubectl itself made or changed. Run with {@code -Dkit.test.without=none}. */
@Tag("kubectl")
@Timeout(120)
@ParameterizedClass(name = "{0}")
@MethodSource("clusters")
class KubectlTakeoverTest extends Scenario {
    private static final String BEFORE = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings, labels: {old: label}}
            data: {a: "1", b: "2"}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {selector: {app: web}, ports: [{name: http, port: 80}, {name: old, port: 81}]}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 2
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  nodeSelector: {disk: ssd}
                  containers: [{name: web, image: "acme/web:1", args: [x], env: [{name: A, value: "1"}, {name: B, value: "2"}]}]
            """;

    KubectlTakeoverTest(TestCluster cluster) {
        super(cluster);
    }

    static Stream<TestCluster> clusters() {
        return clusters("kubectl-takeover");
    }

    @Test
    void kitTakesOverWhatKubectlApplied() throws Exception {
        apply(BEFORE.replace("acme/web:1", "acme/web:0"));
        apply(BEFORE);
        kubectl("scale", "deployment/web", "--replicas=3");
        Deployments deployments =
                wanting(configMap("{a: '1'}"), service(), deployment("web", "acme/web:1", "replicas: 2,"));

        deployments.diff(false);
        List<String> planned = changes(deployments);
        assertThat(counts(deployments.deploy())).isEqualTo(Map.of(Action.UPDATE, 3));

        assertThat(planned)
                .isEqualTo(changes(deployments))
                .contains(
                        "        data.b: 2 -> (none)",
                        "        metadata.labels.old: label -> (none)",
                        "        spec.replicas: 3 -> 2",
                        "        spec.template.spec.containers[web].env[B]: {\"name\":\"B\",\"value\":\"2\"} -> (none)");
        assertThat(get(core("configmaps/settings")).path("data").toString()).isEqualTo("{\"a\":\"1\"}");
        assertThat(get(core("services/web")).at("/spec/ports")).hasSize(1);
        JsonNode web = get(apps("deployments/web"));
        JsonNode pod = web.at("/spec/template/spec");
        assertThat(pod.has("nodeSelector")).isFalse();
        assertThat(pod.at("/containers/0").has("args")).isFalse();
        assertThat(pod.at("/containers/0/env")).hasSize(1);
        assertThat(web.toString() + get(core("services/web")) + get(core("configmaps/settings")))
                .doesNotContain("kubectl.kubernetes.io/last-applied-configuration", "kubectl-client-side-apply");
        assertSettled(deployments);
    }

    @Test
    void whatKubectlAppliesToKitsObjectsIsDrift() throws Exception {
        Deployments deployments = wanting(configMap("{a: '1'}"), deployment("web", "acme/web:1", "replicas: 2,"));
        deployments.deploy();
        apply(BEFORE);
        kubectl("rollout", "restart", "deployment/web");

        deployments.diff(false);
        assertThat(deployments.said)
                .anyMatch(line -> line.contains("ConfigMap " + shop + "/settings  (drift: 2 fields, by"
                        + " kubectl-client-side-apply: added to "));
        deployments.deploy();

        assertThat(get(core("configmaps/settings")).path("data").toString()).isEqualTo("{\"a\":\"1\"}");
        JsonNode template = get(apps("deployments/web")).at("/spec/template");
        assertThat(template.at("/metadata/annotations").has("kubectl.kubernetes.io/restartedAt"))
                .isTrue();
        assertThat(template.at("/spec/containers/0/env")).hasSize(1);
        assertSettled(deployments);
    }

    private static List<String> changes(Deployments deployments) {
        return deployments.said.stream()
                .filter(line -> line.startsWith("        "))
                .toList();
    }

    private static Manifest service() {
        return manifest("{apiVersion: 'v1', kind: 'Service', metadata: {name: 'web'}, spec: {selector: {app: 'web'},"
                + " ports: [{name: 'http', port: 80}]}}");
    }

    private void apply(String manifests) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("all.yaml"), manifests);
        kubectl("apply", "--validate=false", "-f", "all.yaml");
    }

    private void kubectl(String... arguments) throws IOException, InterruptedException {
        cluster.kubeconfig(folder.resolve("kubeconfig"));
        List<String> command = new ArrayList<>(List.of("kubectl", "-n", shop));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("KUBECONFIG", folder.resolve("kubeconfig").toString());
        builder.environment().put("HOME", folder.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }
}
