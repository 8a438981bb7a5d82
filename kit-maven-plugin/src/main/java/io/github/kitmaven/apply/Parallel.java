package io.github.kitmaven.apply;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs tasks side by side. */
public final class Parallel implements AutoCloseable {
    private final ExecutorService executor;

    /**
     * Makes the threads' pool; a thread is started only when it is needed.
     *
     * @param name the threads' name
     * @param threads how many tasks run at once
     */
    public Parallel(String name, int threads) {
        AtomicInteger number = new AtomicInteger();
        this.executor = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Runs all tasks and waits for them.
     *
     * @param tasks the tasks; what one throws unchecked is thrown here, once all others have ended
     * @param <T> what a task returns
     * @return the results, in the order of the tasks
     */
    public <T> List<T> all(List<Callable<T>> tasks) {
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : executor.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the build was interrupted", e);
        }
    }

    /** Waits before the same question is asked again: no watch tells when a cluster begins to serve a kind. */
    static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the build was interrupted", e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
