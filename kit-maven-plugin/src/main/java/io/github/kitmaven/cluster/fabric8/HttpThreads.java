package io.github.kitmaven.cluster.fabric8;

import io.fabric8.kubernetes.client.http.HttpClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The threads that an HTTP client starts for itself. Before Java 21 a closed one leaves a thread that waits for its
 * connections, and for such a thread the end of a Java process waits 0.3 s. Like any of its kind it ends when it is
 * interrupted, and it is known by its group, which it takes over from whoever makes the client.
 */
final class HttpThreads {
    private final ThreadGroup group = new ThreadGroup("kit-http");

    HttpClient build(HttpClient.Builder builder) {
        CompletableFuture<HttpClient> built = new CompletableFuture<>();
        new Thread(group, () -> build(builder, built), "kit-http-build").start();
        try {
            return built.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException unchecked ? unchecked : e;
        }
    }

    private static void build(HttpClient.Builder builder, CompletableFuture<HttpClient> built) {
        try {
            built.complete(builder.build());
        } catch (RuntimeException e) {
            built.completeExceptionally(e);
        }
    }

    /** Ends them; to be called once the client is closed. */
    void end() {
        group.interrupt();
    }
}
