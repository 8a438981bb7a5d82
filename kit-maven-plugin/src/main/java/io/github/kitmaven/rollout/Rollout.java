package io.github.kitmaven.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ClusterClient.Watch;
import io.github.kitmaven.cluster.ClusterClient.WatchListener;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.cluster.UnreachableException;
import io.github.kitmaven.event.Event;
import io.github.kitmaven.event.Event.RolloutState;
import io.github.kitmaven.event.EventSink;
import io.github.kitmaven.problem.Diagnostic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Waits until objects are healthy, or waiting longer wouldn't help: by one watch per type and namespace, never by asking
 * again and again.
 */
public final class Rollout {
    private static final Set<String> RUNS_PODS = Set.of("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job");

    private final String cluster;
    private final RolloutOptions options;
    private final EventSink sink;
    private final Instant began;
    private final BlockingQueue<Sighting> sightings = new LinkedBlockingQueue<>();
    private final View view = new View();
    private final Map<RolloutTarget, Verdict> latest = new LinkedHashMap<>();
    private final Map<RolloutTarget, RolloutResult> results = new LinkedHashMap<>();
    private Instant lastWord;

    private Rollout(String cluster, RolloutOptions options, EventSink sink) {
        this.cluster = cluster;
        this.options = options;
        this.sink = sink;
        this.began = options.ticker().now();
        this.lastWord = began;
    }

    /**
     * Waits for objects that have just been applied. One that fails doesn't end the wait for the others.
     *
     * @param client the cluster
     * @param cluster the cluster's name, for events
     * @param targets the objects
     * @param options how to wait
     * @param sink hears of each change, and in a silence that the wait goes on
     * @return the result of each object, in the order given; also when the cluster went away or the wait was interrupted
     */
    public static List<RolloutResult> await(
            ClusterClient client, String cluster, List<RolloutTarget> targets, RolloutOptions options, EventSink sink) {
        return new Rollout(cluster, options, sink).await(client, targets);
    }

