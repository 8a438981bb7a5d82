package io.github.kitmaven.cluster.fabric8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient.Listing;
import io.github.kitmaven.cluster.ClusterClient.Watch;
import io.github.kitmaven.cluster.ClusterClient.WatchListener;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.cluster.UnreachableException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Follows the objects of a type over plain HTTP: a LIST, then a stream of changes from its version on, and again whenever
 * the stream ends. Where a stream can't be relied on any more, because it broke off, told nothing in all its time or the
 * server has forgotten the version, it begins with a LIST again. One daemon thread each.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes">the
 *     protocol</a>
 */
final class StreamingWatch implements Watch {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int EXPIRED = 410;

    private final Http http;
    private final ResourceType type;
    private final String namespace;
    private final String query;
    private final WatchListener listener;
    private final Patience patience;
    private final Thread thread;
    private final Map<String, ObjectNode> known = new HashMap<>();
    private String version = "";
    private boolean synced;
    private long wellUntil;
    private volatile boolean closed;
    private volatile Optional<InputStream> open = Optional.empty();

    /** The query chooses objects, such as {@code fieldSelector=a%3Db}; empty for all. */
    StreamingWatch(
            Http http, ResourceType type, String namespace, String query, WatchListener listener, Patience patience) {
        this.http = http;
        this.type = type;
        this.namespace = namespace;
        this.query = query;
        this.listener = listener;
        this.patience = patience;
        this.thread = new Thread(this::run, "kit-watch-" + type.plural());
        thread.setDaemon(true);
    }

    StreamingWatch start() {
        thread.start();
        return this;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        hangUp();
    }

    private void run() {
        try {
            follow();
        } catch (RuntimeException e) {
            // whoever waits for this watch must hear of its end, even if the fault is the listener's
            if (!closed) {
                listener.lost(e);
            }
        }
    }

    /** Goes on until closed; throws when the cluster has failed for too long, or refuses. */
    private void follow() {
        wellUntil = System.nanoTime();
        while (!closed) {
            RuntimeException failure;
            try {
                if (version.isEmpty()) {
                    relist();
                    wellUntil = System.nanoTime();
                }
                if (stream()) {
                    continue;
                }
                failure = new UnreachableException("the cluster ends every watch at once", new IOException());
            } catch (ApiException e) {
                if (e.code() == EXPIRED) {
                    version = "";
                } else if (e.code() != 429 && e.code() < 500) {
                    throw e;
                }
                failure = e;
            } catch (UnreachableException e) {
                version = ""; // the next stream may break as this one did, but a LIST tells all
                failure = e;
            }
            if (System.nanoTime() - wellUntil > patience.outage().toNanos()) {
                throw failure;
            }
            pause();
        }
    }

    private void relist() {
        Listing listing = Pages.read(http, type, namespace, query);
        Set<String> gone = new TreeSet<>(known.keySet());
        for (ObjectNode object : listing.items()) {
            String key = key(object);
            gone.remove(key);
            ObjectNode before = known.put(key, object);
            if (!closed && (before == null || !version(before).equals(version(object)))) {
                listener.changed(object);
            }
        }
        for (String key : gone) {
            ObjectNode last = known.remove(key);
            if (!closed && last != null) {
                listener.deleted(last);
            }
        }
        version = listing.resourceVersion();
        if (!synced && !closed) {
            synced = true;
            listener.synced();
        }
    }

    /** Reads one stream to its end; {@return whether it was well: it told something, or stayed open for a while}. */
    private boolean stream() {
        String target = ResourcePath.ofAll(type, namespace) + "?watch=true&allowWatchBookmarks=true&timeoutSeconds="
                + patience.stream().toSeconds() + "&resourceVersion=" + ResourcePath.encoded(version)
                + (query.isEmpty() ? "" : "&" + query);
        boolean told = false;
        boolean well = false;
        try (InputStream stream = http.stream(target)) {
            open = Optional.of(stream);
            long opened = System.nanoTime();
            // a server that vanished without a word leaves the stream open for ever
            AtomicBoolean dead = new AtomicBoolean();
            CompletableFuture<Void> deadline = CompletableFuture.runAsync(
                    () -> {
                        dead.set(true);
                        hangUp();
                    },
                    later());
            try (MappingIterator<JsonNode> changes =
                    Answer.JSON.readerFor(JsonNode.class).readValues(stream)) {
                while (!closed && changes.hasNextValue()) {
                    tell(changes.nextValue());
                    told = true;
                }
            } finally {
                deadline.cancel(false);
                open = Optional.empty();
                // a quiet stream is no outage, however it ends
                well = told || System.nanoTime() - opened > PAUSE.toNanos();
                wellUntil = well ? System.nanoTime() : wellUntil;
                version = dead.get() ? "" : version;
            }
        } catch (IOException e) {
            // broken off; what was told stands, and a stream that told something is worth reopening at once
            if (!told) {
                throw http.broken(e);
            }
        }
        return well;
    }

    private void tell(JsonNode change) {
        if (!(change.path("object") instanceof ObjectNode object)) {
            return;
        }
        String kind = change.path("type").asText("");
        if (kind.equals("ERROR")) {
            throw Answer.refusal(object, object.path("code").asInt(EXPIRED));
        }
        version = version(object);
        if (closed || kind.equals("BOOKMARK")) {
            return;
        }
        if (kind.equals("DELETED")) {
            known.remove(key(object));
            listener.deleted(object);
        } else {
            known.put(key(object), object);
            listener.changed(object);
        }
    }

    private Executor later() {
        return CompletableFuture.delayedExecutor(
                patience.stream().plus(patience.connect()).toMillis(), TimeUnit.MILLISECONDS);
    }

    private void hangUp() {
        open.ifPresent(stream -> {
            try {
                stream.close();
            } catch (IOException e) {
                // nobody wants the rest of it, so it doesn't matter what became of it
            }
        });
    }

    private void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String key(ObjectNode object) {
        JsonNode metadata = object.path("metadata");
        return metadata.path("namespace").asText("") + "/"
                + metadata.path("name").asText("");
    }

    private static String version(ObjectNode object) {
        return object.path("metadata").path("resourceVersion").asText("");
    }
}
