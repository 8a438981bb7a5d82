package io.github.kitmaven.goal;

import static io.github.kitmaven.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.config.Selection;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.ClusterResult.Status;
import io.github.kitmaven.report.Console;
import io.github.kitmaven.report.Result;
import io.github.kitmaven.sandbox.Sandbox;
import io.github.kitmaven.sandbox.SandboxInUse;
import io.github.kitmaven.sandbox.SandboxOptions;
import io.github.kitmaven.testing.NoSops;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RunSandboxesTest {
    @TempDir
    Path folder;

    private Path repo = Path.of("none");
    private Path sandboxes = Path.of("none");

    @BeforeEach
    void makeRepo() {
        repo = SandboxRun.repo(folder.resolve("a repo"));
        sandboxes = repo.resolve("target/kit/sandbox");
    }

    @Test
    void anotherBuildDeploysToIt() throws Exception {
        try (SandboxRun run = SandboxRun.start(SandboxRun.request(repo))) {
            Deployments deployments = SandboxRun.deployments(repo);
            deployments.kubeconfig = Optional.of(sandboxes.resolve("kubeconfigs"));

            Result result = deployments.deploy();

            assertThat(result.clusters())
                    .extracting(it -> it.status())
                    .containsExactly(Status.SUCCEEDED, Status.SUCCEEDED);
            assertThat(deployments.status(true).inStep()).isTrue();
            assertThat(run.requests)
                    .contains(
                            "production: kit apply deployments frontend/web: 201",
                            "production: kit apply deployments frontend/web (dry run): 201")
                    .noneMatch(line -> line.contains("get"));
        }
    }

    @Test
    void kitSandboxTrueFindsItAndWhatItDeploysIsThereBeforeAndAfterwards() throws Exception {
        Deployments deployments = SandboxRun.deployments(repo);
        deployments.want(inSandboxes(deployments)).deploy();
        try (SandboxRun run = SandboxRun.start(SandboxRun.request(repo))) {
            assertThat(deployments.status(true).inStep()).isTrue();
            Files.writeString(repo.resolve("images/example/web/master.yaml"), "image: example/web:master-2\n");
            deployments.want(inSandboxes(SandboxRun.deployments(repo))).deploy();
            assertThat(run.requests).contains("local: kit apply deployments frontend/web: 200");
        }
        assertThat(deployments.status(true).inStep()).isTrue();
    }

    @Test
    void kubeconfigsAreTheUsersAloneAndStayValidBeyondARestart() throws Exception {
        List<String> first = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            try (SandboxRun run = SandboxRun.start(SandboxRun.request(repo))) {
                Path all = run.kubeconfig();
                first.add(Files.readString(all));
                assertThat(Files.readString(all))
                        .contains(
                                "{name: \"local\", context: {cluster: \"local\", user: sandbox, namespace: \"default\"}}")
                        .contains("{name: \"production\", context: ")
                        .endsWith("current-context: \"local\"\n");
                for (Path file : List.of(all, sandboxes.resolve("kubeconfigs/local.yaml"))) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------");
                }
            }
        }
        assertThat(first.get(1)).isEqualTo(first.get(0));
        assertThat(sandboxes.resolve("kubeconfig.yaml")).exists();
    }

    @Test
    void itSaysWhereItIsAndWhatToType() throws Exception {
        SandboxRequest request = new SandboxRequest(
                repo,
                Selection.of("loc*", "", ""),
                sandboxes,
                0,
                Duration.ZERO,
                "drop@1%",
                Optional.of(Duration.ofSeconds(1)));
        SandboxRun run = SandboxRun.start(request);
        run.join();
        String url = SandboxRun.server(run.kubeconfig());
        assertThat(run.said)
                .containsExactly(
                        "CLUSTER  CONTEXT  NAMESPACE  URL",
                        "local    local    default    " + url,
                        "To look at it with kubectl, in another terminal:",
                        "  export KUBECONFIG='" + run.kubeconfig() + "'",
                        "  kubectl --context local get pods -A",
                        "To deploy there, one of:",
                        "  mvn kit:deploy -Dkit.sandbox=true -Dkit.clusters='loc*'",
                        "  mvn kit:deploy -Dkit.kubeconfig=target/kit/sandbox/kubeconfigs -Dkit.clusters='loc*'",
                        "To let things go wrong meanwhile, and to end that:",
                        "  echo local:status=500@30% >> target/kit/sandbox/faults.txt",
                        "  rm target/kit/sandbox/faults.txt",
                        "What goes wrong now: drop@1%.",
                        "It runs for 1 s.",
                        "The sandbox has ended; what is in it is kept in " + sandboxes + ".");
    }

    @Test
    void aSecondOneIsRefusedWithTheProcessThatHasTheFolder() throws Exception {
        try (SandboxRun run = SandboxRun.start(SandboxRun.request(repo))) {
            assertThatThrownBy(() -> run(SandboxRun.request(repo)))
                    .isInstanceOf(UserException.class)
                    .hasMessage("kit:sandbox runs for this repo already, as process "
                            + ProcessHandle.current().pid() + ". Use that one by " + run.kubeconfig()
                            + ", or stop it first.");
        }
    }

    @Test
    void itWaitsForNoDeployThatHasAStateForItself() {
        try (Sandbox own = Sandbox.start(
                SandboxOptions.defaults().withState(sandboxes.resolve("local").resolve("state")))) {
            assertThatThrownBy(() -> run(SandboxRun.request(repo)))
                    .isInstanceOf(SandboxInUse.class)
                    .hasMessage("the sandbox state in " + sandboxes.resolve("local/state") + " is in use by process "
                            + ProcessHandle.current().pid() + ". Wait until that run has ended, or stop it.");
            Deployments deployments = SandboxRun.deployments(repo);
            deployments.want(inSandboxes(deployments));
            assertThat(deployments.failure()).contains("is in use by process");
            assertThat(own.requests()).isEmpty();
        }
    }

    @Test
    void whatGoesWrongIsFeltAndCanBeChangedMeanwhile() throws Exception {
        Deployments deployments = SandboxRun.deployments(repo);
        deployments.want(inSandboxes(deployments));
        SandboxRequest request = SandboxRun.withFaults(SandboxRun.request(repo), "local:status=429@10%");
        try (SandboxRun run = SandboxRun.start(request)) {
            deployments.deploy(); // asks again where it is told to wait
            assertThat(run.requests).anyMatch(line -> line.startsWith("local: kit ") && line.endsWith(": 429"));
            assertThat(run.requests).noneMatch(line -> line.startsWith("production") && line.endsWith(": 429"));

            Path faults = sandboxes.resolve("faults.txt");
            Files.writeString(faults, "production:status=401\n");
            await(() -> run.said.contains("What goes wrong now: production:status=401."));
            assertThat(deployments.failure()).contains("(production)");
            Files.writeString(faults, "local:dorp\n");
            await(() ->
                    run.said.stream().anyMatch(line -> line.startsWith("! 'local:dorp' in faults.txt is no fault")));
            assertThat(deployments.failure()).as("as it was").contains("(production)");
            Files.delete(faults);
            await(() -> run.said.contains("Nothing goes wrong now."));
            assertThat(deployments.status(true).inStep()).isTrue();
        }
    }

    @Test
    void portsFollowTheFirst() throws Exception {
        int port = twoFreePorts();
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> run(withPort(taken.getLocalPort())))
                    .hasMessageStartingWith("the sandbox can't listen on port " + port);
        }
        SandboxRun run = SandboxRun.start(withPort(port));
        run.close();
        assertThat(run.said.get(2)).endsWith("http://127.0.0.1:" + (port + 1));
        assertThatThrownBy(() -> run(withPort(65_535))).hasMessageStartingWith("kit.sandbox.port is 65535");
    }

    @Test
    void itEndsWhenItsFolderIsDeleted() throws Exception {
        SandboxRun run = SandboxRun.start(SandboxRun.request(repo));
        try (var files = Files.walk(sandboxes)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        run.join();
        assertThat(run.said.get(run.said.size() - 1))
                .isEqualTo("The sandboxes end, since their folder " + sandboxes
                        + " was deleted. Start them again; mvn clean deletes it, too.");
    }

    private static int twoFreePorts() throws IOException {
        while (true) {
            try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    ServerSocket second =
                            new ServerSocket(first.getLocalPort() + 1, 1, InetAddress.getLoopbackAddress())) {
                return second.getLocalPort() - 1;
            } catch (BindException e) {
                // the second is somebody's
            }
        }
    }

    private SandboxRequest withPort(int port) {
        return new SandboxRequest(repo, Selection.of("", "", ""), sandboxes, port, Duration.ZERO, "", Optional.empty());
    }

    private static void run(SandboxRequest request) {
        new RunSandboxes(NoSops.create(), new Console(line -> {}, line -> {}), file -> {}, line -> {}).run(request);
    }

    private Desired[] inSandboxes(Deployments deployments) {
        return deployments.wanted().stream().map(Desired::inSandbox).toArray(Desired[]::new);
    }
}