    private List<RolloutResult> await(ClusterClient client, List<RolloutTarget> targets) {
        for (RolloutTarget target : targets) {
            latest.put(target, new Verdict.Progressing("not seen yet"));
            if (Health.isImmediate(target.key().group(), target.key().kind())) {
                judge(target, new Verdict.Healthy("in place"));
            }
        }
        List<Watch> watches = new ArrayList<>();
        try {
            for (Scope scope : scopes(client)) {
                watches.add(client.watch(scope.type(), scope.namespace(), new Listener(scope)));
            }
            while (results.size() < latest.size()) {
                step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            giveUp("the wait was interrupted");
        } finally {
            watches.forEach(Watch::close);
        }
        return latest.keySet().stream()
                .map(target -> java.util.Objects.requireNonNull(results.get(target)))
                .toList();
    }

    /** The watches of what is not yet decided, and of the pods behind it. */
    private Set<Scope> scopes(ClusterClient client) {
        Set<Scope> scopes = new LinkedHashSet<>();
        Optional<ResourceType> pods = behind(client, "v1", "Pod", RUNS_PODS);
        Optional<ResourceType> replicaSets = behind(client, "apps/v1", "ReplicaSet", Set.of("Deployment"));
        for (RolloutTarget target : latest.keySet()) {
            String namespace = target.key().namespace();
            if (results.containsKey(target)) {
                continue;
            }
            scopes.add(Scope.of(target));
            if (RUNS_PODS.contains(target.key().kind())) {
                pods.ifPresent(type -> scopes.add(new Scope(type, namespace)));
            }
            if (target.key().kind().equals("Deployment")) {
                replicaSets.ifPresent(type -> scopes.add(new Scope(type, namespace)));
            }
        }
        return scopes;
    }

    /** The type of what runs behind the targets of those kinds; empty where there are none. */
    private Optional<ResourceType> behind(ClusterClient client, String apiVersion, String kind, Set<String> kinds) {
        if (latest.keySet().stream()
                .noneMatch(target -> kinds.contains(target.key().kind()))) {
            return Optional.empty();
        }
        try {
            return client.type(apiVersion, kind);
        } catch (ApiException | UnreachableException e) {
            return Optional.empty(); // the targets' own watches meet the same fault, and tell it
        }
    }

    private void step() throws InterruptedException {
        Duration patience = Duration.between(options.ticker().now(), nextDeadline());
        Optional<Sighting> sighting =
                options.ticker().next(sightings, patience.isNegative() ? Duration.ZERO : patience);
        while (sighting.isPresent()) {
            view.take(sighting.get());
            warn(sighting.get());
            sighting = Optional.ofNullable(sightings.poll());
        }
        Timing timing = new Timing(began, options.ticker().now());
        for (RolloutTarget target : List.copyOf(latest.keySet())) {
            if (!results.containsKey(target)) {
                view.verdict(target, timing).ifPresent(verdict -> judge(target, verdict));
            }
        }
        if (!timing.now().isBefore(began.plus(options.timeout()))) {
            giveUp("not healthy after " + options.timeout().toSeconds() + " s");
        }
        if (results.size() < latest.size() && !timing.now().isBefore(lastWord.plus(options.keepAlive()))) {
            say(new Event.StillWaiting(
                    cluster,
                    latest.size() - results.size(),
                    Duration.between(began, timing.now()).toSeconds()));
        }
    }

    /** When something has to be said or decided even if nothing is heard. */
    private Instant nextDeadline() {
        Instant next = earlier(began.plus(options.timeout()), lastWord.plus(options.keepAlive()));
        for (Verdict verdict : latest.values()) {
            if (verdict instanceof Verdict.Progressing progressing
                    && progressing.failsAt().isPresent()) {
                next = earlier(next, progressing.failsAt().get());
            }
        }
        return next;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private void giveUp(String why) {
        latest.forEach((target, verdict) -> {
            if (!results.containsKey(target)) {
                judge(target, new Verdict.Failed(why + ": " + verdict.reason()));
            }
        });
    }

    private void judge(RolloutTarget target, Verdict verdict) {
        Optional<Verdict> before = Optional.ofNullable(latest.put(target, verdict));
        if (verdict instanceof Verdict.Healthy || verdict instanceof Verdict.Failed) {
            Duration took = Duration.between(began, options.ticker().now());
            results.put(target, new RolloutResult(target.key(), verdict, took));
        }
        boolean news = before.filter(
                        old -> state(old) == state(verdict) && old.reason().equals(verdict.reason()))
                .isEmpty();
        if (news) {
            say(new Event.RolloutChanged(cluster, target.key(), state(verdict), verdict.reason()));
        }
    }

    private static RolloutState state(Verdict verdict) {
        if (verdict instanceof Verdict.Healthy) {
            return RolloutState.HEALTHY;
        }
        return verdict instanceof Verdict.Failed ? RolloutState.FAILED : RolloutState.PROGRESSING;
    }

    /** Without its pods, a rollout is only less well explained; without itself, it has failed, and says so. */
    private void warn(Sighting sighting) {
        if (sighting instanceof Sighting.Lost lost
                && lost.cause() instanceof ApiException refusal
                && latest.keySet().stream().map(Scope::of).noneMatch(lost.scope()::equals)) {
            say(new Event.Warned(Diagnostic.of(
                    "cluster " + cluster + " does not let kit watch "
                            + lost.scope().type().plural() + " in namespace "
                            + lost.scope().namespace() + ": " + refusal.serverMessage(),
                    "Allow it to list and watch them, and rollouts that fail are noticed at once")));
        }
    }

    private void say(Event event) {
        lastWord = options.ticker().now();
        sink.on(event);
    }

    private final class Listener implements WatchListener {
        private final Scope scope;

        private Listener(Scope scope) {
            this.scope = scope;
        }

        @Override
        public void changed(ObjectNode object) {
            sightings.add(new Sighting.Seen(scope, object));
        }

        @Override
        public void deleted(ObjectNode object) {
            sightings.add(new Sighting.Gone(scope, object));
        }

        @Override
        public void synced() {
            sightings.add(new Sighting.Synced(scope));
        }

        @Override
        public void lost(RuntimeException cause) {
            sightings.add(new Sighting.Lost(scope, cause));
        }
    }
}
