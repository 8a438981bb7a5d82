package io.github.kitmaven.rollout;

import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.event.Event;
import io.github.kitmaven.event.Event.RolloutState;
import io.github.kitmaven.event.Event.Unready;
import io.github.kitmaven.event.EventSink;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.rollout.Verdict.Failed;
import io.github.kitmaven.rollout.Verdict.Failed.Certainty;
import io.github.kitmaven.rollout.Verdict.Progressing;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Waits until objects are healthy, or waiting longer wouldn't help: by one watch per type and namespace, never by asking
 * again and again. The events of a namespace are followed only once something there outlasts the grace, and the causes of
 * failures are asked for only where something failed.
 */
public final class Rollout {
    /** Where this many have failed, more of their events and logs would not be read by anyone. */
    private static final int MOST_ASKED = 20;

    private static final int MOST_NAMED = 2;
    private static final int ASKING_AT_ONCE = 4;

    private final String cluster;
    private final RolloutOptions options;
    private final EventSink sink;
    private final Instant began;
    private final BlockingQueue<Sighting> sightings = new LinkedBlockingQueue<>();
    private final Map<RolloutTarget, Standing> waiting = new LinkedHashMap<>();
    private final Map<RolloutTarget, RolloutResult> results = new LinkedHashMap<>();
    private final View view;
    private final Watches watches;
    private final Inquiry inquiry;
    /** When something has to be decided even if nothing is heard, or earlier: kept, so as not to look at all each time. */
    private Instant due = Instant.MIN;

    private int asked;
    private boolean eventful;
    private Instant lastWord;

    private Rollout(
            ClusterClient client,
            String cluster,
            Collection<RolloutTarget> targets,
            RolloutOptions options,
            EventSink sink,
            Executor executor) {
        this.cluster = cluster;
        this.options = options;
        this.sink = sink;
        this.began = options.ticker().now();
        this.lastWord = began;
        this.view = new View(targets);
        this.watches = new Watches(client, sightings::add);
        this.inquiry = new Inquiry(client, options.mask(), executor, sightings::add);
    }

    /**
     * Waits for objects that have been applied. One that fails doesn't end the wait for the others.
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
        ExecutorService executor = Executors.newFixedThreadPool(ASKING_AT_ONCE, task -> {
            Thread thread = new Thread(task, "kit-inquiry-" + cluster);
            thread.setDaemon(true);
            return thread;
        });
        try {
            return await(client, cluster, targets, options, sink, executor);
        } finally {
            executor.shutdownNow();
        }
    }

    static List<RolloutResult> await(
            ClusterClient client,
            String cluster,
            List<RolloutTarget> targets,
            RolloutOptions options,
            EventSink sink,
            Executor executor) {
        return new Rollout(client, cluster, targets, options, sink, executor).await(targets);
    }

    private List<RolloutResult> await(List<RolloutTarget> targets) {
        for (RolloutTarget target : targets) {
            Instant since = target.applied().orElse(began);
            Standing standing = new Standing(target, since.plus(options.timeout()));
            waiting.put(target, standing);
            if (Health.isImmediate(target.key().group(), target.key().kind())) {
                judge(standing, new Judgement(new Verdict.Healthy("in place"), List.of()));
            }
        }
        try (watches) {
            watches.follow(waiting.keySet(), options.health().on());
            while (!waiting.isEmpty()) {
                step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            List.copyOf(waiting.values()).forEach(standing -> {
                String why = "the wait was interrupted: " + standing.verdict().reason();
                judge(standing, new Judgement(new Failed(why, Certainty.UNKNOWN), standing.troubles()));
            });
        }
        return targets.stream()
                .map(target -> Objects.requireNonNull(results.get(target)))
                .toList();
    }

    private void step() throws InterruptedException {
        Instant before = options.ticker().now();
        Instant deadline = nextDeadline();
        Duration patience = deadline.isAfter(before) ? Duration.between(before, deadline) : Duration.ZERO;
        Optional<Sighting> sighting = options.ticker().next(sightings, patience);
        Set<RolloutTarget> news = new LinkedHashSet<>();
        while (sighting.isPresent()) {
            news.addAll(take(sighting.get()));
            sighting = Optional.ofNullable(sightings.poll());
        }
        Instant now = options.ticker().now();
        followEvents(now);
        boolean isDue = !now.isBefore(due);
        if (isDue) {
            waiting.values().stream()
                    .filter(standing -> !now.isBefore(standing.next()))
                    .forEach(standing -> news.add(standing.target()));
        }
        for (RolloutTarget target : news) {
            Optional.ofNullable(waiting.get(target)).ifPresent(standing -> judge(standing, judgement(standing, now)));
        }
        if (isDue) {
            due = waiting.values().stream()
                    .map(Standing::next)
                    .min(Comparator.naturalOrder())
                    .orElse(Instant.MAX);
        }
        if (!waiting.isEmpty() && !now.isBefore(lastWord.plus(options.keepAlive()))) {
            say(stillWaiting(now));
        }
    }

    private Set<RolloutTarget> take(Sighting sighting) {
        if (sighting instanceof Sighting.Lost lost) {
            warn(lost);
        } else if (sighting instanceof Sighting.Answered answered) {
            Optional.ofNullable(waiting.get(answered.target()))
                    .ifPresent(standing -> standing.answer(answered.evidence()));
        }
        return view.take(sighting);
    }

    private Judgement judgement(Standing standing, Instant now) {
        Timing timing = new Timing(began, now, options.health());
        Judgement judgement =
                view.judge(standing.target(), timing).orElse(new Judgement(new Progressing("not seen yet"), List.of()));
        if (judgement.verdict() instanceof Progressing progressing && standing.isOver(now)) {
            String why = "not healthy after " + options.timeout().toSeconds() + " s: " + progressing.reason();
            return new Judgement(new Failed(why, Certainty.TIMED_OUT), judgement.troubles());
        }
        return judgement;
    }

    /** When something has to be said or decided even if nothing is heard. */
    private Instant nextDeadline() {
        Instant keepAlive = lastWord.plus(options.keepAlive());
        Instant next = due.isBefore(keepAlive) ? due : keepAlive;
        Instant graceEnds = began.plus(options.health().grace());
        return eventful || next.isBefore(graceEnds) ? next : graceEnds;
    }

