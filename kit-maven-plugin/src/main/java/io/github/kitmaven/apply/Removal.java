package io.github.kitmaven.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ClusterClient.WatchListener;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.model.ManifestKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Deletes an object and waits until it is gone, and with it the pods that it owns: they would be in its heir's way. */
final class Removal {
    private static final Set<String> OWN_PODS =
            Set.of("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job", "CronJob", "ReplicationController");
    /** Longer than most pods are given to end. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ClusterClient client;
    private final Duration patience;

    Removal(ClusterClient client) {
        this(client, PATIENCE);
    }

    Removal(ClusterClient client, Duration patience) {
        this.client = client;
        this.patience = patience;
    }

    /**
     * Removes an object.
     *
     * @param type its type
     * @param key the object
     * @param uid the one that is meant; another that has its name is refused with 409
     * @throws ApiException if the cluster refuses, or the object does not go
     */
    void run(ResourceType type, ManifestKey key, String uid) {
        boolean there = OWN_PODS.contains(key.kind())
                ? client.deleteWithOwned(type, key.namespace(), key.name(), uid)
                : client.delete(type, key.namespace(), key.name(), uid);
        if (there) {
            awaitGone(type, key);
        }
    }

    private void awaitGone(ResourceType type, ManifestKey key) {
        Departure departure = new Departure(key.name());
        ClusterClient.Watch watch = client.watch(type, key.namespace(), departure);
        try {
            departure.gone.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new ApiException(409, "Conflict", departure.held(patience), List.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the build was interrupted", e);
        } finally {
            watch.close();
        }
    }

    private static final class Departure implements WatchListener {
        private final String name;
        private final CompletableFuture<Boolean> gone = new CompletableFuture<>();
        private volatile boolean seen;
        private volatile String finalizers = "";

        private Departure(String name) {
            this.name = name;
        }

        @Override
        public void changed(ObjectNode object) {
            JsonNode metadata = object.path("metadata");
            if (metadata.path("name").asText().equals(name)) {
                seen = true;
                StringJoiner names = new StringJoiner(", ");
                metadata.path("finalizers").forEach(finalizer -> names.add(finalizer.asText()));
                finalizers = names.toString();
                if (!metadata.has("deletionTimestamp")) {
                    gone.complete(true); // somebody else has made it anew
                }
            }
        }

        @Override
        public void deleted(ObjectNode object) {
            if (object.path("metadata").path("name").asText().equals(name)) {
                gone.complete(true);
            }
        }

        @Override
        public void synced() {
            if (!seen) {
                gone.complete(true);
            }
        }

        @Override
        public void lost(RuntimeException cause) {
            gone.completeExceptionally(cause);
        }

        private String held(Duration time) {
            return "it was deleted to be made anew, but is not gone after " + time.toSeconds() + " s"
                    + (finalizers.isEmpty() ? "" : "; its finalizers are " + finalizers);
        }
    }
}
