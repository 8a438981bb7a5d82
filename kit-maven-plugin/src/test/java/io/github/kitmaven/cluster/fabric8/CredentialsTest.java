package io.github.kitmaven.cluster.fabric8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.problem.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    @TempDir
    Path folder;

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

    private long runs() throws Exception {
        return Files.readAllLines(folder.resolve("runs")).size();
    }

    private static String token(String token, String expires) {
        String end = expires.isEmpty() ? "" : ",\\\"expirationTimestamp\\\":\\\"" + expires + "\\\"";
        return "echo \"{\\\"kind\\\":\\\"ExecCredential\\\",\\\"status\\\":{\\\"token\\\":\\\"" + token + "\\\"" + end
                + "}}\"";
    }
}
