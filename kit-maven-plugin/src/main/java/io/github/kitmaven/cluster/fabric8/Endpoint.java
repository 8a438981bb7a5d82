package io.github.kitmaven.cluster.fabric8;

import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.TlsVersion;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.github.kitmaven.cluster.Connection;
import io.github.kitmaven.model.HttpThreads;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.sops.Sops;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;

/**
 * An API server and all it takes to ask it. Built from the kubeconfig alone: fabric8's {@code Config}, which looks at
 * system properties, service accounts and other files, is not involved.
 *
 * @param server the API server's address, without user info and without a slash at its end
 * @param http the HTTP client
 * @param threads the threads of the HTTP client
 * @param credentials what proves who asks
 * @param headers more headers for each request
 * @param defaultNamespace the namespace of objects that name none
 * @param hidesNamespace whether nobody may read that
 */
record Endpoint(
        String server,
        HttpClient http,
        HttpThreads threads,
        Credentials credentials,
        Map<String, List<String>> headers,
        String defaultNamespace,
        boolean hidesNamespace) {

    /** Zero throughout; the HTTP client reads nothing of it but the limit of its retries. */
    private static final RequestConfig NO_RETRIES = new RequestConfig(0, 0, 0, 0L, 0, 0, 0, 0);

    static Endpoint of(Connection connection, Map<String, String> environment, Sops sops, Patience patience) {
        Kubeconfig kubeconfig = Kubeconfig.read(connection, environment, sops);
        Kubeconfig.Section cluster = kubeconfig.cluster();
        Kubeconfig.Section user = kubeconfig.user();
        URI server = server(cluster.entry());
        // the program may be slow, so everything else is checked first
        HttpClient.Builder http = new JdkHttpClientFactory().newBuilder();
        http.connectTimeout(patience.connect().toMillis(), TimeUnit.MILLISECONDS);
        http.tlsVersions(TlsVersion.TLS_1_3, TlsVersion.TLS_1_2);
        // its own retries neither honour Retry-After nor spread out; ours do
        http.tag(NO_RETRIES);
        proxy(http, cluster.entry(), server, environment);
        TrustManager[] trust = trust(cluster);
        Map<String, List<String>> headers = Impersonation.headers(user.entry());
        Optional<ExecCredential> exec =
                ExecCredential.of(user, cluster, environment, patience.program(), Clock.systemUTC());
        Credentials credentials = Credentials.of(user, exec.orElse(null));
        http.sslContext(identity(user, exec), trust);
        HttpThreads threads = new HttpThreads();
        return new Endpoint(
                server.toString().replaceAll("/+$", ""),
                threads.build(http::build),
                threads,
                credentials,
                headers,
                kubeconfig.namespace(),
                kubeconfig.hidesNamespace());
    }

    private static URI server(YamlEntry cluster) {
        YamlEntry entry = cluster.child("server")
                .orElseThrow(() -> cluster.refused("the cluster has no server", "Add 'server: https://...' to it"));
        String text = entry.text();
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && List.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
                return URI.create(uri.getScheme() + "://" + uri.getHost()
                        + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                        + (uri.getRawPath() == null ? "" : uri.getRawPath()));
            }
        } catch (IllegalArgumentException e) {
            // told below, without the text: it may hold a password
        }
        throw entry.refused("the server is no http: or https: URL", "Write it as https://host:port");
    }

    private static void proxy(HttpClient.Builder http, YamlEntry cluster, URI server, Map<String, String> environment) {
        Optional<YamlEntry> own = cluster.child("proxy-url");
        Optional<String> url = own.map(YamlEntry::text).or(() -> Proxy.of(server, environment));
        if (url.isEmpty()) {
            http.proxyType(HttpClient.ProxyType.DIRECT);
            return;
        }
        UserException refusal = own.orElse(cluster)
                .refused(
                        "the proxy for this cluster is no http: URL with host and port",
                        own.isPresent()
                                ? "Correct proxy-url"
                                : "Correct HTTPS_PROXY or HTTP_PROXY, or add the host to NO_PROXY");
        URI proxy;
        try {
            proxy = URI.create(url.get());
        } catch (IllegalArgumentException e) {
            throw refusal;
        }
        if (!"http".equals(proxy.getScheme()) || proxy.getHost() == null) {
            throw refusal;
        }
        http.proxyType(HttpClient.ProxyType.HTTP);
        http.proxyAddress(new InetSocketAddress(proxy.getHost(), proxy.getPort() < 0 ? 80 : proxy.getPort()));
        if (proxy.getUserInfo() != null) {
            String[] parts = proxy.getUserInfo().split(":", 2);
            http.proxyAuthorization(Credentials.basic(parts[0], parts.length > 1 ? parts[1] : ""));
        }
    }

    private static TrustManager[] trust(Kubeconfig.Section cluster) {
        YamlEntry entry = cluster.entry();
        entry.child("tls-server-name").ifPresent(name -> {
            throw name.refused("tls-server-name is not supported", "Use a server address that the certificate names");
        });
        if (entry.isTrue("insecure-skip-tls-verify")) {
            return Tls.trustAll();
        }
        try {
            return Tls.trust(cluster.bytes("certificate-authority"));
        } catch (GeneralSecurityException | IOException e) {
            throw entry.refused(
                    "the certificate authority is no PEM certificate", "Correct certificate-authority or -data");
        }
    }

    private static KeyManager[] identity(Kubeconfig.Section user, Optional<ExecCredential> exec) {
        Optional<byte[]> certificate =
                user.bytes("client-certificate").or(() -> exec.flatMap(given -> given.pem("clientCertificateData")));
        Optional<byte[]> key = user.bytes("client-key").or(() -> exec.flatMap(given -> given.pem("clientKeyData")));
        if (certificate.isEmpty() && key.isEmpty()) {
            return new KeyManager[0];
        }
        try {
            return Tls.identity(
                    certificate.orElseThrow(() -> new GeneralSecurityException("no certificate")),
                    key.orElseThrow(() -> new GeneralSecurityException("no key")));
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw user.entry()
                    .refused(
                            "the client certificate and its key are not a pair of PEM texts",
                            "Correct client-certificate and client-key, or their -data");
        }
    }
}
