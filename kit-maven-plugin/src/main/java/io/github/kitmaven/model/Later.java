package io.github.kitmaven.model;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is made when it is first asked for, and only once: by whoever needs it, so that nobody else waits for it. Thread-safe.
 *
 * @param <T> what it is
 */
public final class Later<T> implements Supplier<T> {
    private final Supplier<T> source;
    private Optional<T> made = Optional.empty();

    /**
     * Puts it off.
     *
     * @param source makes it
     */
    public Later(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public synchronized T get() {
        T value = made.orElseGet(source);
        made = Optional.of(value);
        return value;
    }
}
