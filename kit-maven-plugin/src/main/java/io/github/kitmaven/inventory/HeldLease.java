package io.github.kitmaven.inventory;

import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.UnreachableException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** A Lease that this run holds, and renews until it is released or lost. */
public final class HeldLease implements AutoCloseable {
    private final ClusterClient client;
    private final ApplySet set;
    private final String name;
    private final LeaseOptions options;
    private final Clock clock;
    private final Thread heartbeat;
    private LeaseState state;
    private Instant renewed;
    private boolean lost;
    private boolean closed;

    HeldLease(
            ClusterClient client,
            ApplySet set,
            String name,
            LeaseState state,
            LeaseOptions options,
            Clock clock,
            Instant renewed) {
        this.client = client;
        this.set = set;
        this.name = name;
        this.state = state;
        this.options = options;
        this.clock = clock;
        this.renewed = renewed;
        this.heartbeat = new Thread(this::beat, "kit-lease-" + set.shownNamespace());
        heartbeat.setDaemon(true);
        heartbeat.start();
    }

    /** {@return whether this run may write: no other can have the Lease yet} */
    public synchronized boolean isHeld() {
        return !lost && !closed && clock.instant().isBefore(renewed.plus(options.patience()));
    }

    /** {@return whether another run took the Lease, or it could not be renewed in time} */
    public synchronized boolean isLost() {
        return !closed && !isHeld();
    }

    private void beat() {
        try {
            while (pause()) {
                renew();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // then nobody renews it, and isHeld() tells so in time
        } catch (IllegalStateException e) {
            lose(); // the client is closed: the run is over, and its Lease with it
        }
    }

    private synchronized boolean pause() throws InterruptedException {
        long until = System.nanoTime() + options.renewal().toNanos();
        long left = options.renewal().toMillis();
        while (!closed && !lost && left > 0) {
            wait(left);
            left = (until - System.nanoTime()) / 1_000_000;
        }
        return !closed && !lost;
    }

    /** Renews it once. A cluster that does not answer is asked again later: the time decides, in {@link #isHeld}. */
    private void renew() {
        Instant asked = clock.instant();
        try {
            LeaseState now = state();
            LeaseState next =
                    now.version(client.replace(DeployLease.type(), now.renewed(set.namespace(), name, asked)));
            renewedAt(next, asked);
        } catch (ApiException e) {
            if (e.code() == 409 || e.code() == 404) {
                lookAgain(asked);
            }
        } catch (UnreachableException e) {
            return; // the next beat tries again
        }
    }

    /** Somebody wrote the Lease: another run that took it, or this one by a request whose answer was lost. */
    private void lookAgain(Instant asked) {
        try {
            Optional<LeaseState> there =
                    client.get(DeployLease.type(), set.namespace(), name).map(LeaseState::of);
            LeaseState mine = state();
            boolean ours = there.filter(
                            it -> it.holder().equals(mine.holder()) && it.transitions() == mine.transitions())
                    .isPresent();
            if (ours) {
                renewedAt(there.get(), asked);
            } else {
                lose();
            }
        } catch (ApiException | UnreachableException e) {
            return; // the next beat tries again
        }
    }

    private synchronized LeaseState state() {
        return state;
    }

    private synchronized void renewedAt(LeaseState next, Instant when) {
        state = next;
        renewed = when;
    }

    private synchronized void lose() {
        lost = true;
    }

    /** Lets the Lease expire, for a cluster that does not answer any more. */
    public synchronized void abandon() {
        closed = true;
        notifyAll();
    }

    /** Lets the next run in. Where that fails, the Lease expires. */
    @Override
    public void close() {
        boolean release;
        synchronized (this) {
            release = !closed && !lost;
            closed = true;
            notifyAll();
        }
        try {
            heartbeat.join(options.patience().toMillis());
            if (release) {
                client.replace(DeployLease.type(), state().released(set.namespace(), name, clock.instant()));
            }
        } catch (ApiException | UnreachableException e) {
            return; // taken over, or expiring: either lets the next run in
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
