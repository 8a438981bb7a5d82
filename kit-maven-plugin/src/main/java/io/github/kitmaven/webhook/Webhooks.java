package io.github.kitmaven.webhook;

import io.github.kitmaven.event.Event;
import io.github.kitmaven.event.Event.Warned;
import io.github.kitmaven.event.EventSink;
import io.github.kitmaven.model.Backoff;
import io.github.kitmaven.model.HttpThreads;
import io.github.kitmaven.model.Later;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.report.ClusterResult;
import io.github.kitmaven.report.RunListener;
import io.github.kitmaven.report.RunReport;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Tells endpoints of a run. Nothing that they do can slow it or make it fail: what happens is put into queues, and only at
 * the end what is left there is waited for, for a bounded time. What was not delivered then is warned of.
 */
public final class Webhooks implements RunListener {
    /** How often a message is sent to an endpoint that can be thought alive. */
    private static final int TRIES = 6;

    private static final Duration ONE_REQUEST = Duration.ofSeconds(10);

    private final List<Delivery> endpoints;
    private final List<Notifier> notifiers;
    private final HttpThreads threads = new HttpThreads();
    private final UnaryOperator<String> mask;
    private final Duration patience;
    private final EventSink warnings;
    private final Supplier<Optional<FleetNews>> fleet;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Set<String> faults = ConcurrentHashMap.newKeySet();

    /**
     * Prepares to tell.
     *
     * @param hooks the endpoints
     * @param facts what is known of the run
     * @param patience how long to wait at the end
     * @param warnings hears what could not be delivered
     * @param fleet looks up the clusters of the repo, where an endpoint wants to hear of them; empty where that is not to
     *     be told
     */
    public Webhooks(
            List<Webhook> hooks,
            RunFacts facts,
            Duration patience,
            EventSink warnings,
            Supplier<Optional<FleetNews>> fleet) {
        this(hooks, facts, patience, warnings, fleet, Backoff.sleeping(TRIES), ONE_REQUEST);
    }

    Webhooks(
            List<Webhook> hooks,
            RunFacts facts,
            Duration patience,
            EventSink warnings,
            Supplier<Optional<FleetNews>> fleet,
            Backoff backoff,
            Duration oneRequest) {
        Supplier<HttpClient> http = new Later<>(() -> threads.build(() -> Exchange.client(oneRequest)));
        this.endpoints = hooks.stream()
                .map(hook -> new Delivery(hook, new Exchange(hook, http, oneRequest, Clock.systemUTC()), backoff))
                .toList();
        this.notifiers = Stream.of(Format.values())
                .map(format -> new ToEndpoints(of(format)))
                .filter(outbox -> !outbox.endpoints().isEmpty())
                .map(outbox -> outbox.endpoints().get(0).hook().format().notifier(facts, outbox))
                .toList();
        this.mask = facts.mask();
        this.patience = patience;
        this.warnings = warnings;
        this.fleet = fleet;
    }

    private List<Delivery> of(Format format) {
        return endpoints.stream().filter(it -> it.hook().format() == format).toList();
    }

    /** Each message goes to all endpoints of its format that chose its topic. */
    private record ToEndpoints(List<Delivery> endpoints) implements Outbox {
        @Override
        public boolean wants(Topic topic) {
            return endpoints.stream().anyMatch(it -> it.hook().topics().contains(topic));
        }

        @Override
        public void put(Topic topic, Message message) {
            endpoints.stream().filter(it -> it.hook().topics().contains(topic)).forEach(it -> it.offer(message));
        }
    }

    @Override
    public void planned(List<ClusterResult> clusters) {
        tell(it -> it.planned(clusters));
        if (endpoints.stream().anyMatch(it -> it.hook().topics().contains(Topic.FLEET))) {
            guarded(() -> fleet.get().ifPresent(news -> tell(it -> it.fleet(news))));
        }
    }

    @Override
    public void on(Event event) {
        tell(it -> it.on(event));
    }

    @Override
    public void deployed(ClusterResult cluster) {
        tell(it -> it.deployed(cluster));
    }

    @Override
    public boolean reachesOut() {
        return true;
    }

    @Override
    public void ended(RunReport report) {
        if (!ended.getAndSet(true)) {
            tell(it -> it.ended(report));
            end();
        }
    }

    /**
     * Tells what became of images, and ends.
     *
     * @param news of each image file
     */
    public void images(List<ImageNews> news) {
        news.stream().map(one -> one.masked(mask)).forEach(one -> tell(it -> it.image(one)));
        end();
    }

    /** A fault of kit's in what it tells others is no reason for a deploy to fail. */
    private void tell(Consumer<Notifier> news) {
        notifiers.forEach(notifier -> guarded(() -> news.accept(notifier)));
    }

    private void guarded(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            String where = Stream.of(e.getStackTrace())
                    .findFirst()
                    .map(it -> " at " + it)
                    .orElse("");
            faults.add(e.getClass().getSimpleName() + where);
        }
    }

    private void end() {
        long end = System.nanoTime() + patience.toNanos();
        endpoints.forEach(Delivery::close);
        endpoints.forEach(it -> it.await(Duration.ofNanos(Math.max(0, end - System.nanoTime()))));
        threads.end();
        faults.forEach(fault -> warnings.on(
                new Warned(Diagnostic.of("Kit failed to make a notification: " + fault, "Tell those who make kit"))));
        endpoints.forEach(it -> it.trouble().ifPresent(trouble -> warnings.on(new Warned(trouble))));
    }
}
