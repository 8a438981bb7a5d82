package io.github.kitmaven.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * What goes wrong in a sandbox, to show how its clients bear it.
 *
 * @param latency how long each request waits before anything is done about it
 * @param kinds what may happen to a request; none for nothing
 * @param share the probability, from 0 to 1, that one of them does
 * @param seed makes chance repeatable, as far as the order of requests is
 * @param watches what happens to watches, those that are open already too; empty for nothing
 * @param where the requests that any of it happens to
 */
public record Faults(
        Duration latency,
        List<Fault> kinds,
        double share,
        long seed,
        Optional<WatchFault> watches,
        Predicate<ServedRequest> where) {

    /** {@return that all goes well} */
    public static Faults none() {
        return of();
    }

    /**
     * One of these happens to every request.
     *
     * @param kinds what happens; of several, each time one by chance
     * @return the faults
     */
    public static Faults of(Fault... kinds) {
        return new Faults(Duration.ZERO, List.of(kinds), 1, 0, Optional.empty(), request -> true);
    }

    /**
     * Lets some requests pass.
     *
     * @param probability of a fault, from 0 to 1
     * @param chance the seed of the choice
     * @return the changed faults
     */
    public Faults withShare(double probability, long chance) {
        return new Faults(latency, kinds, probability, chance, watches, where);
    }

    /**
     * Makes requests wait.
     *
     * @param wait how long each
     * @return the changed faults
     */
    public Faults withLatency(Duration wait) {
        return new Faults(wait, kinds, share, seed, watches, where);
    }

    /**
     * Disturbs watches.
     *
     * @param fault what happens to them
     * @return the changed faults
     */
    public Faults withWatches(WatchFault fault) {
        return new Faults(latency, kinds, share, seed, Optional.of(fault), where);
    }

    /**
     * Spares all requests but some.
     *
     * @param chosen the requests to disturb, of those that were disturbed so far
     * @return the changed faults
     */
    public Faults on(Predicate<ServedRequest> chosen) {
        return new Faults(latency, kinds, share, seed, watches, where.and(chosen));
    }

    /**
     * Spares the first requests.
     *
     * @param requests how many, of those that were disturbed so far
     * @return the changed faults
     */
    public Faults after(int requests) {
        AtomicInteger passed = new AtomicInteger();
        return on(request -> passed.getAndIncrement() >= requests);
    }
}
