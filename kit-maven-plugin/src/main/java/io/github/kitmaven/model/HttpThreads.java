package io.github.kitmaven.model;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * The threads that an HTTP client of the JDK starts for itself. Before Java 21 it leaves one that waits for its connections,
 * and for such a thread the end of a Java process waits 0.3 s. Like any of its kind it ends when it is interrupted, and it is
 * known by its group, which it takes over from whoever makes the client.
 */
public final class HttpThreads {
    private final ThreadGroup group = new ThreadGroup("kit-http");

    /**
     * Makes a client whose threads can be ended.
     *
     * @param <T> the client's type
     * @param client makes it
     * @return the client
     */
    public <T> T build(Supplier<T> client) {
        CompletableFuture<T> built = new CompletableFuture<>();
        new Thread(group, () -> build(client, built), "kit-http-build").start();
        try {
            return built.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException unchecked ? unchecked : e;
        }
    }

    private static <T> void build(Supplier<T> client, CompletableFuture<T> built) {
        try {
            built.complete(client.get());
        } catch (RuntimeException e) {
            built.completeExceptionally(e);
        }
    }

    /** Ends them; to be called once nothing is asked any more. */
    public void end() {
        group.interrupt();
    }
}