    /** What only events tell is worth a watch once something is late; a threshold counts from the beginning. */
    private void followEvents(Instant now) {
        HealthOptions health = options.health();
        if (!eventful && (health.threshold() > 0 || !now.isBefore(began.plus(health.grace())))) {
            eventful = true;
            waiting.keySet().stream()
                    .filter(target -> health.on() && !target.key().namespace().isEmpty())
                    .forEach(target -> watches.followEvents(target.key().namespace()));
        }
    }

    private void judge(Standing standing, Judgement judgement) {
        Verdict before = standing.verdict();
        standing.is(judgement, options.health());
        Verdict verdict = standing.verdict();
        if (verdict instanceof Failed && isExplained(standing)) {
            end(standing, RolloutState.FAILED);
        } else if (verdict instanceof Verdict.Healthy) {
            end(standing, RolloutState.HEALTHY);
        } else if (verdict instanceof Progressing) {
            standing.goOn(options.ticker().now());
            if (!before.reason().equals(verdict.reason())) {
                say(standing, RolloutState.PROGRESSING);
            }
        }
        due = standing.next().isBefore(due) ? standing.next() : due;
    }

    /** Whether a failure is known with its cause, or as far as that can be known. */
    private boolean isExplained(Standing standing) {
        Instant now = options.ticker().now();
        if (standing.isToBeAsked() && asked < MOST_ASKED) {
            Optional<Suspect> suspect = view.suspect(standing.target(), standing.troubles())
                    .filter(one -> !one.namespace().isEmpty());
            suspect.ifPresent(one -> {
                asked++;
                standing.ask(now);
                inquiry.ask(standing.target(), one);
            });
        }
        return !standing.isWaitingForAnswer(now);
    }

    private void end(Standing standing, RolloutState state) {
        Duration took = Duration.between(began, options.ticker().now());
        results.put(standing.target(), standing.result(took, options.mask()));
        waiting.remove(standing.target());
        say(standing, state);
    }

    private Event stillWaiting(Instant now) {
        List<Unready> worst = waiting.values().stream()
                .sorted(Comparator.comparing(standing -> standing.troubles().isEmpty() ? 1 : 0))
                .limit(MOST_NAMED)
                .map(standing -> new Unready(
                        standing.target().key(),
                        options.mask().apply(standing.verdict().reason())))
                .toList();
        return new Event.StillWaiting(
                cluster, waiting.size(), Duration.between(began, now).toSeconds(), worst);
    }

    /** Without its pods, a rollout is only less well explained; without itself, it has failed, and says so. */
    private void warn(Sighting.Lost lost) {
        if (lost.cause() instanceof ApiException refusal
                && waiting.keySet().stream().map(Scope::of).noneMatch(lost.scope()::equals)) {
            say(new Event.Warned(Diagnostic.of(
                    "cluster " + cluster + " does not let kit watch "
                            + lost.scope().type().plural() + " in namespace "
                            + options.mask().apply(lost.scope().namespace() + ": " + refusal.serverMessage()),
                    "Allow it to list and watch them, and rollouts that fail are noticed at once")));
        }
    }

    private void say(Standing standing, RolloutState state) {
        String reason = options.mask().apply(standing.verdict().reason());
        say(new Event.RolloutChanged(cluster, standing.target().key(), state, reason));
    }

    private void say(Event event) {
        lastWord = options.ticker().now();
        sink.on(event);
    }
}
