package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What people type with kubectl works against {@code kit:sandbox}. Run with {@code -Dkit.test.without=none}. */
@Tag("kubectl")
@Timeout(300)
class SandboxKubectlTest {
    private static final String WEB = "deployment/web";

    @TempDir
    Path folder;

    private SandboxRun run;

    @BeforeEach
    void deploy() throws Exception {
        SandboxRun.repo(folder);
        run = SandboxRun.start(SandboxRun.request(folder));
        Deployments deployments = SandboxRun.deployments(folder);
        deployments.kubeconfig = Optional.of(folder.resolve("target/kit/sandbox/kubeconfigs"));
        deployments.deploy();
    }

    @AfterEach
    void close() throws Exception {
        run.close();
    }

    @Test
    void looksAtWhatWasDeployed() throws Exception {
        assertThat(kubectl("--context", "production", "get", "pods", "-A")).contains("frontend", "web-", "Running");
        assertThat(kubectl("get", "all", "-A", "-o", "wide")).contains("deployment.apps/web", "service/orders");
        assertThat(frontend("describe", "pod", "-l", "app.kubernetes.io/name=web"))
                .contains("Image:          registry.example.com/example/web:master-1", "LOG_LEVEL");
        assertThat(frontend("describe", "deployment", "web")).contains("2 desired | 2 updated", "Events:");
        assertThat(frontend("logs", WEB)).contains("starting registry.example.com/example/web:master-1");
        assertThat(frontend("get", "events")).contains("ScalingReplicaSet");
        assertThat(kubectl("explain", "deployment.spec.replicas")).contains("FIELD: replicas <integer>");
        assertThat(kubectl("explain", "pod", "--recursive")).contains("containers", "<[]Container>");
        assertThat(kubectl("api-resources")).contains("deployments", "apps/v1");
        assertThat(kubectl("get", "--raw", "/readyz")).isEqualTo("ok");
    }

    @Test
    void changesWhatWasDeployed() throws Exception {
        assertThat(frontend("scale", WEB, "--replicas=3")).isEqualTo("deployment.apps/web scaled\n");
        assertThat(frontend("wait", "--for=condition=Available", "--timeout=30s", WEB))
                .contains("condition met");
        assertThat(frontend("set", "image", WEB, "web=example/web:2")).contains("image updated");
        assertThat(frontend("rollout", "status", WEB)).contains("successfully rolled out");
        assertThat(frontend("rollout", "restart", WEB)).contains("restarted");
        assertThat(frontend("rollout", "history", WEB)).contains("REVISION");
        assertThat(frontend("rollout", "undo", WEB)).contains("rolled back");
        assertThat(frontend("patch", WEB, "-p", "{\"spec\":{\"replicas\":1}}")).contains("patched");
        assertThat(frontend("label", WEB, "team=shop")).contains("labeled");
        assertThat(frontend("annotate", WEB, "note=x")).contains("annotated");
        assertThat(kubectl("-n", "frontend", "get", WEB, "-o", "jsonpath={.spec.replicas} {.metadata.labels.team}"))
                .isEqualTo("1 shop");
        assertThat(frontend("delete", "pods", "--all")).contains("deleted");
        assertThat(frontend("delete", WEB)).contains("deleted");
        assertThat(run.requests)
                .contains("local: kubectl-label patch deployments frontend/web: 200")
                .contains("local: kubectl delete deployments frontend/web: 200");
    }

    @Test
    void appliesInBothWays() throws Exception {
        Path file = folder.resolve("settings.yaml");
        Files.writeString(file, "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {colour: blue}\n");
        assertThat(kubectl("apply", "-f", "settings.yaml")).isEqualTo("configmap/settings created\n");
        assertThat(kubectl("apply", "--server-side", "-f", "settings.yaml"))
                .isEqualTo("configmap/settings serverside-applied\n");
        Files.writeString(file, Files.readString(file).replace("blue", "red"));
        assertThat(fails("diff", "-f", "settings.yaml")).contains("-  colour: blue", "+  colour: red");
        assertThat(kubectl("apply", "-f", "settings.yaml")).isEqualTo("configmap/settings configured\n");
        assertThat(kubectl("delete", "-f", "settings.yaml")).contains("deleted");
    }

