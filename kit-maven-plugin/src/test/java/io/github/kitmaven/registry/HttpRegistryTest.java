package io.github.kitmaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.image.ImageReference;
import io.github.kitmaven.model.Backoff;
import io.github.kitmaven.model.WebProxies;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.registry.ImageRegistry.Stored;
import io.github.kitmaven.testing.ConnectionThreads;
import io.github.kitmaven.testing.RegistryServer;
import io.github.kitmaven.testing.SelfSigned;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real server is asked, and what its answers mean. */
class HttpRegistryTest {
    private static final Stored STORED = new Stored(Optional.of(RegistryServer.DIGEST));
    private static final String SECRET = "s3cret";
    private static final Logins NOBODY = host -> Optional.empty();
    private static final Logins ANN = host -> Optional.of(new Login("ann", SECRET));

    private final List<Duration> pauses = new ArrayList<>();
    private RegistryServer server;

    @BeforeEach
    void start() throws IOException {
        server = RegistryServer.start().with("acme/web:1", 200).with("acme/web@" + RegistryServer.DIGEST, 200);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void findsAnImageByItsTagAndNeedsNoLogin() {
        Logins unasked = host -> {
            throw new AssertionError("nobody asked for a login");
        };
        assertThat(find(unasked, "acme/web:1")).contains(STORED);
        assertThat(server.requests()).containsExactly("HEAD /v2/acme/web/manifests/1 -");
    }

    @Test
    void findsAnImageByItsDigestWhateverItsTagSays() {
        assertThat(find(NOBODY, "acme/web:gone@" + RegistryServer.DIGEST)).contains(STORED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme/web:2", "acme/other:1", "acme/web:1@sha256:0000000000000000000000000000000000000000"})
    void anImageThatIsNotThereIsNone(String image) {
        assertThat(find(NOBODY, image)).isEmpty();
    }

    @Test
    void givesThePasswordThatIsAskedFor() {
        server.askingForPassword("ann", SECRET);
        assertThat(find(ANN, "acme/web:1")).contains(STORED);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void fetchesATokenWithTheLogin() {
        server.askingForToken(Optional.of("ann"), Optional.of(SECRET));
        assertThat(find(ANN, "acme/web:1")).contains(STORED);
        assertThat(server.requests().get(1))
                .startsWith("GET /token?service=the+registry&scope=repository%3Aacme%2Fweb%3Apull Basic ");
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void fetchesATokenAsNobodyWhereThatWillDo() {
        server.askingForToken(Optional.empty(), Optional.empty());
        assertThat(find(NOBODY, "acme/web:1")).contains(STORED);
        assertThat(find(NOBODY, "acme/web:2")).isEmpty();
    }

    @Test
    void tradesAnIdentityTokenForOne() {
        server.askingForIdentity("id-t0ken");
        assertThat(find(host -> Optional.of(new Login("", "id-t0ken")), "acme/web:1"))
                .contains(STORED);
        assertThat(server.requests().get(1)).startsWith("POST /token - ").contains("grant_type=refresh_token");
    }

    @Test
    void aWrongLoginIsToldAndNotShown() {
        server.askingForToken(Optional.of("ann"), Optional.of("other"));
        assertThatThrownBy(() -> find(ANN, "acme/web:1"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("The registry " + server.host() + " refuses this user for " + server.host()
                        + "/acme/web:1 (401), so it is not known whether it is there. Correct the <server> with the id "
                        + server.host() + " in settings.xml, or run docker login " + server.host())
                .satisfies(e -> assertThat(printed(e)).doesNotContain(SECRET));
        server.askingForPassword("ann", "other");
        assertThatThrownBy(() -> find(ANN, "acme/web:1")).hasMessageContaining("refuses this user");
    }

    @Test
    void aMissingLoginIsAskedFor() {
        server.askingForPassword("ann", SECRET);
        assertThatThrownBy(() -> find(NOBODY, "acme/web:1"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("asks for a user for ");
    }

    @Test
    void aForbiddenImageIsToldAsSuch() {
        server.with("acme/web:3", 403);
        assertThatThrownBy(() -> find(NOBODY, "acme/web:3"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("(403)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bearer realm=\"http://[::1/token\"   | its token service has no https address",
                "Bearer realm=\"ftp://[::1]/token\"   | its token service has no https address",
                "Bearer realm=\"http://reg.io/token\"  | its token service has no https address",
                "Bearer service=\"x\"                 | its token service has no https address",
                "Negotiate                           | it answers 401, and not how to log in",
            })
    void aRegistryThatCannotBeAskedSafelyIsNot(String header, String message) {
        server.asking(header);
        assertThatThrownBy(() -> find(ANN, "acme/web:1"))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aRegistryThatFailsIsTheWorldsToMend() {
        server.with("acme/web:5", 503);
        assertThatThrownBy(() -> find(NOBODY, "acme/web:5"))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("it answers 503");
        assertThat(server.requests()).hasSize(4);
        server.close();
        assertThatThrownBy(() -> find(NOBODY, "acme/web:1"))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageStartingWith("The registry at http://" + server.host() + " can't be reached: ");
    }

    @Test
    void aRegistryThatFailsForAMomentIsAskedAgain() {
        server.failingWith(503, 500, 504);
        assertThat(find(NOBODY, "acme/web:1")).contains(STORED);
        assertThat(server.requests()).hasSize(4);
        assertThat(pauses).containsExactly(Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @Test
    void aConnectionThatBreaksIsTriedAgain() {
        // Java tries again by itself where it reused a connection
        server.failingWith(0, 0, 0);
        assertThat(find(NOBODY, "acme/web:1")).contains(STORED);
        assertThat(pauses).isNotEmpty();
    }

    @Test
    void aBusyRegistrySaysHowLongToWait() {
        server.failingWith(429);
        assertThat(find(NOBODY, "acme/web:1")).contains(STORED);
        assertThat(pauses).containsExactly(Duration.ofMillis(7125));
    }

    @Test
    void aTokenServiceThatFailsForAMomentIsAskedAgain() {
        server.askingForToken(Optional.empty(), Optional.empty()).failingToken(502);
        assertThat(find(NOBODY, "acme/web:1")).contains(STORED);
        assertThat(server.requests())
                .filteredOn(request -> request.startsWith("GET /token"))
                .hasSize(2);
    }

    @Test
    void whatIsRefusedOrNotThereIsNotAskedAgain() {
        server.with("acme/web:3", 403).with("acme/web:4", 400);
        assertThat(find(NOBODY, "acme/web:2")).isEmpty();
        assertThatThrownBy(() -> find(NOBODY, "acme/web:3")).hasMessageContaining("(403)");
        assertThatThrownBy(() -> find(NOBODY, "acme/web:4")).hasMessageContaining("it answers 400");
        assertThat(server.requests()).hasSize(3);
        assertThat(pauses).isEmpty();
    }

    @Test
    void aRedirectToAnotherServerCarriesNoLogin() throws IOException {
        try (RegistryServer other = RegistryServer.start().with("acme/web:1", 200)) {
            server.askingForPassword("ann", SECRET)
                    .redirecting("acme/web:1", "http://" + other.host() + "/v2/acme/web/manifests/1");
            assertThat(find(ANN, "acme/web:1")).contains(STORED);
            assertThat(other.requests()).containsExactly("HEAD /v2/acme/web/manifests/1 -");
        }
        server.redirecting("acme/web:1", "/v2/acme/web/manifests/1");
        assertThatThrownBy(() -> find(ANN, "acme/web:1")).hasMessageContaining("it redirects too often");
    }

    @Test
    @EnabledOnOs(OS.LINUX) // whose loopback has more addresses than 127.0.0.1
    void onlyATrustedCertificateWillDo(@TempDir Path temp) throws Exception {
        SSLContext tls = SelfSigned.context(temp);
        try (RegistryServer secure = RegistryServer.overTls(tls).with("acme/web:1", 200)) {
            ImageReference image = ImageReference.parse(secure.host() + "/acme/web:1");
            assertThatThrownBy(() -> new HttpRegistry(NOBODY, WebProxies.NONE).find(image))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("can't be reached: SSL");
            assertThat(secure.requests()).isEmpty();

            HttpClient.Builder trusting = HttpClient.newBuilder().sslContext(tls);
            assertThat(new HttpRegistry(NOBODY, () -> web(trusting)).find(image))
                    .contains(STORED);
            secure.asking("Bearer realm=\"http://" + server.host() + "/token\"");
            assertThatThrownBy(() -> new HttpRegistry(
                                    ANN, () -> web(HttpClient.newBuilder().sslContext(tls)))
                            .find(image))
                    .hasMessageContaining("its token service has no https address");
            assertThat(server.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "web:1, https://registry-1.docker.io, library/web",
        "acme/web:1, https://registry-1.docker.io, acme/web",
        "docker.io/acme/web:1, https://registry-1.docker.io, acme/web",
        "ghcr.io/acme/web:1, https://ghcr.io, acme/web",
        "localhost/web:1, http://localhost, web",
        "localhost:5000/web:1, http://localhost:5000, web",
        "[::1]:5000/web:1, http://[::1]:5000, web",
        "localhost.example.com/web:1, https://localhost.example.com, web",
    })
    void knowsWhereRegistriesAre(String image, String url, String path) {
        RegistryHost host = RegistryHost.of(ImageReference.parse(image));
        assertThat(host.url()).isEqualTo(url);
        assertThat(host.pathOf(ImageReference.parse(image))).isEqualTo(path);
    }

    /** The end of the process would wait for such a thread. */
    @Test
    void noThreadIsLeftThatWaitsForConnections() {
        ConnectionThreads threads = new ConnectionThreads();
        server.with("acme/web:1", 200);
        assertThat(find(NOBODY, "acme/web:1")).contains(STORED);
        threads.awaitEnd();
    }

    private Optional<Stored> find(Logins logins, String image) {
        return new HttpRegistry(logins, () -> web(HttpClient.newBuilder()))
                .find(ImageReference.parse(server.host() + "/" + image));
    }

    private Web web(HttpClient.Builder client) {
        return new Web(client, WebProxies.NONE, new Backoff(4, pauses::add, () -> 0.5));
    }

    private static String printed(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
