package io.github.kitmaven.git.jgit;

import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.security.GeneralSecurityException;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;

/**
 * JGit's usual connections, which trust some more certificates.
 *
 * @param trust who trusts them
 */
record TrustingConnections(TrustManager trust) implements HttpConnectionFactory {
    private static final HttpConnectionFactory USUAL = new JDKHttpConnectionFactory();

    @Override
    public HttpConnection create(URL url) throws IOException {
        return trusting(url, USUAL.create(url));
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        return trusting(url, USUAL.create(url, proxy));
    }

    private HttpConnection trusting(URL url, HttpConnection connection) throws IOException {
        if (url.getProtocol().equals("https")) {
            try {
                connection.configure(null, new TrustManager[] {trust}, null);
            } catch (GeneralSecurityException e) {
                throw new IOException("TLS can't be set up: " + e.getMessage(), e);
            }
        }
        return connection;
    }
}
