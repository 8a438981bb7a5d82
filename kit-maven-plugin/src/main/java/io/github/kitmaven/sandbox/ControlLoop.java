package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs the controllers, on one thread: an object that changed, and each of its owners, is looked at once more. */
final class ControlLoop implements AutoCloseable {
    private final Store store;
    private final KindTable kinds;
    private final GarbageCollector garbageCollector;
    private final ScheduledThreadPoolExecutor thread;
    private final Set<ObjectKey> waiting = new HashSet<>();
    private volatile Map<String, Controller> controllers = Map.of();

    ControlLoop(Store store, KindTable kinds) {
        this.store = store;
        this.kinds = kinds;
        this.garbageCollector = new GarbageCollector(store);
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread daemon = new Thread(task, "sandbox-controllers");
            daemon.setDaemon(true);
            return daemon;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Looks at every object that is there, and from then on at those that change.
     *
     * @param byResource the controllers, by the resource whose objects they look at
     */
    void start(Map<String, Controller> byResource) {
        controllers = byResource;
        store.locked(() -> {
            store.keys().forEach(this::enqueue);
            store.listen(this::take);
            return store;
        });
    }

    /** Looks at an object once more, later. */
    void enqueue(ObjectKey key, Duration delay) {
        run(() -> look(key), delay);
    }

    private void run(Runnable task, Duration delay) {
        try {
            Future<?> unused = thread.schedule(() -> guard(task), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // the sandbox is closing: nobody will look any more
        }
    }

    /** Lets the step that is running end, and begins no other. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(2, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void take(Change change) {
        if (change.after().isPresent()) {
            enqueue(change.key());
        } else {
            run(() -> clearUp(change), Duration.ZERO);
        }
        change.before().ifPresent(this::enqueueOwners);
        change.after().ifPresent(this::enqueueOwners);
    }

    private void enqueueOwners(ObjectNode object) {
        for (JsonNode owner : Metadata.of(object).path("ownerReferences")) {
            kinds.byApiVersion(
                            owner.path("apiVersion").asText(),
                            owner.path("kind").asText())
                    .map(kind -> new ObjectKey(
                            kind.storedAs(),
                            kind.namespaced() ? Metadata.namespace(object) : "",
                            owner.path("name").asText()))
                    .ifPresent(this::enqueue);
        }
    }

    private void enqueue(ObjectKey key) {
        synchronized (waiting) {
            if (!waiting.add(key)) {
                return;
            }
        }
        enqueue(key, Duration.ZERO);
    }

    private void clearUp(Change change) {
        garbageCollector.gone(change.last());
        Controller controller = controllers.get(change.key().resource());
        if (controller != null) {
            controller.gone(change.last());
        }
    }

    private void look(ObjectKey key) {
        synchronized (waiting) {
            waiting.remove(key);
        }
        Optional<ObjectNode> object = store.get(key);
        object.ifPresent(found -> garbageCollector.look(key, found));
        Controller controller = controllers.get(key.resource());
        if (controller != null) {
            object.ifPresent(controller::reconcile);
        }
    }

    private static void guard(Runnable task) {
        try {
            task.run();
        } catch (ApiError e) {
            // what it acted on has changed or gone meanwhile, which brings its owner here again
        } catch (RuntimeException e) {
            Thread current = Thread.currentThread();
            current.getUncaughtExceptionHandler().uncaughtException(current, e);
        }
    }
}
