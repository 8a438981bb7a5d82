package io.github.kitmaven.report;

import io.github.kitmaven.event.Event;
import io.github.kitmaven.event.Event.ClusterFinished;
import io.github.kitmaven.event.Event.ClusterPlanned;
import io.github.kitmaven.event.Event.ClusterUnreachable;
import io.github.kitmaven.event.Event.LeaseAwaited;
import io.github.kitmaven.event.Event.ObjectApplied;
import io.github.kitmaven.event.Event.ObjectRefused;
import io.github.kitmaven.event.Event.RolloutChanged;
import io.github.kitmaven.event.Event.RolloutState;
import io.github.kitmaven.event.Event.Warned;
import io.github.kitmaven.event.EventSink;
import io.github.kitmaven.model.ManifestKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

/** Keeps what happens, and when. That an object was written is kept with the object, for there may be many. Thread-safe. */
final class Timeline implements EventSink {
    private final Clock clock;
    private final Queue<Happened> happened = new ConcurrentLinkedQueue<>();
    private final Map<String, Map<ManifestKey, Instant>> applied = new ConcurrentHashMap<>();

    private record Happened(Instant at, String type, String cluster, String object, String text) {}

    Timeline(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void on(Event event) {
        if (event instanceof ObjectApplied it) {
            if (applied.computeIfAbsent(it.cluster(), this::begun).put(it.key(), clock.instant()) == null) {
                return;
            }
        } else if (event instanceof ClusterPlanned it) {
            add("planned", it.cluster(), "", "");
        } else if (event instanceof ClusterUnreachable it) {
            add("unreachable", it.cluster(), "", it.diagnostic().message());
        } else if (event instanceof ObjectRefused it) {
            add("refused", it.cluster(), it.key().toString(), it.diagnostic().message());
        } else if (event instanceof RolloutChanged it && it.state() == RolloutState.FAILED) {
            add("unhealthy", it.cluster(), it.key().toString(), it.reason());
        } else if (event instanceof LeaseAwaited it) {
            add("waiting", it.cluster(), "", it.holder());
        } else if (event instanceof ClusterFinished it) {
            add(it.successful() ? "finished" : "failed", it.cluster(), "", "");
        } else if (event instanceof Warned it) {
            add("warning", "", "", it.diagnostic().text());
        }
    }

    private Map<ManifestKey, Instant> begun(String cluster) {
        add("applying", cluster, "", "");
        return new ConcurrentHashMap<>();
    }

    private void add(String type, String cluster, String object, String text) {
        happened.add(new Happened(clock.instant(), type, cluster, object, text));
    }

    /** How many seconds after the run's begin an object was written. */
    Optional<Double> appliedAfter(String cluster, ManifestKey key, Instant begin) {
        return Optional.ofNullable(applied.getOrDefault(cluster, Map.of()).get(key))
                .map(at -> seconds(begin, at));
    }

    /** All that happened, in order. */
    List<EventReport> events(Instant begin, UnaryOperator<String> mask) {
        return happened.stream()
                .map(it -> new EventReport(
                        seconds(begin, it.at()),
                        it.type(),
                        it.cluster(),
                        mask.apply(it.object()),
                        mask.apply(it.text())))
                .sorted(java.util.Comparator.comparingDouble(EventReport::after))
                .toList();
    }

    private static double seconds(Instant begin, Instant at) {
        return Math.max(0, Duration.between(begin, at).toMillis()) / 1000.0;
    }
}
