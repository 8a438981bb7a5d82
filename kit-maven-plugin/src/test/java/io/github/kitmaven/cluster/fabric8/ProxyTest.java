package io.github.kitmaven.cluster.fabric8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.problem.UserException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyTest {
    private static final URI SERVER = URI.create("https://api.east.example:6443");

    @TempDir
    Path folder;

    @Test
    void theVariableOfTheServersSchemeCounts() {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "proxy:3128", "HTTP_PROXY", "http://plain:80");
        assertThat(Proxy.of(SERVER, environment)).contains("http://proxy:3128");
        assertThat(Proxy.of(URI.create("http://api.east.example"), environment)).contains("http://plain:80");
        assertThat(Proxy.of(SERVER, Map.of("https_proxy", "http://small:1"))).contains("http://small:1");
        assertThat(Proxy.of(SERVER, Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "api.east.example",
                ".east.example",
                "east.example",
                "*.example",
                "a.b, api.east.example:6443"
            })
    void noProxySparesNamesAndDomains(String noProxy) {
        assertThat(Proxy.of(SERVER, Map.of("HTTPS_PROXY", "p:1", "NO_PROXY", noProxy)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ast.example", "other.example", "api.east.example:443", "10.0.0.0/8"})
    void noProxySparesNothingElse(String noProxy) {
        assertThat(Proxy.of(SERVER, Map.of("HTTPS_PROXY", "p:1", "NO_PROXY", noProxy)))
                .isPresent();
    }

    @Test
    void noProxySparesBlocksOfAddresses() {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "p:1", "NO_PROXY", "10.1.0.0/16,fd00::/8,bad/9");
        assertThat(Proxy.of(URI.create("https://10.1.2.3"), environment)).isEmpty();
        assertThat(Proxy.of(URI.create("https://10.2.2.3"), environment)).isPresent();
        assertThat(Proxy.of(URI.create("https://[fd12::1]:6443"), environment)).isEmpty();
    }

    @Test
    void thisMachineIsNeverAskedThroughAProxy() {
        assertThat(Proxy.of(URI.create("https://127.0.0.1:6443"), Map.of("HTTPS_PROXY", "p:1")))
                .isEmpty();
        assertThat(Proxy.of(URI.create("https://localhost:6443"), Map.of("HTTPS_PROXY", "p:1")))
                .isEmpty();
    }

    @Test
    void requestsGoThroughTheProxy() {
        try (FakeApi proxy =
                FakeApi.plain().on("http://api.east.example/api/v1", FakeApi.json(200, "{\"resources\":[]}"))) {
            Path kubeconfig = Kubeconfigs.write(folder, "server: 'http://api.east.example'", "token: abc");
            String withUser = proxy.url().replace("http://", "http://me:pass@");
            try (ClusterClient client = Kubeconfigs.open(kubeconfig, Map.of("HTTP_PROXY", withUser))) {
                client.type("v1", "Pod");
            }
            assertThat(proxy.lines()).containsExactly("GET http://api.east.example/api/v1");
            assertThat(proxy.asked.get(0).header("Proxy-authorization")).isEqualTo("Basic bWU6cGFzcw==");
        }
    }

    @Test
    void aKubeconfigMayNameItsProxy() {
        try (FakeApi proxy =
                FakeApi.plain().on("http://api.east.example/api/v1", FakeApi.json(200, "{\"resources\":[]}"))) {
            Path kubeconfig = Kubeconfigs.write(
                    folder, "server: 'http://api.east.example', proxy-url: '" + proxy.url() + "'", "token: abc");
            try (ClusterClient client = Kubeconfigs.open(kubeconfig, Map.of("HTTP_PROXY", "http://other.example:1"))) {
                client.type("v1", "Pod");
            }
            assertThat(proxy.lines()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5://me:s3cret@host:1", "://s3cret"})
    void whatTheClientCannotUseIsRefused(String proxy) {
        Path kubeconfig = Kubeconfigs.write(folder, "server: 'http://api.east.example'", "token: abc");
        assertThatThrownBy(() -> Kubeconfigs.open(kubeconfig, Map.of("HTTP_PROXY", proxy)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("the proxy for this cluster is no http: URL with host and port")
                .hasMessageNotContaining("s3cret");
    }
}
