package io.github.kitmaven.cluster.fabric8;

import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.Connection;
import io.github.kitmaven.testing.NoSops;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Kubeconfig files for tests, and clients made from them. */
final class Kubeconfigs {
    static final Patience IMPATIENT = new Patience(
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(60),
            Duration.ofSeconds(20));

    private Kubeconfigs() {}

    /** Writes a file whose cluster and user entries hold the given flow mappings. */
    static Path write(Path folder, String cluster, String user) {
        return write(folder.resolve("kubeconfig.yaml"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {%s}}]
                users: [{name: u, user: {%s}}]
                contexts: [{name: x, context: {cluster: c, user: u}}]
                current-context: x
                """.formatted(cluster, user));
    }

    static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ClusterClient open(Path kubeconfig) {
        return open(kubeconfig, Map.of());
    }

    static ClusterClient open(Path kubeconfig, Map<String, String> environment) {
        return open(kubeconfig, environment, IMPATIENT);
    }

    static ClusterClient open(Path kubeconfig, Map<String, String> environment, Patience patience) {
        return open(kubeconfig, environment, patience, ClusterClient.REQUESTS);
    }

    static ClusterClient open(Path kubeconfig, Map<String, String> environment, Patience patience, int requests) {
        return new Fabric8ClusterClients(environment, NoSops.create(), "kit/test", patience, requests)
                .open(Connection.ofCluster("shop", kubeconfig, Optional.empty()));
    }

    static ClusterClient open(Path folder, FakeApi api, String user) {
        return open(write(folder, "server: '" + api.url() + "'", user));
    }
}
