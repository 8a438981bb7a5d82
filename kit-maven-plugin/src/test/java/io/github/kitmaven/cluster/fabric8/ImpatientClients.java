package io.github.kitmaven.cluster.fabric8;

import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ClusterClients;
import io.github.kitmaven.testing.NoSops;
import java.time.Duration;
import java.util.Map;

/** Clients that wait for clusters as long as a test has time. */
public final class ImpatientClients {
    private static final Patience IMPATIENT = new Patience(
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8),
            Duration.ofSeconds(2),
            Duration.ofSeconds(20));

    private ImpatientClients() {}

    public static ClusterClients create() {
        return new Fabric8ClusterClients(Map.of(), NoSops.create(), "kit/test", IMPATIENT, ClusterClient.REQUESTS);
    }
}
