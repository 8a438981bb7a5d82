package io.github.kitmaven.mojo;

import io.github.kitmaven.model.WebProxies;
import io.github.kitmaven.model.WebProxy;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/**
 * The {@code <proxies>} of settings.xml, as Maven takes them: the first active one of the server's protocol, or else for https
 * the first one of http, of those that do not leave the host out. This machine is never reached through one.
 *
 * @see <a href="https://maven.apache.org/settings.html#proxies">Maven's settings</a>
 */
record SettingsProxies(Settings settings, SettingsDecrypter decrypter) implements WebProxies {
    private static final Pattern THIS_MACHINE =
            Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]", Pattern.CASE_INSENSITIVE);

    /** Without it, Java sends no user and password to a proxy for https; Maven, to the same proxy, does. */
    private static final String NO_BASIC_FOR_TUNNELS = "jdk.http.auth.tunneling.disabledSchemes";

    @Override
    public Optional<WebProxy> of(URI target) {
        String host = String.valueOf(target.getHost());
        if (THIS_MACHINE.matcher(host).matches()) {
            return Optional.empty();
        }
        List<Proxy> candidates = settings.getProxies().stream()
                .filter(Proxy::isActive)
                .filter(proxy -> !leavesOut(proxy, host))
                .toList();
        String scheme = String.valueOf(target.getScheme());
        Stream<String> protocols = scheme.equals("https") ? Stream.of("https", "http") : Stream.of(scheme);
        return protocols
                .flatMap(
                        protocol -> candidates.stream().filter(proxy -> protocol.equalsIgnoreCase(proxy.getProtocol())))
                .findFirst()
                .map(this::proxy);
    }

    private static boolean leavesOut(Proxy proxy, String host) {
        String hosts = Optional.ofNullable(proxy.getNonProxyHosts()).orElse("");
        return Stream.of(hosts.split("[|,\\s]+"))
                .map(pattern ->
                        Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")))
                .anyMatch(pattern -> Pattern.compile(pattern, Pattern.CASE_INSENSITIVE)
                        .matcher(host)
                        .matches());
    }

    private WebProxy proxy(Proxy proxy) {
        Optional<String> user = Optional.ofNullable(proxy.getUsername()).filter(name -> !name.isBlank());
        if (user.isPresent() && System.getProperty(NO_BASIC_FOR_TUNNELS) == null) {
            System.setProperty(NO_BASIC_FOR_TUNNELS, "");
        }
        return new WebProxy(
                proxy.getHost().toLowerCase(Locale.ROOT),
                proxy.getPort(),
                user.map(name -> new WebProxy.Login(name, password(proxy))));
    }

    private String password(Proxy proxy) {
        SettingsDecryptionResult result = decrypter.decrypt(new DefaultSettingsDecryptionRequest(proxy));
        for (SettingsProblem problem : result.getProblems()) {
            throw new UserException(
                    Diagnostic.of(
                            "The password of <proxy> " + proxy.getId() + " can't be decrypted",
                            "Check settings-security.xml, or encrypt the password again with mvn -ep"),
                    problem.getException());
        }
        return Optional.ofNullable(result.getProxy().getPassword()).orElse("");
    }
}
