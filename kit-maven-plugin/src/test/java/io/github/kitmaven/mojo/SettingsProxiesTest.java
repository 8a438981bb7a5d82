package io.github.kitmaven.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.model.WebProxy;
import io.github.kitmaven.problem.UserException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsProblem;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of the proxies of settings.xml is taken for which server. */
class SettingsProxiesTest {

    @ParameterizedTest
    @CsvSource({
        "https://git.example.com/a.git, secure",
        "https://git.example.com:8443, secure",
        "http://git.example.com, plain",
        "ssh://git.example.com, ",
        "https://localhost, ",
        "https://127.0.0.1:5000, ",
        "http://[::1]:5000, ",
        "https://127.example.com, secure",
    })
    void takesThatOfTheServersProtocol(String target, String proxy) {
        assertThat(proxies(proxy("plain", "http", ""), proxy("secure", "HTTPS", ""))
                        .of(URI.create(target)))
                .isEqualTo(Optional.ofNullable(proxy).map(host -> new WebProxy(host, 3128, Optional.empty())));
    }

    @ParameterizedTest
    @CsvSource({
        "git.example.com, ",
        "GIT.example.com, ",
        "*.example.com, ",
        "other.com|*.example.com, ",
        "'other.com, git.*', ",
        "*, ",
        "example.com, plain",
        "gitXexample.com, plain",
        "*.example, plain",
        "'', plain",
    })
    void leavesOutTheHostsThatAreNamed(String nonProxyHosts, String proxy) {
        assertThat(proxies(proxy("plain", "http", nonProxyHosts))
                        .of(URI.create("https://git.example.com/a.git"))
                        .map(WebProxy::host))
                .isEqualTo(Optional.ofNullable(proxy));
    }

    @Test
    void takesTheFirstActiveOneThatDoesNotLeaveTheHostOut() {
        Proxy asleep = proxy("asleep", "http", "");
        asleep.setActive(false);
        assertThat(proxies(asleep, proxy("one", "http", "git.*"), proxy("two", "http", ""), proxy("three", "http", ""))
                        .of(URI.create("http://git.example.com"))
                        .map(WebProxy::host))
                .contains("two");
        assertThat(proxies(asleep).of(URI.create("http://git.example.com"))).isEmpty();
    }

    @Test
    void decryptsThePasswordAndShowsNone() {
        Proxy proxy = proxy("plain", "http", "");
        proxy.setUsername("ann");
        proxy.setPassword("{terces}");
        WebProxy found = proxies(proxy).of(URI.create("http://git.example.com")).orElseThrow();
        assertThat(found.login()).contains(new WebProxy.Login("ann", "secret"));
        assertThat(found.toString()).doesNotContain("secret", "ann");
    }

    @Test
    void aPasswordThatCannotBeDecryptedIsNotSent() {
        Proxy proxy = proxy("plain", "http", "");
        proxy.setUsername("ann");
        proxy.setPassword("{broken}");
        assertThatThrownBy(() -> proxies(proxy).of(URI.create("http://git.example.com")))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("The password of <proxy> plain can't be decrypted.")
                .hasMessageNotContaining("broken");
    }

    static Proxy proxy(String host, String protocol, String nonProxyHosts) {
        Proxy proxy = new Proxy();
        proxy.setId(host);
        proxy.setHost(host);
        proxy.setPort(3128);
        proxy.setProtocol(protocol);
        proxy.setNonProxyHosts(nonProxyHosts);
        return proxy;
    }

    static SettingsProxies proxies(Proxy... proxies) {
        Settings settings = new Settings();
        List.of(proxies).forEach(settings::addProxy);
        return new SettingsProxies(
                settings, request -> new Decrypted(request.getProxies().get(0).clone()));
    }

    /** As Maven's own result is: the proxy with its password in the clear; here that is the encrypted one backwards. */
    private record Decrypted(Proxy decrypted) implements SettingsDecryptionResult {
        @Override
        public Proxy getProxy() {
            String password = decrypted.getPassword();
            decrypted.setPassword(new StringBuilder(password.substring(1, password.length() - 1))
                    .reverse()
                    .toString());
            return decrypted;
        }

        @Override
        public List<Proxy> getProxies() {
            return List.of(getProxy());
        }

        @Override
        public Server getServer() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Server> getServers() {
            return List.of();
        }

        @Override
        public List<SettingsProblem> getProblems() {
            return "{broken}".equals(decrypted.getPassword())
                    ? List.of(new DefaultSettingsProblem(
                            "no", SettingsProblem.Severity.ERROR, "", -1, -1, new IllegalStateException()))
                    : List.of();
        }
    }
}
