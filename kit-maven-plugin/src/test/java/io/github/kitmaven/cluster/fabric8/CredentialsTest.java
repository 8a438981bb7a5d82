package io.github.kitmaven.cluster.fabric8;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.problem.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    private static final ResourceType POD = new ResourceType("v1", "Pod", "pods", true);

    @TempDir
    Path folder;

    private final Heard heard = new Heard();
    private FakeApi api;

    @BeforeEach
    void start() {
        api = FakeApi.plain().on("/api/v1", FakeApi.json(200, "{\"resources\":[]}"));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aTokenIsSent() {
        assertThat(authorization("token: abc")).isEqualTo("Bearer abc");
    }

    @Test
    void aTokenFileIsReadAgainForEachRequest() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "first\n");
        try (ClusterClient client = Kubeconfigs.open(folder, api, "tokenFile: token, token: ignored")) {
            client.type("v1", "Pod");
            Files.writeString(token, "second\n");
            client.type("apps/v1", "Deployment");
        }
        assertThat(api.asked)
                .extracting(asked -> asked.header("Authorization"))
                .containsExactly("Bearer first", "Bearer second");
    }

    @Test
    void aTokenFileThatIsMissingIsRefusedBeforeAnythingIsAsked() {
        assertThatThrownBy(() -> Kubeconfigs.open(folder, api, "tokenFile: token"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("kubeconfig.yaml:4: the file " + folder.resolve("token") + " can't be read");
    }

    @Test
    void aTokenFileThatVanishesIsAnAnswerOfTheCluster() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "first");
        try (ClusterClient client = Kubeconfigs.open(folder, api, "tokenFile: token")) {
            Files.delete(token);
            assertThatThrownBy(() -> client.type("v1", "Pod")).isInstanceOfSatisfying(ApiException.class, e -> {
                assertThat(e.code()).isEqualTo(401);
                assertThat(e.reason()).isEqualTo("Unauthorized");
                assertThat(e)
                        .hasMessageEndingWith("kubeconfig.yaml:4: the file " + token
                                + " can't be read. Relative paths start at the kubeconfig's folder");
            });
            client.watch(POD, "", heard);
            assertThat(heard.next()).isEqualTo("lost");
            assertThat(heard.lost).isInstanceOf(ApiException.class);
        }
        assertThat(api.asked).isEmpty();
    }

    @Test
    void aNameAndPasswordAreSent() {
        assertThat(authorization("username: me, password: pass")).isEqualTo("Basic bWU6cGFzcw==");
    }

    @Test
    void withoutCredentialsNothingIsSent() {
        assertThat(authorization("")).isEmpty();
    }

    @Test
    void anotherUserMayBeImpersonated() {
        authorization("token: abc, as: robot, as-groups: [a, b]");
        assertThat(api.asked.get(0).header("Impersonate-user")).isEqualTo("robot");
        assertThat(api.asked.get(0).headers().get("Impersonate-group")).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void anotherUserMayBeImpersonatedInFull() {
        authorization("token: abc, as: robot, as-uid: '42', as-user-extra: {scopes: [a, b], 'acme.com/päth %': [c]}");
        assertThat(api.asked.get(0).header("Impersonate-uid")).isEqualTo("42");
        assertThat(api.asked.get(0).headers().get("Impersonate-extra-scopes")).containsExactlyInAnyOrder("a", "b");
        assertThat(api.asked.get(0).header("Impersonate-extra-acme.com%2fp%c3%a4th%20%25"))
                .isEqualTo("c");
    }

    @Test
    void onlyANamedUserIsImpersonated() {
        assertThatThrownBy(() -> authorization("token: abc, as-groups: [a]"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("kubeconfig.yaml:4: as-groups says more of a user to act as, but none is named");
    }

    @Test
    void aProgramHandsOutAToken() throws Exception {
        program("echo \"$KUBERNETES_EXEC_INFO $1 $GREETING\" > asked; echo noise >&2; " + token("abc", ""));
        assertThat(authorization("exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: ./login,"
                        + " args: [--x y], env: [{name: GREETING, value: hi}], provideClusterInfo: true}"))
                .isEqualTo("Bearer abc");
        assertThat(folder.resolve("asked"))
                .hasContent("{\"apiVersion\":\"client.authentication.k8s.io/v1beta1\",\"kind\":\"ExecCredential\","
                        + "\"spec\":{\"interactive\":false,\"cluster\":{\"server\":\"" + api.url() + "\"}}} --x y hi");
    }

    @Test
    void aTokenIsKeptUntilItEnds() throws Exception {
        program(token("kept", "2999-01-01T00:00:00Z"));
        assertThat(authorizations()).containsExactly("Bearer kept", "Bearer kept");
        assertThat(runs()).isEqualTo(1);
    }

    @Test
    void anEndedTokenIsReplaced() throws Exception {
        program(token("short", "2020-01-01T00:00:00Z"));
        assertThat(authorizations()).containsExactly("Bearer short", "Bearer short");
        assertThat(runs()).isEqualTo(3);
    }

    @Test
    void aRefusedTokenIsReplacedOnce() throws Exception {
        program(token("abc$(wc -l < runs | tr -d ' ')", ""));
        api.on("/api/v1", FakeApi.status(401, "Unauthorized", "Unauthorized"));
        try (ClusterClient client = Kubeconfigs.open(folder, api, "exec: {command: ./login}")) {
            assertThatThrownBy(() -> client.type("v1", "Pod"))
                    .isInstanceOfSatisfying(
                            ApiException.class, e -> assertThat(e.code()).isEqualTo(401));
        }
        assertThat(api.asked)
                .extracting(asked -> asked.header("Authorization"))
                .containsExactly("Bearer abc1", "Bearer abc2");
    }

    @Test
    void aRefusedTokenIsReplacedOnceForAllWhoWait() throws Exception {
        program(token("abc$(wc -l < runs | tr -d ' ')", ""));
        CyclicBarrier all = new CyclicBarrier(4);
        api.on("/api/v1/namespaces/a/pods/", exchange -> {
            boolean first =
                    exchange.getRequestHeaders().getFirst("Authorization").equals("Bearer abc1");
            if (first) {
                await(all);
            }
            (first ? FakeApi.status(401, "Unauthorized", "Unauthorized") : FakeApi.json(200, "{}")).answer(exchange);
        });
        try (ClusterClient client = Kubeconfigs.open(folder, api, "exec: {command: ./login}")) {
            List<Thread> threads = Stream.of("one", "two", "three", "four")
                    .map(name -> new Thread(() -> client.get(POD, "a", name)))
                    .toList();
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(runs()).isEqualTo(2);
        assertThat(api.asked).hasSize(8);
    }

    @Test
    void aTokenThatEndsDuringAWatchIsReplaced() throws Exception {
        program(token("abc$(wc -l < runs | tr -d ' ')", ""));
        api.on("/api/v1/pods?limit", FakeApi.json(200, "{\"metadata\":{\"resourceVersion\":\"5\"}}"));
        api.on(
                "/api/v1/pods?watch",
                FakeApi.status(401, "Unauthorized", "Unauthorized"),
                FakeApi.openStream("{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"name\":\"one\","
                        + "\"resourceVersion\":\"6\"}}}"));
        try (ClusterClient client = Kubeconfigs.open(folder, api, "exec: {command: ./login}")) {
            client.watch(POD, "", heard);
            assertThat(heard.next()).isEqualTo("synced");
            assertThat(heard.next()).isEqualTo("changed one 6");
        }
        assertThat(api.asked.get(2).header("Authorization")).isEqualTo("Bearer abc2");
    }

    @Test
    void aProgramThatFailsLaterIsAnAnswerOfTheCluster() throws Exception {
        program("[ $(wc -l < runs) = 1 ] || { echo 'session ended' >&2; exit 3; }\n"
                + token("s3cret", "2020-01-01T00:00:00Z"));
        try (ClusterClient client = Kubeconfigs.open(folder, api, "exec: {command: ./login}")) {
            assertThatThrownBy(() -> client.type("v1", "Pod"))
                    .isInstanceOfSatisfying(
                            ApiException.class, e -> assertThat(e.code()).isEqualTo(401))
                    .hasMessageContaining("./login failed with exit status 3: session ended")
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    void aProgramThatCannotRenewARefusedTokenIsAnAnswerOfTheCluster() throws Exception {
        program("[ $(wc -l < runs) = 1 ] || exit 3\n" + token("abc", ""));
        api.on("/api/v1", FakeApi.status(401, "Unauthorized", "Unauthorized"));
        try (ClusterClient client = Kubeconfigs.open(folder, api, "exec: {command: ./login}")) {
            assertThatThrownBy(() -> client.type("v1", "Pod"))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("./login failed with exit status 3: it said nothing");
        }
    }

    @Test
    @Timeout(30)
    void whatAProgramLeavesBehindDoesNotHoldUpTheBuild() throws Exception {
        program("sleep 60 & sleep 1; " + token("abc", ""));
        assertThat(authorization("exec: {command: ./login}")).isEqualTo("Bearer abc");
    }

    @Test
    @Timeout(30)
    void aProgramThatFailsAndLeavesSomethingBehindIsToldAtOnce() throws Exception {
        program("echo 'no session' >&2; sleep 60 & sleep 1; exit 3");
        assertThatThrownBy(() -> authorization("exec: {command: ./login}"))
                .hasMessageContaining("./login failed with exit status 3: no session");
    }

    @Test
    @Timeout(30)
    void aProgramThatTakesTooLongIsEndedWithAllItStarted() throws Exception {
        program("sleep 60 & echo $! > child; wait");
        Patience hasty = new Patience(ofSeconds(2), ofSeconds(2), ofSeconds(2), ofSeconds(60), ofSeconds(3));
        Path kubeconfig = Kubeconfigs.write(folder, "server: '" + api.url() + "'", "exec: {command: ./login}");
        assertThatThrownBy(() -> Kubeconfigs.open(kubeconfig, Map.of(), hasty))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("./login hands out no credentials within 3 s");
        long child = Long.parseLong(Files.readString(folder.resolve("child")).strip());
        ProcessHandle.of(child).ifPresent(left -> left.onExit().join());
    }

    @Test
    void aTimeThatIsNoneIsRefusedBeforeAnythingIsAsked() throws Exception {
        program(token("abc", "tomorrow"));
        assertThatThrownBy(() -> Kubeconfigs.open(folder, api, "exec: {command: ./login}"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("./login names an expirationTimestamp that is no time");
    }

    @Test
    void aRefusedStaticTokenIsNotTriedAgain() {
        api.on("/api/v1", FakeApi.status(401, "Unauthorized", "Unauthorized"));
        try (ClusterClient client = Kubeconfigs.open(folder, api, "token: abc")) {
            assertThatThrownBy(() -> client.type("v1", "Pod")).isInstanceOf(ApiException.class);
        }
        assertThat(api.asked).hasSize(1);
    }

    @Test
    void aProgramThatFailsIsToldByItsLastWords() throws Exception {
        program("echo first >&2; echo 'no session: run login' >&2; exit 3");
        assertThatThrownBy(() -> authorization("exec: {command: ./login}"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("kubeconfig.yaml:4: ./login failed with exit status 3: no session: run login.");
    }

    @Test
    void whatAProgramPrintsIsNeverTold() throws Exception {
        program("echo s3cret");
        assertThatThrownBy(() -> authorization("exec: {command: ./login}"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("printed no ExecCredential with a token or a certificate")
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
    }

    @Test
    void anAbsentProgramIsToldWithItsHint() {
        assertThatThrownBy(() -> authorization("exec: {command: kit-no-such-program, installHint: Ask Ops}"))
                .hasMessageContaining("kit-no-such-program can't be run. Ask Ops.");
    }

    @Test
    void aProgramThatNeedsATerminalIsRefused() {
        assertThatThrownBy(() -> authorization("exec: {command: x, interactiveMode: Always}"))
                .hasMessageContaining("exec asks its user questions, and a build can't answer");
    }

    @Test
    void whatKubernetesGaveUpIsRefused() {
        assertThatThrownBy(() -> authorization("auth-provider: {name: gcp}"))
                .hasMessageContaining("auth-provider is gone from Kubernetes since 1.26");
    }

    private String authorization(String user) {
        try (ClusterClient client = Kubeconfigs.open(folder, api, user)) {
            client.type("v1", "Pod");
        }
        return api.asked.get(api.asked.size() - 1).header("Authorization");
    }

    private List<String> authorizations() {
        try (ClusterClient client = Kubeconfigs.open(folder, api, "exec: {command: ./login}")) {
            client.type("v1", "Pod");
            client.type("apps/v1", "Deployment");
        }
        return api.asked.stream().map(asked -> asked.header("Authorization")).toList();
    }

    private void program(String script) throws Exception {
        Path program = Files.writeString(
                folder.resolve("login"), "#!/bin/sh\ncd '" + folder + "'\necho run >> runs\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private long runs() throws Exception {
        return Files.readAllLines(folder.resolve("runs")).size();
    }

    private static String token(String token, String expires) {
        String end = expires.isEmpty() ? "" : ",\\\"expirationTimestamp\\\":\\\"" + expires + "\\\"";
        return "echo \"{\\\"kind\\\":\\\"ExecCredential\\\",\\\"status\\\":{\\\"token\\\":\\\"" + token + "\\\"" + end
                + "}}\"";
    }
}
