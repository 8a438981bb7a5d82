package io.github.kitmaven.git.jgit;

import io.github.kitmaven.model.WebProxies;
import io.github.kitmaven.model.WebProxy;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;

/**
 * JGit's usual connections, which trust some more certificates, and may go through a proxy.
 *
 * @param trust who trusts them; empty for Java's own
 * @param proxies knows the proxy
 */
record WebConnections(Optional<TrustManager> trust, WebProxies proxies) implements HttpConnectionFactory {
    private static final HttpConnectionFactory USUAL = new JDKHttpConnectionFactory();

    @Override
    public HttpConnection create(URL url) throws IOException {
        return create(url, Proxy.NO_PROXY);
    }

    /** What Java itself would take counts where no other proxy is known. */
    @Override
    public HttpConnection create(URL url, Proxy usual) throws IOException {
        Optional<WebProxy> proxy = proxies.of(URI.create(url.getProtocol() + "://" + url.getAuthority()));
        proxy.ifPresent(ProxyLogins::know);
        return trusting(url, USUAL.create(url, proxy.map(WebProxy::proxy).orElse(usual)));
    }

    private HttpConnection trusting(URL url, HttpConnection connection) throws IOException {
        if (trust.isPresent() && url.getProtocol().equals("https")) {
            try {
                connection.configure(null, new TrustManager[] {trust.get()}, null);
            } catch (GeneralSecurityException e) {
                throw new IOException("TLS can't be set up: " + e.getMessage(), e);
            }
        }
        return connection;
    }
}
