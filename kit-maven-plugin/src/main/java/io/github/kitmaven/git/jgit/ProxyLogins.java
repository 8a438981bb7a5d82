package io.github.kitmaven.git.jgit;

import io.github.kitmaven.model.WebProxy;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Tells Java's own connections, which JGit makes, the logins for proxies: it asks one authenticator for all. Any other
 * question goes to the one that was there before.
 */
final class ProxyLogins extends Authenticator {
    /** Java keeps what a proxy took, and asks again, up to twenty times, only where it did not: that may lock an account. */
    private static final int MOST_ANSWERS = 3;

    private static final Map<String, Known> LOGINS = new ConcurrentHashMap<>();

    private record Known(WebProxy.Login login, AtomicInteger answers) {}

    private final @Nullable Authenticator before;

    private ProxyLogins(@Nullable Authenticator before) {
        this.before = before;
    }

    static synchronized void know(WebProxy proxy) {
        proxy.login().ifPresent(login -> {
            LOGINS.compute(
                    key(proxy.host(), proxy.port()),
                    (key, known) -> known != null && known.login().equals(login)
                            ? known
                            : new Known(login, new AtomicInteger()));
            if (!(Authenticator.getDefault() instanceof ProxyLogins)) {
                Authenticator.setDefault(new ProxyLogins(Authenticator.getDefault()));
            }
        });
    }

    private static String key(String host, int port) {
        return host.toLowerCase(Locale.ROOT) + ":" + port;
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
        Optional<Known> known = getRequestorType() == RequestorType.PROXY
                ? Optional.ofNullable(LOGINS.get(key(getRequestingHost(), getRequestingPort())))
                : Optional.empty();
        if (known.isPresent()) {
            WebProxy.Login login = known.get().login();
            return known.get().answers().incrementAndGet() > MOST_ANSWERS
                    ? null
                    : new PasswordAuthentication(login.user(), login.password().toCharArray());
        }
        return before == null
                ? null
                : Authenticator.requestPasswordAuthentication(
                        before,
                        getRequestingHost(),
                        getRequestingSite(),
                        getRequestingPort(),
                        getRequestingProtocol(),
                        getRequestingPrompt(),
                        getRequestingScheme(),
                        getRequestingURL(),
                        getRequestorType());
    }
}
