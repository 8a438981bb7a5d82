package io.github.kitmaven.cluster.fabric8;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.UnreachableException;
import io.github.kitmaven.problem.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class UnreachableTest {
    @TempDir
    Path folder;

    @Test
    void aRefusedConnectionIsToldWithoutTheUrlsUserInfo() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThatThrownBy(() -> ask("https://me:s3cret@127.0.0.1:" + port))
                .isInstanceOf(UnreachableException.class)
                .hasMessage("the cluster at https://127.0.0.1:" + port + " is unreachable: connection refused");
    }

    @Test
    void anUnknownHostIsTold() {
        assertThatThrownBy(() -> ask("https://kit-no-such-host.invalid:6443"))
                .isInstanceOf(UnreachableException.class)
                .hasMessage("the cluster at https://kit-no-such-host.invalid:6443 is unreachable: unknown host");
    }

    @Test
    void aSilentServerIsTold() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> ask("http://127.0.0.1:" + silent.getLocalPort()))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageEndingWith("is unreachable: no answer in time");
        }
    }

    @Test
    void aServerWithoutTlsIsTold() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> {
                // the JDK's client may connect more than once before it gives up
                while (!plain.isClosed()) {
                    try (Socket socket = plain.accept()) {
                        socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
                        socket.getInputStream().readAllBytes();
                    } catch (SocketException e) {
                        // the test has ended, or the client hung up on what it did not understand
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            });
            server.start();
            assertThatThrownBy(() -> ask("https://127.0.0.1:" + plain.getLocalPort()))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageEndingWith("it does not speak TLS; is the server's address http:?");
        }
    }

    @Test
    void aServerThatHangsUpIsAskedAgain() {
        try (FakeApi api = FakeApi.plain()
                .on(
                        "/api/v1",
                        exchange -> exchange.close(),
                        FakeApi.json(
                                200, "{\"resources\":[{\"name\":\"pods\",\"kind\":\"Pod\",\"namespaced\":true}]}"))) {
            ask(api.url());
            assertThat(api.asked).hasSize(2);
        }
    }

    @Test
    void aServerThatAlwaysHangsUpIsTold() {
        try (FakeApi api = FakeApi.plain().on("/api/v1", exchange -> exchange.close())) {
            assertThatThrownBy(() -> ask(api.url()))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("the connection broke");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host", "host:6443", "https://", "https://a b", "::s3cret"})
    void aServerThatIsNoUrlIsRefused(String server) {
        assertThatThrownBy(() -> ask(server))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("the server is no http: or https: URL")
                .hasMessageNotContaining("s3cret");
    }

    private void ask(String server) {
        try (ClusterClient client =
                Kubeconfigs.open(Kubeconfigs.write(folder, "server: '" + server + "'", "token: abc"))) {
            client.type("v1", "Pod");
        }
    }
}
