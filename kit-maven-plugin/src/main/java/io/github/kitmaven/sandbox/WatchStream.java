package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.schema.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A watch: what is there, if asked for, then each change as a line of JSON, until its time is up. */
final class WatchStream {
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration BOOKMARKS = Duration.ofMinutes(1);

    private final Store store;
    private final ResourcePath resource;
    private final Predicate<ObjectNode> selected;
    private final ApiRequest request;
    private final BlockingQueue<ObjectNode> lines = new LinkedBlockingQueue<>();

    WatchStream(Store store, ResourcePath resource, Predicate<ObjectNode> selected, ApiRequest request) {
        this.store = store;
        this.resource = resource;
        this.selected = selected;
        this.request = request;
    }

    ApiResponse response() {
        Consumer<Change> listener = this::take;
        try {
            begin(listener);
        } catch (ApiError e) {
            if (e.code() != 410) {
                throw e;
            }
            return new ApiResponse.Stream(out -> write(out, event("ERROR", e.status())));
        }
        return new ApiResponse.Stream(out -> {
            try {
                run(out);
            } finally {
                store.unlisten(listener);
            }
        });
    }

    /** Starts at the version asked for; without one, at what is there now. */
    private void begin(Consumer<Change> listener) {
        String version = request.parameter("resourceVersion");
        boolean initial = request.flag("sendInitialEvents");
        if (!version.isEmpty() && !version.equals("0") && !initial) {
            if (!version.matches("[0-9]{1,18}")) {
                throw ApiError.badRequest("Invalid value: \"" + version + "\": strconv.ParseUint: invalid syntax");
            }
            store.listen(Long.parseLong(version), listener);
            return;
        }
        store.locked(() -> {
            Store.Snapshot snapshot = store.list(resource.kind().storedAs(), resource.namespace());
            snapshot.objects().stream().filter(selected).forEach(object -> offer("ADDED", object));
            if (initial) {
                ObjectNode bookmark = bookmark(snapshot.version());
                Json.child(Metadata.edit(bookmark), "annotations").put("k8s.io/initial-events-end", "true");
                lines.add(event("BOOKMARK", bookmark));
            }
            store.listen(snapshot.version(), listener);
            return snapshot;
        });
    }

    private void take(Change change) {
        boolean here = change.key().resource().equals(resource.kind().storedAs())
                && (resource.namespace().isEmpty()
                        || resource.namespace().equals(change.key().namespace()));
        if (!here) {
            return;
        }
        // an object that changes so that it is chosen no more is, to this watch, deleted
        boolean was = change.before().filter(selected).isPresent();
        Optional<ObjectNode> is = change.after().filter(selected);
        if (is.isPresent()) {
            offer(was ? "MODIFIED" : "ADDED", is.get());
        } else if (was) {
            offer("DELETED", change.last());
        }
    }

    private void offer(String type, ObjectNode object) {
        Kind kind = resource.kind();
        ObjectNode shown = Versions.convert(object, kind);
        lines.add(
                event(type, Tables.wanted(request) ? Tables.of(kind, List.of(shown), Tables.metadata(shown)) : shown));
    }

    private void run(OutputStream out) throws IOException, InterruptedException {
        out.flush(); // the head of the answer tells the client that the watch has begun
        boolean bookmarks = request.flag("allowWatchBookmarks");
        Instant end = Instant.now().plus(timeout());
        Instant nextBookmark = Instant.now().plus(BOOKMARKS);
        while (Instant.now().isBefore(end)) {
            Instant wake = bookmarks && nextBookmark.isBefore(end) ? nextBookmark : end;
            long wait = Duration.between(Instant.now(), wake).toMillis() + 1;
            ObjectNode line = lines.poll(wait, TimeUnit.MILLISECONDS);
            if (line != null) {
                write(out, line);
            } else if (bookmarks) {
                // the version is read while no change waits to be written, or it would overtake one
                Optional<ObjectNode> bookmark =
                        store.locked(() -> lines.isEmpty() ? Optional.of(bookmark(store.version())) : Optional.empty());
                if (bookmark.isPresent()) {
                    write(out, event("BOOKMARK", bookmark.get()));
                    nextBookmark = Instant.now().plus(BOOKMARKS);
                }
            }
        }
    }

    private ObjectNode bookmark(long version) {
        ObjectNode bookmark = Json.object()
                .put("kind", resource.kind().name())
                .put("apiVersion", resource.kind().apiVersion());
        Metadata.edit(bookmark).put("resourceVersion", Long.toString(version));
        return bookmark;
    }

    private Duration timeout() {
        String seconds = request.parameter("timeoutSeconds");
        return seconds.matches("[1-9][0-9]{0,5}") ? Duration.ofSeconds(Long.parseLong(seconds)) : LONGEST;
    }

    private ObjectNode event(String type, JsonNode object) {
        ObjectNode event = Json.object().put("type", type);
        event.set("object", object);
        return event;
    }

    private static void write(OutputStream out, ObjectNode line) throws IOException {
        out.write(Json.bytes(line));
        out.write('\n');
        out.flush();
    }
}
