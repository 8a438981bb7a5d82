package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * All objects, one version counter, and the latest changes for those who watch. Objects that went in are never changed
 * again. Listeners hear every change in order, while the lock is held: they only take note of it.
 */
final class Store {
    private static final int HISTORY = 4_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final NavigableMap<ObjectKey, ObjectNode> objects = new TreeMap<>();
    private final Map<String, Set<ObjectKey>> owned = new HashMap<>();
    private final Set<String> uids = new HashSet<>();
    private final ArrayDeque<Change> history = new ArrayDeque<>();
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private long version;
    private long forgotten;

    /** The objects of a list at one moment. */
    record Snapshot(List<ObjectNode> objects, long version) {}

    /**
     * Makes a store.
     *
     * @param objects what it holds from the start
     * @param version the version it goes on from; nothing before it is known
     */
    Store(Map<ObjectKey, ObjectNode> objects, long version) {
        this.version = version;
        this.forgotten = version;
        this.objects.putAll(objects);
        objects.forEach((key, object) -> {
            uids.add(Metadata.uid(object));
            owners(object).forEach(owner -> own(owner, key));
        });
    }

    /** Does several steps as one. */
    <T> T locked(Supplier<T> steps) {
        lock.lock();
        try {
            return steps.get();
        } finally {
            lock.unlock();
        }
    }

    Optional<ObjectNode> get(ObjectKey key) {
        return locked(() -> Optional.ofNullable(objects.get(key)));
    }

    /** The objects of a resource; of one namespace, or of all where none is given. */
    Snapshot list(String resource, String namespace) {
        return locked(() -> new Snapshot(new ArrayList<>(range(resource, namespace)), version));
    }

    /** The objects of all resources in a namespace. */
    List<ObjectKey> keysIn(String namespace) {
        return locked(() -> objects.keySet().stream()
                .filter(key -> key.namespace().equals(namespace))
                .toList());
    }

    /** The keys of all objects. */
    List<ObjectKey> keys() {
        return locked(() -> List.copyOf(objects.keySet()));
    }

    /** The keys of the objects that name an owner of this uid. */
    List<ObjectKey> keysOwnedBy(String uid) {
        return locked(() -> List.copyOf(owned.getOrDefault(uid, Set.of())));
    }

    /** Whether an object of this uid is there. */
    boolean hasUid(String uid) {
        return locked(() -> uids.contains(uid));
    }

    /** Keeps an object under the next version, which is written into it, and returns it. */
    ObjectNode put(ObjectKey key, ObjectNode object) {
        return locked(() -> {
            stamp(object);
            Optional<ObjectNode> before = Optional.ofNullable(objects.get(key));
            publish(new Change(version, key, before, Optional.of(object), object));
            objects.put(key, object);
            before.ifPresent(old -> owners(old).forEach(owner -> disown(owner, key)));
            owners(object).forEach(owner -> own(owner, key));
            uids.add(Metadata.uid(object));
            return object;
        });
    }

    /** Removes an object, if it is there. */
    void remove(ObjectKey key) {
        locked(() -> {
            Optional<ObjectNode> before = Optional.ofNullable(objects.get(key));
            before.ifPresent(old -> {
                ObjectNode last = old.deepCopy();
                stamp(last);
                publish(new Change(version, key, before, Optional.empty(), last));
                objects.remove(key);
                owners(old).forEach(owner -> disown(owner, key));
                uids.remove(Metadata.uid(old));
            });
            return before;
        });
    }

    /** Hears every change from now on. */
    void listen(Consumer<Change> listener) {
        listeners.add(listener);
    }

    /**
     * Hears every change after a version, those of the past at once.
     *
     * @throws ApiError if changes after that version are already forgotten
     */
    void listen(long after, Consumer<Change> listener) {
        locked(() -> {
            if (after < forgotten) {
                throw ApiError.expired("too old resource version: " + after + " (" + forgotten + ")");
            }
            history.stream().filter(change -> change.version() > after).forEach(listener);
            return listeners.add(listener);
        });
    }

    void unlisten(Consumer<Change> listener) {
        listeners.remove(listener);
    }

    long version() {
        return locked(() -> version);
    }

    private Collection<ObjectNode> range(String resource, String namespace) {
        ObjectKey first = new ObjectKey(resource, namespace, "");
        ObjectKey last = namespace.isEmpty()
                ? new ObjectKey(resource + "\0", "", "")
                : new ObjectKey(resource, namespace + "\0", "");
        return objects.subMap(first, last).values();
    }

    private void stamp(ObjectNode object) {
        version++;
        Metadata.edit(object).put("resourceVersion", Long.toString(version));
    }

    /** Tells of a change that is about to happen; where the journal, the first to hear of it, fails, it does not. */
    private void publish(Change change) {
        listeners.forEach(listener -> listener.accept(change));
        history.add(change);
        if (history.size() > HISTORY) {
            forgotten = history.remove().version();
        }
    }

    private void own(String owner, ObjectKey key) {
        owned.computeIfAbsent(owner, uid -> new LinkedHashSet<>()).add(key);
    }

    private void disown(String owner, ObjectKey key) {
        Set<ObjectKey> keys = owned.getOrDefault(owner, Set.of());
        keys.remove(key);
        if (keys.isEmpty()) {
            owned.remove(owner);
        }
    }

    private static List<String> owners(ObjectNode object) {
        return Json.items(Metadata.of(object).path("ownerReferences"))
                .map(owner -> owner.path("uid").asText())
                .toList();
    }
}