    /** These send protobuf, and nothing else. */
    @Test
    void createsWithTypedClients() throws Exception {
        assertThat(kubectl("create", "namespace", "shop")).isEqualTo("namespace/shop created\n");
        assertThat(fails("create", "namespace", "shop")).contains("namespaces \"shop\" already exists");
        assertThat(shop("create", "configmap", "c", "--from-literal=a=0")).contains("created");
        assertThat(shop("get", "configmap", "c", "-o", "jsonpath={.data}")).isEqualTo("{\"a\":\"0\"}");
        assertThat(shop("create", "secret", "generic", "s", "--from-literal=a=hush"))
                .contains("created");
        assertThat(shop("get", "secret", "s", "-o", "jsonpath={.data.a} {.type}"))
                .isEqualTo("aHVzaA== Opaque");
        assertThat(shop("create", "deployment", "d", "--image=nginx", "--replicas=2", "--port=80"))
                .contains("created");
        assertThat(shop("rollout", "status", "deployment/d")).contains("successfully rolled out");
        assertThat(shop("get", "deployment", "d", "-o", "jsonpath={.spec.template.spec.containers[0]}"))
                .contains("\"containerPort\":80", "\"image\":\"nginx\"");
        assertThat(shop("create", "service", "clusterip", "d", "--tcp=80:http")).contains("created");
        assertThat(shop("get", "service", "d", "-o", "jsonpath={.spec.ports[0].targetPort}"))
                .isEqualTo("http");
        assertThat(shop("create", "cronjob", "cj", "--image=busybox", "--schedule=0 0 * * *"))
                .contains("created");
        assertThat(shop("create", "job", "j", "--from=cronjob/cj")).contains("created");
        assertThat(shop("wait", "--for=condition=Complete", "--timeout=30s", "job/j"))
                .contains("condition met");
        assertThat(shop("create", "quota", "q", "--hard=cpu=2,pods=3")).contains("created");
        assertThat(shop("get", "quota", "q", "-o", "jsonpath={.spec.hard}"))
                .isEqualTo("{\"cpu\":\"2\",\"pods\":\"3\"}");
        assertThat(shop("create", "role", "r", "--verb=get", "--resource=pods")).contains("created");
        assertThat(shop("create", "rolebinding", "rb", "--role=r", "--user=me")).contains("created");
        assertThat(shop("create", "sa", "robot")).contains("created");
        assertThat(shop("autoscale", "deployment", "d", "--max=3")).contains("autoscaled");
        assertThat(kubectl("delete", "namespace", "shop")).contains("deleted");
    }

    @Test
    void asksWhatItMay() throws Exception {
        assertThat(kubectl("auth", "can-i", "create", "deployments")).isEqualTo("yes\n");
        assertThat(kubectl("auth", "can-i", "--list")).contains("*.*", "[*]");
        assertThat(kubectl("auth", "whoami")).contains("sandbox");
    }

    @Test
    void isToldWhatASandboxCantDo() throws Exception {
        assertThat(fails("-n", "frontend", "exec", WEB, "--", "ls"))
                .contains("the sandbox plays containers and runs none, so exec is not possible");
        assertThat(fails("-n", "frontend", "port-forward", WEB, "0:8080"))
                .contains("the sandbox plays containers and runs none, so portforward is not possible");
    }

    private String frontend(String... arguments) throws Exception {
        return in("frontend", arguments);
    }

    private String shop(String... arguments) throws Exception {
        return in("shop", arguments);
    }

    private String in(String namespace, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("-n", namespace));
        all.addAll(List.of(arguments));
        return kubectl(all.toArray(String[]::new));
    }

    private String kubectl(String... arguments) throws Exception {
        Process process = start(arguments);
        String output = output(process);
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    private String fails(String... arguments) throws Exception {
        Process process = start(arguments);
        String output = output(process);
        assertThat(process.exitValue()).as(output).isNotZero();
        return output;
    }

    private static String output(Process process) throws Exception {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    private Process start(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("kubectl"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("KUBECONFIG", run.kubeconfig().toString());
        builder.environment().put("HOME", folder.toString());
        return builder.start();
    }
}
