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

/** Hears when each object is written, and until it is closed says in each longer silence how far the writing came. */
final class Applying implements EventSink, AutoCloseable {
    private final Plan plan;
    private final Duration keepAlive;
    private final Clock clock;
    private final EventSink events;
    private final Instant began;
    private final Map<ManifestKey, Instant> applied = new ConcurrentHashMap<>();
    private final ScheduledExecutorService signs;
    private volatile Instant lastWord;

    Applying(Plan plan, Duration keepAlive, Clock clock, EventSink events) {
        this.plan = plan;
        this.keepAlive = keepAlive;
        this.clock = clock;
        this.events = events;
        this.signs = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "kit-applying-" + plan.cluster());
            thread.setDaemon(true);
            return thread;
        });
        this.began = clock.instant();
        this.lastWord = began;
        // its end is that of the applying, so nobody waits for the task
        var unused = signs.scheduleAtFixedRate(
                this::sign, keepAlive.toMillis(), keepAlive.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Says how far the writing came, unless something was said not long ago. */
    void sign() {
        Instant now = clock.instant();
        if (!now.isBefore(lastWord.plus(keepAlive))) {
            int writes = (int)
                    plan.steps().stream().filter(step -> step.action().writes()).count();
            long seconds = Duration.between(began, now).toSeconds();
            events.on(new StillApplying(plan.cluster(), applied.size(), writes, seconds));
        }
    }

    /** When an object was written; empty where it was not. */
    Optional<Instant> when(ManifestKey key) {
        return Optional.ofNullable(applied.get(key));
    }

    @Override
    public void on(Event event) {
        if (event instanceof ObjectApplied done) {
            applied.put(done.key(), clock.instant());
        } else {
            lastWord = clock.instant(); // of what is written, nothing is said
        }
        events.on(event);
    }

    @Override
    public void close() {
        signs.shutdownNow();
    }
}
