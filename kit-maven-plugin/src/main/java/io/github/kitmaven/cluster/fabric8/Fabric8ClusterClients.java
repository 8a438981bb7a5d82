package io.github.kitmaven.cluster.fabric8;

import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ClusterClients;
import io.github.kitmaven.cluster.Connection;
import io.github.kitmaven.model.HttpThreads;
import io.github.kitmaven.sops.Sops;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;

/** Opens clusters with fabric8's HTTP client. */
public final class Fabric8ClusterClients implements ClusterClients {
    private final Map<String, String> environment;
    private final Sops sops;
    private final String userAgent;
    private final Patience patience;
    private final int requests;

    /**
     * Makes the adapter, for as many requests at once to one cluster as are fair usually.
     *
     * @param environment the environment variables: for {@code ${env.NAME}}, proxies and credential programs
     * @param sops decrypts kubeconfigs
     * @param userAgent what kit calls itself to the API server, such as {@code kit/1.0.0}
     */
    public Fabric8ClusterClients(Map<String, String> environment, Sops sops, String userAgent) {
        this(environment, sops, userAgent, ClusterClient.REQUESTS);
    }

    /**
     * Makes the adapter.
     *
     * @param environment the environment variables: for {@code ${env.NAME}}, proxies and credential programs
     * @param sops decrypts kubeconfigs
     * @param userAgent what kit calls itself to the API server, such as {@code kit/1.0.0}
     * @param requests how many requests are under way at once to one cluster
     */
    public Fabric8ClusterClients(Map<String, String> environment, Sops sops, String userAgent, int requests) {
        this(environment, sops, userAgent, Patience.DEFAULT, requests);
    }

    Fabric8ClusterClients(
            Map<String, String> environment, Sops sops, String userAgent, Patience patience, int requests) {
        this.environment = Map.copyOf(environment);
        this.sops = sops;
        this.userAgent = userAgent;
        this.patience = patience;
        this.requests = requests;
    }

    /**
     * Loads what the first request to a cluster needs, TLS above all: in a new process that takes as long as many requests.
     * Asks nobody anything.
     *
     * @return true
     */
    public static boolean warmUp() {
        HttpClient.Builder http = new JdkHttpClientFactory().newBuilder();
        http.sslContext(new KeyManager[0], new TrustManager[0]);
        HttpThreads threads = new HttpThreads();
        threads.build(http::build).close();
        threads.end();
        return Answer.JSON.createObjectNode().isEmpty();
    }

    @Override
    public ClusterClient open(Connection connection) {
        Endpoint endpoint = Endpoint.of(connection, environment, sops, patience);
        Http http = new Http(endpoint, patience, userAgent, requests);
        return new Fabric8ClusterClient(http, endpoint, patience, requests);
    }
}
