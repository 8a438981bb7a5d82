package io.github.kitmaven.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.cluster.UnreachableException;
import io.github.kitmaven.testing.NoCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/**
 * A cluster whose watches tell what a test wrote down, and a clock that only moves when a rollout waits: the next thing in
 * the script happens at its time.
 */
final class FakeCluster extends NoCluster implements Ticker {
    static final ResourceType POD = new ResourceType("v1", "Pod", "pods", true);
    static final ResourceType REPLICA_SET = new ResourceType("apps/v1", "ReplicaSet", "replicasets", true);
    static final ResourceType DEPLOYMENT = new ResourceType("apps/v1", "Deployment", "deployments", true);
    static final ResourceType EVENT = new ResourceType("v1", "Event", "events", true);
    static final ResourceType JOB = new ResourceType("batch/v1", "Job", "jobs", true);

    private record Act(int second, Runnable happens) {}

    final Map<String, WatchListener> listeners = new LinkedHashMap<>();
    final Set<String> closed = new TreeSet<>();
    /** The requests for the causes of failures. */
    final List<String> asked = new ArrayList<>();
    /** What it answers when it is asked for the events of an object. */
    final List<ObjectNode> said = new ArrayList<>();

    Supplier<List<String>> log = List::of;
    boolean away;
    private final Deque<Act> script = new ArrayDeque<>();
    private final Instant began = Instant.parse("2026-11-23T12:00:00Z");
    private Instant now = began;

    /** At that second, an object of that type is there or changes. */
    FakeCluster at(int second, ResourceType type, ObjectNode object) {
        return at(second, type, listener -> listener.changed(object));
    }

    FakeCluster at(int second, ResourceType type, java.util.function.Consumer<WatchListener> happens) {
        script.add(new Act(
                second, () -> Optional.ofNullable(listeners.get(type.plural())).ifPresent(happens)));
        return this;
    }

    /** At that second, all watches have told what was there. */
    FakeCluster synced(int second) {
        script.add(new Act(second, () -> listeners.values().forEach(WatchListener::synced)));
        return this;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public <T> Optional<T> next(BlockingQueue<T> queue, Duration atMost) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (queue.isEmpty()) {
            Instant end = now.plus(atMost);
            Instant next = script.isEmpty()
                    ? Instant.MAX
                    : began.plusSeconds(script.element().second());
            now = next.isAfter(end) ? end : next.isAfter(now) ? next : now;
            if (!next.isAfter(end)) {
                script.remove().happens().run();
            }
        }
        return Optional.ofNullable(queue.poll());
    }

    @Override
    public Optional<ResourceType> type(String apiVersion, String kind) {
        if (away) {
            throw new UnreachableException("away", new java.io.IOException());
        }
        return java.util.stream.Stream.of(POD, REPLICA_SET, DEPLOYMENT, JOB)
                .filter(type ->
                        type.apiVersion().equals(apiVersion) && type.kind().equals(kind))
                .findFirst();
    }

    @Override
    public List<ObjectNode> events(String namespace, String uid) {
        asked.add("events " + uid);
        return said.stream()
                .filter(event -> event.at("/involvedObject/uid").asText().equals(uid))
                .toList();
    }

    @Override
    public List<String> log(String namespace, String pod, String container, boolean previous, int lines) {
        asked.add("log " + pod + "/" + container + (previous ? " of the run before" : ""));
        return log.get();
    }

    @Override
    public Watch watchWarnings(String namespace, WatchListener listener) {
        asked.add("watch of events");
        return watch(EVENT, namespace, listener);
    }

    @Override
    public Watch watch(ResourceType type, String namespace, WatchListener listener) {
        listeners.put(type.plural(), listener);
        return () -> closed.add(type.plural());
    }
}
