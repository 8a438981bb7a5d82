package io.github.kitmaven.cluster.fabric8;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsExchange;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.UnreachableException;
import io.github.kitmaven.problem.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsTest {
    private static final Path PEM = Path.of("src/test/resources/tls").toAbsolutePath();

    @TempDir
    Path folder;

    private FakeApi api;
    private volatile String client = "";

    @BeforeEach
    void start() throws Exception {
        api = FakeApi.secure().on("/api/v1", exchange -> {
            try {
                client = ((HttpsExchange) exchange)
                        .getSSLSession()
                        .getPeerPrincipal()
                        .getName();
            } catch (javax.net.ssl.SSLPeerUnverifiedException e) {
                client = "nobody";
            }
            FakeApi.json(200, "{\"resources\":[]}").answer(exchange);
        });
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void theKubeconfigsAuthorityIsTrusted() throws Exception {
        ask("certificate-authority: " + PEM.resolve("ca.crt"), "");
        assertThat(client).isEqualTo("nobody");
        ask("certificate-authority-data: " + Base64.getEncoder().encodeToString(FakeApi.pem("ca.crt")), "");
        assertThat(api.asked).hasSize(2);
    }

    @Test
    void anotherAuthorityIsNot() {
        assertThatThrownBy(() -> ask("certificate-authority: " + PEM.resolve("other-ca.crt"), ""))
                .isInstanceOf(UnreachableException.class)
                .hasMessage("the cluster at " + api.url() + " is unreachable: its certificate is not trusted;"
                        + " the kubeconfig's certificate-authority must have signed it");
    }

    @Test
    void withoutAnAuthorityTheRuntimesCount() {
        assertThatThrownBy(() -> ask("", "")).hasMessageContaining("its certificate is not trusted");
    }

    @Test
    void everybodyIsTrustedOnRequest() {
        ask("insecure-skip-tls-verify: true", "");
        assertThat(api.asked).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"rsa, rsa-pkcs1", "rsa, rsa-pkcs8", "ec, ec-sec1", "ec, ec-pkcs8"})
    void aClientCertificateIsShownWhateverTheFormOfItsKey(String certificate, String key) {
        ask(
                "certificate-authority: " + PEM.resolve("ca.crt"),
                "client-certificate: " + PEM.resolve(certificate + ".crt") + ", client-key: "
                        + PEM.resolve(key + ".key"));
        assertThat(client).isEqualTo("CN=client-" + certificate);
    }

    @Test
    void aProgramMayHandOutACertificate() throws Exception {
        Path program = Files.writeString(folder.resolve("login"), "#!/bin/sh\ncat " + folder.resolve("out"));
        Files.writeString(
                folder.resolve("out"),
                Answer.JSON
                        .createObjectNode()
                        .set(
                                "status",
                                Answer.JSON
                                        .createObjectNode()
                                        .put("clientCertificateData", new String(FakeApi.pem("ec.crt"), UTF_8))
                                        .put("clientKeyData", new String(FakeApi.pem("ec-sec1.key"), UTF_8)))
                        .toString());
        assertThat(program.toFile().setExecutable(true)).isTrue();
        ask("certificate-authority: " + PEM.resolve("ca.crt"), "exec: {command: ./login}");
        assertThat(client).isEqualTo("CN=client-ec");
    }

    @Test
    void largerCurvesAreReadToo() throws Exception {
        PrivateKey key = PemKey.read(FakeApi.pem("ec521-sec1.key"));
        assertThat(key.getAlgorithm()).isEqualTo("EC");
    }

    @Test
    void aKeyWithoutItsCertificateIsRefused() {
        assertThatThrownBy(() -> ask("", "client-key: " + PEM.resolve("rsa-pkcs1.key")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("the client certificate and its key are not a pair of PEM texts");
    }

    @Test
    void whatIsNoCertificateIsRefused() {
        assertThatThrownBy(() -> ask("certificate-authority: " + PEM.resolve("README.md"), ""))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("the certificate authority is no PEM certificate");
    }

    @Test
    void whatTheClientCannotDoIsRefused() {
        assertThatThrownBy(() -> ask("tls-server-name: kubernetes", ""))
                .hasMessageContaining("tls-server-name is not supported");
    }

    private void ask(String cluster, String user) {
        Path kubeconfig = Kubeconfigs.write(
                folder, "server: '" + api.url() + "'" + (cluster.isEmpty() ? "" : ", ") + cluster, user);
        try (ClusterClient opened = Kubeconfigs.open(kubeconfig)) {
            opened.type("v1", "Pod");
        }
    }
}
