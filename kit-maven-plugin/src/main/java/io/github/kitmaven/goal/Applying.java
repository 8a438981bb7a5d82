package io.github.kitmaven.goal;

import io.github.kitmaven.event.Event;
import io.github.kitmaven.event.Event.ObjectApplied;
import io.github.kitmaven.event.Event.StillApplying;
import io.github.kitmaven.event.EventSink;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.plan.Plan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Hears when each object is written, and until it is closed says from time to time how far the writing came. */
final class Applying implements EventSink, AutoCloseable {
    private final Clock clock;
    private final EventSink events;
    private final Map<ManifestKey, Instant> applied = new ConcurrentHashMap<>();
    private final ScheduledExecutorService signs;

    Applying(Plan plan, Duration keepAlive, Clock clock, EventSink events) {
        this.clock = clock;
        this.events = events;
        this.signs = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "kit-applying-" + plan.cluster());
            thread.setDaemon(true);
            return thread;
        });
        Instant began = clock.instant();
        int writes = (int)
                plan.steps().stream().filter(step -> step.action().writes()).count();
        Runnable sign = () -> {
            long seconds = Duration.between(began, clock.instant()).toSeconds();
            events.on(new StillApplying(plan.cluster(), applied.size(), writes, seconds));
        };
        // its end is that of the applying, so nobody waits for the task
        var unused = signs.scheduleAtFixedRate(sign, keepAlive.toMillis(), keepAlive.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** When an object was written; empty where it was not. */
    Optional<Instant> when(ManifestKey key) {
        return Optional.ofNullable(applied.get(key));
    }

    @Override
    public void on(Event event) {
        if (event instanceof ObjectApplied done) {
            applied.put(done.key(), clock.instant());
        }
        events.on(event);
    }

    @Override
    public void close() {
        signs.shutdownNow();
    }
}
