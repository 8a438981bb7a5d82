package io.github.kitmaven.cluster.fabric8;

import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ClusterClients;
import io.github.kitmaven.testing.NoSops;
import java.time.Duration;
import java.util.Map;

/** Clients that wait for clusters as long as a test has time. */
public final class ImpatientClients {
    private ImpatientClients() {}

    public static ClusterClients create() {
        return within(Duration.ofSeconds(8));
    }

    /** Clients that give up on a cluster that fails again and again after a time. */
    public static ClusterClients within(Duration outage) {
        Patience patience = new Patience(
                Duration.ofSeconds(2), Duration.ofSeconds(4), outage, Duration.ofSeconds(2), Duration.ofSeconds(20));
        return new Fabric8ClusterClients(Map.of(), NoSops.create(), "kit/test", patience, ClusterClient.REQUESTS);
    }
}
