package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.event.Event;
import io.github.kitmaven.event.Event.ObjectApplied;
import io.github.kitmaven.event.Event.StillApplying;
import io.github.kitmaven.event.Event.StillWaiting;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.plan.Plan;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.testing.Trees;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ApplyingTest {
    private final Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private final AtomicReference<Instant> time = new AtomicReference<>(now);
    private final Clock clock = ((InstantSource) time::get).withZone(ZoneOffset.UTC);
    private final Manifest web = Trees.manifest("{apiVersion: 'v1', kind: 'Service', metadata: {name: 'web'}}");
    private final Manifest api = Trees.manifest("{apiVersion: 'v1', kind: 'Service', metadata: {name: 'api'}}");
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    @Test
    void aSlowWriteIsToldOfAndTheTimeOfEachObjectIsKept() throws InterruptedException {
        Plan plan = new Plan("east", List.of(Step.create(web, false), Step.create(api, false)));
        ObjectApplied done = new ObjectApplied("east", web.key(), "create");
        try (Applying applying = new Applying(plan, Duration.ofMillis(5), clock, events::add)) {
            applying.on(done);
            time.set(now.plusSeconds(2));
            Event said = events.take();
            while (!said.equals(new StillApplying("east", 1, 2, 2))) {
                assertThat(said).isIn(done, new StillApplying("east", 0, 2, 2));
                said = events.take();
            }
            assertThat(applying.when(web.key())).contains(now);
            assertThat(applying.when(api.key())).isEmpty();
        }
    }

    @Test
    void nothingIsToldWhileSomethingElseIs() {
        StillWaiting waiting = new StillWaiting("east", 1, 2, List.of());
        Duration hour = Duration.ofHours(1);
        try (Applying applying = new Applying(new Plan("east", List.of()), hour, clock, events::add)) {
            time.set(now.plusSeconds(1800));
            applying.on(waiting);
            time.set(now.plusSeconds(3600));
            applying.sign();
            assertThat(events).containsExactly(waiting);
            time.set(now.plusSeconds(5400));
            applying.sign();
            assertThat(events).containsExactly(waiting, new StillApplying("east", 0, 0, 5400));
        }
    }

    @Test
    void aQuickWriteIsNotToldOf() throws InterruptedException {
        Plan plan = new Plan("east", List.of());
        try (Applying applying = new Applying(plan, Duration.ofHours(1), Clock.systemUTC(), events::add)) {
            assertThat(applying.when(web.key())).isEmpty();
        }
        assertThat(events.poll(0, TimeUnit.SECONDS)).isNull();
    }
}
