package io.github.kitmaven.webhook;

import io.github.kitmaven.model.Backoff;
import io.github.kitmaven.problem.Diagnostic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * Delivers messages to one endpoint by threads of its own, so that whoever hands one over never waits for it. Messages of one
 * lane arrive in their order. A message is sent again where that may help; once one was given up, those after it get one try
 * each until one is taken. What does not fit the queue, and what is left when time is up, is lost and counted.
 */
final class Delivery {
    private static final int LANES = 4;
    /** So many messages may wait in a lane. */
    private static final int MOST_WAITING = 1000;

    private final Webhook hook;
    private final Exchange exchange;
    private final Backoff backoff;
    private final List<ThreadPoolExecutor> lanes;
    private final AtomicInteger all = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicReference<String> last = new AtomicReference<>("");
    private volatile boolean given = false;

    Delivery(Webhook hook, Exchange exchange, Backoff backoff) {
        this.hook = hook;
        this.exchange = exchange;
        this.backoff = backoff;
        this.lanes = IntStream.range(0, LANES).mapToObj(i -> lane()).toList();
    }

    /** Its thread is made with the first message, and keeps no program running. */
    private static ThreadPoolExecutor lane() {
        return new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                task -> {
                    Thread thread = new Thread(task, "kit-webhook");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }

    Webhook hook() {
        return hook;
    }

    void offer(Message message) {
        all.incrementAndGet();
        lanes.get(Math.floorMod(message.lane().hashCode(), LANES)).execute(() -> deliver(message));
    }

    /** Takes no more messages. */
    void close() {
        lanes.forEach(ThreadPoolExecutor::shutdown);
    }

    /** Waits for what is under way, and drops the rest. */
    void await(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try {
            for (ThreadPoolExecutor lane : lanes) {
                if (!lane.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    last.compareAndSet("", "nothing in time");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lanes.forEach(ThreadPoolExecutor::shutdownNow);
        }
    }

    /** {@return what was not delivered, if anything was not} */
    Optional<Diagnostic> trouble() {
        int lost = all.get() - taken.get();
        return lost == 0
                ? Optional.empty()
                : Optional.of(Diagnostic.of(
                        lost + " of " + all.get() + (all.get() == 1 ? " notification" : " notifications")
                                + " did not reach the webhook " + hook + "; what came back last: " + last.get(),
                        "Nothing else depends on it; check its address, its <server> and the receiver"));
    }

    private void deliver(Message message) {
        String id = UUID.randomUUID().toString();
        try {
            for (int tries = 1; ; tries++) {
                Reply reply = exchange.send(message, id);
                if (reply.taken()) {
                    given = false;
                    taken.incrementAndGet();
                    return;
                }
                last.set(reply.words());
                if (!reply.worthAnotherTry() || given || !backoff.waitAfter(tries, reply.retryAfter())) {
                    given = reply.worthAnotherTry();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // time is up, and the message counts as lost
        } catch (RuntimeException e) {
            last.set(e.getClass().getSimpleName());
        }
    }
}
