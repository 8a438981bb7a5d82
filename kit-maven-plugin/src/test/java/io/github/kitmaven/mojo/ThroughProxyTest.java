package io.github.kitmaven.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.RemoteBranch;
import io.github.kitmaven.git.RemoteUnreachableException;
import io.github.kitmaven.git.jgit.JGitRemotes;
import io.github.kitmaven.image.ImageReference;
import io.github.kitmaven.registry.HttpRegistry;
import io.github.kitmaven.testing.BareRepository;
import io.github.kitmaven.testing.GitBackend;
import io.github.kitmaven.testing.GitHttpServer;
import io.github.kitmaven.testing.ProxyServer;
import io.github.kitmaven.testing.RegistryServer;
import io.github.kitmaven.testing.SelfSigned;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.maven.settings.Proxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Servers that only the proxy of settings.xml can reach: the repo's, and registries. */
class ThroughProxyTest {
    private static final String TEXT = "images: {path: images}\n";

    @TempDir
    private Path temp;

    private ProxyServer proxy;

    @BeforeEach
    void start() throws IOException {
        proxy = ProxyServer.start();
        BareRepository.of(temp.resolve("remote.git"), Map.of("kit.yaml", TEXT));
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
    }

    /** A build with this proxy; says what it reads from the repo and whether the registry has the image. */
    public static void main(String[] args) {
        SettingsProxies proxies = settings(Integer.parseInt(args[0]), "drowssap");
        System.out.print(read(proxies, args[1]));
        System.out.println(new HttpRegistry(host -> Optional.empty(), proxies).find(ImageReference.parse(args[2])));
    }

    @Test
    void theRepoIsReached() throws IOException {
        try (GitHttpServer server = GitHttpServer.of(temp, GitBackend.JGIT)) {
            String url = elsewhere(server.url("remote.git"));
            assertThat(read(settings(proxy.port(), ""), url)).isEqualTo(TEXT);
            assertThat(proxy.requests()).isNotEmpty().allMatch(request -> request.contains(" http://git.example.com:"));

            assertThatThrownBy(() -> read(SettingsProxiesTest.proxies(), url))
                    .isInstanceOf(RemoteUnreachableException.class);
        }
    }

    @Test
    void theRepoIsReachedWhereTheProxyWantsToKnowWhoItIs() throws IOException {
        proxy.askingFor("ann", "password");
        try (GitHttpServer server = GitHttpServer.of(temp, GitBackend.JGIT).askingFor("git", "own")) {
            String url = elsewhere(server.url("remote.git")).replace("://", "://git:own@");
            assertThat(read(settings(proxy.port(), "drowssap"), url)).isEqualTo(TEXT);
        }
        assertThat(proxy.requests()).isNotEmpty();
    }

    @Test
    void aWrongPasswordIsNotSentOverAndOver() {
        proxy.askingFor("ann", "other");
        assertThatThrownBy(() -> read(settings(proxy.port(), "drowssap"), "http://git.example.com/remote.git"))
                .isInstanceOf(RemoteUnreachableException.class)
                .hasMessageContaining("407")
                .hasMessageNotContaining("password");
        assertThat(proxy.requests()).isEmpty();
        assertThat(proxy.asked()).isBetween(2, 5);
    }

    @Test
    void aProxyThatIsAwayIsNamedAsTheReason() throws IOException {
        int port = proxy.port();
        proxy.close();
        assertThatThrownBy(() -> read(settings(port, ""), "http://git.example.com/remote.git"))
                .isInstanceOf(RemoteUnreachableException.class)
                .hasMessageContaining("can't be reached: ");
    }

    /** In a process of its own, for Java decides once about passwords for tunnels, and about whom to trust. */
    @Test
    @EnabledOnOs(OS.LINUX) // whose loopback has more addresses than 127.0.0.1
    void bothAreReachedThroughTunnels() throws Exception {
        proxy.askingFor("ann", "password");
        SSLContext tls = SelfSigned.context(temp);
        try (GitHttpServer git = GitHttpServer.overTls(temp, GitBackend.JGIT, tls);
                RegistryServer registry = RegistryServer.overTls(tls).with("acme/web:1", 200)) {
            int port = URI.create("https://" + registry.host()).getPort();
            assertThat(build(elsewhere(git.url("remote.git")), ProxyServer.REGISTRY + ":" + port + "/acme/web:1"))
                    .contains(TEXT.strip(), "Optional[Stored[digest=Optional[" + RegistryServer.DIGEST);
            assertThat(proxy.requests())
                    .allMatch(request -> request.startsWith("CONNECT "))
                    .anyMatch(request -> request.contains(ProxyServer.GIT))
                    .anyMatch(request -> request.contains(ProxyServer.REGISTRY));
            assertThat(registry.requests()).containsExactly("HEAD /v2/acme/web/manifests/1 -");
        }
    }

    private String build(String url, String image) throws IOException, InterruptedException {
        Path said = temp.resolve("said");
        Process build = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djavax.net.ssl.trustStore=" + SelfSigned.store(temp),
                        "-Djavax.net.ssl.trustStorePassword=" + SelfSigned.PASSWORD,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ThroughProxyTest.class.getName(),
                        Integer.toString(proxy.port()),
                        url,
                        image)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(build.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(said);
    }

    /** The same server by the name that only the proxy knows. */
    private static String elsewhere(String url) {
        return url.replace("127.0.0.1", ProxyServer.GIT);
    }

    private static SettingsProxies settings(int port, String encrypted) {
        Proxy proxy = SettingsProxiesTest.proxy("127.0.0.1", "http", "*.internal");
        proxy.setPort(port);
        if (!encrypted.isEmpty()) {
            proxy.setUsername("ann");
            proxy.setPassword("{" + encrypted + "}");
        }
        return SettingsProxiesTest.proxies(proxy);
    }

    private static String read(SettingsProxies proxies, String url) {
        GitCredentials credentials = new GitCredentials(proxies.settings(), proxies.decrypter(), Map.of());
        DeploymentsRemote remote = new DeploymentsRemote(credentials, Optional.empty(), Optional.empty(), Path.of("."));
        RemoteAddress address = RemoteAddress.of(url, Optional.empty(), Optional.empty());
        try (RemoteBranch branch = new JGitRemotes(remote.access()).open(address)) {
            return branch.fetch().read("kit.yaml").orElseThrow();
        }
    }
}
