package io.github.kitmaven.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The threads of HTTP clients that wait for their connections: before Java 21 the end of a process waits for each. */
public final class ConnectionThreads {
    private final Set<Thread> before = now();

    /** Since this was made, a client has been used that is not closed yet. */
    public Set<Thread> begun() {
        Set<Thread> begun = now();
        begun.removeAll(before);
        assertThat(begun).isNotEmpty();
        return begun;
    }

    /** Of those that were begun since this was made, none goes on. */
    public void awaitEnd() {
        Set<Thread> left = now();
        left.removeAll(before);
        awaitEnd(left);
    }

    /** None of these goes on. */
    public static void awaitEnd(Set<Thread> threads) {
        Await.await(() -> threads.stream().noneMatch(Thread::isAlive));
    }

    private static Set<Thread> now() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().endsWith("-SelectorManager"))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
