package io.github.kitmaven.event;

/** Hears what happens. Called from many threads at once; an implementation must bear that, return soon and throw nothing. */
@FunctionalInterface
public interface EventSink {

    /**
     * Hears one event.
     *
     * @param event what happened
     */
    void on(Event event);
}
