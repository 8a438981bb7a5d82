package io.github.kitmaven.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** kubectl works against the sandbox. Run with {@code -Dkit.test.without=none}; fails where there is no kubectl then. */
@Tag("kubectl")
@Timeout(120)
class KubectlTest {
    private static final String MANIFESTS = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings}
            data: {colour: blue}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 2
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: c, image: "web:1"}]}
            """;

    @TempDir
    Path folder;

    @AutoClose
    private final Sandbox sandbox =
            Sandbox.start(SandboxOptions.defaults().withPodDelays(Duration.ofMillis(10), Duration.ofMillis(50)));

    private record Outcome(int code, String output) {}

    @BeforeEach
    void writeFiles() throws IOException {
        sandbox.writeKubeconfig(folder.resolve("kubeconfig"), "sandbox");
        Files.writeString(folder.resolve("all.yaml"), MANIFESTS);
    }

    @Test
    void appliesGetsDiffsAndDeletes() throws Exception {
        assertThat(kubectl("apply", "--server-side", "--validate=false", "-f", "all.yaml"))
                .isEqualTo(new Outcome(
                        0, "configmap/settings serverside-applied\ndeployment.apps/web serverside-applied\n"));
        assertThat(kubectl("rollout", "status", "deployment/web").output()).contains("successfully rolled out");

        Outcome all = kubectl("get", "all", "-A");
        assertThat(all.output()).contains("deployment.apps/web", "2/2", "replicaset.apps/web-", "pod/web-", "Running");

        Files.writeString(folder.resolve("all.yaml"), MANIFESTS.replace("web:1", "web:2"));
        Outcome diff = kubectl("diff", "--server-side", "-f", "all.yaml");
        assertThat(diff.code()).isEqualTo(1);
        assertThat(diff.output())
                .contains("-      - image: web:1", "+      - image: web:2")
                .doesNotContain("settings");

        assertThat(kubectl("delete", "-f", "all.yaml").output())
                .contains("configmap \"settings\" deleted", "deployment.apps \"web\" deleted");
        assertThat(kubectl("get", "deployments").output()).contains("No resources found");
    }

    @Test
    void validatesAndAppliesClientSideToo() throws Exception {
        assertThat(kubectl("apply", "-f", "all.yaml").code()).isZero();
        Outcome again = kubectl("apply", "-f", "all.yaml");
        assertThat(again.output()).isEqualTo("configmap/settings unchanged\ndeployment.apps/web unchanged\n");

        Files.writeString(folder.resolve("all.yaml"), MANIFESTS.replace("replicas", "replicaz"));
        assertThat(kubectl("apply", "-f", "all.yaml").output()).contains("unknown field \"spec.replicaz\"");
    }

    @Test
    void watches() throws Exception {
        kubectl("apply", "--server-side", "-f", "all.yaml");
        Process watch = start("get", "configmaps", "-w", "--output-watch-events", "--request-timeout=5s");
        try (var lines = watch.inputReader()) {
            assertThat(lines.readLine()).contains("EVENT", "NAME", "AGE");
            assertThat(lines.readLine()).startsWith("ADDED").contains("settings");
            kubectl("delete", "configmap", "settings");
            assertThat(lines.readLine()).startsWith("DELETED").contains("settings");
        } finally {
            watch.destroy();
        }
    }

    @Test
    void explainsWhatIsWrong() throws Exception {
        assertThat(kubectl("get", "pod", "nope").output())
                .isEqualTo("Error from server (NotFound): pods \"nope\" not found\n");
        assertThat(kubectl("get", "nope").output())
                .isEqualTo("error: the server doesn't have a resource type \"nope\"\n");
        assertThat(kubectl("apply", "--server-side", "-n", "nowhere", "-f", "all.yaml")
                        .output())
                .contains("namespaces \"nowhere\" not found");
    }

    private Outcome kubectl(String... arguments) throws Exception {
        Process process = start(arguments);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), output);
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("kubectl"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("KUBECONFIG", folder.resolve("kubeconfig").toString());
        builder.environment().put("HOME", folder.toString());
        return builder.start();
    }
}
