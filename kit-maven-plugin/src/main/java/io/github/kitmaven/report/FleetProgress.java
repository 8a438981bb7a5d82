package io.github.kitmaven.report;

import io.github.kitmaven.event.Event;
import io.github.kitmaven.event.Event.ClusterFinished;
import io.github.kitmaven.event.Event.ClusterPlanned;
import io.github.kitmaven.event.Event.ClusterUnreachable;
import io.github.kitmaven.event.Event.FleetFound;
import io.github.kitmaven.event.Event.LeaseAwaited;
import io.github.kitmaven.event.Event.ObjectApplied;
import io.github.kitmaven.event.Event.RolloutChanged;
import io.github.kitmaven.event.Event.RolloutState;
import io.github.kitmaven.event.EventSink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How far each cluster has come, from the events of a run. Thread-safe. */
public final class FleetProgress implements EventSink {
    /** As many clusters are worked on at once unless somebody asks for more, and a terminal has more lines than that. */
    private static final int MOST = 10;

    private final Clock clock;
    private final Map<String, OfCluster> clusters = new TreeMap<>();
    private Instant begin = Instant.MAX;

    /**
     * Begins with no clusters.
     *
     * @param clock tells how long things take
     */
    public FleetProgress(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void on(Event event) {
        Instant now = clock.instant();
        if (event instanceof FleetFound found) {
            begin = now;
            clusters.clear();
            found.clusters().forEach(name -> clusters.put(name, new OfCluster()));
        } else if (event instanceof ClusterPlanned planned) {
            of(planned.cluster()).planned(planned.actions());
        } else if (event instanceof ClusterUnreachable unreachable) {
            of(unreachable.cluster()).end(false, now);
        } else if (event instanceof LeaseAwaited lease) {
            of(lease.cluster()).enter(Phase.QUEUED, now);
        } else if (event instanceof ObjectApplied applied) {
            of(applied.cluster()).applied(now);
        } else if (event instanceof RolloutChanged changed) {
            of(changed.cluster()).rollout(changed, now);
        } else if (event instanceof ClusterFinished finished) {
            of(finished.cluster()).end(finished.successful(), now);
        }
    }

    private OfCluster of(String cluster) {
        return clusters.computeIfAbsent(cluster, name -> new OfCluster());
    }

    /**
     * Tells what was done with a cluster.
     *
     * @param cluster its name
     * @return such as {@code in 3.1 s, 12 objects written}
     */
    synchronized String done(String cluster) {
        OfCluster of = of(cluster);
        String written = of.written == 0 ? "" : ", " + Console.count(of.written, "object") + " written";
        return "in " + seconds(of.took()) + written;
    }

    /** How long a cluster took, from the first that was heard of its deploy. */
    synchronized Duration took(String cluster) {
        return of(cluster).took();
    }

    /**
     * Tells how far the run is.
     *
     * @return a line for the whole and one for each cluster under way; none where nothing is under way
     */
    public synchronized List<String> lines() {
        Instant now = clock.instant();
        if (clusters.isEmpty() || begin.isAfter(now)) {
            return List.of();
        }
        int all = clusters.size();
        int planning = count(Phase.PLANNING);
        String time = "   " + seconds(Duration.between(begin, now));
        if (planning > 0) {
            return List.of("Planning: " + (all - planning) + " of " + Console.count(all, "cluster") + " known" + time);
        }
        Map<String, OfCluster> working = new LinkedHashMap<>();
        clusters.forEach((name, of) -> {
            if (of.phase == Phase.QUEUED || of.phase == Phase.WORKING) {
                working.put(name, of);
            }
        });
        if (working.isEmpty()) {
            return List.of();
        }
        int failed = (int) clusters.values().stream().filter(of -> of.failed).count();
        List<String> lines = new ArrayList<>();
        lines.add(count(Phase.DONE) + " of " + Console.count(all, "cluster") + " done"
                + (failed > 0 ? ", " + failed + " of them failed" : "") + time);
        int widest = width(working.keySet());
        working.entrySet().stream()
                .limit(MOST)
                .forEach(entry -> lines.add(String.format(Locale.ROOT, "  %-" + widest + "s  ", entry.getKey())
                        + entry.getValue().words() + "   "
                        + seconds(Duration.between(entry.getValue().since, now))));
        if (working.size() > MOST) {
            lines.add("  and " + (working.size() - MOST) + " more");
        }
        return lines;
    }

    private int count(Phase phase) {
        return (int) clusters.values().stream().filter(of -> of.phase == phase).count();
    }

    private static int width(Collection<String> names) {
        return names.stream().mapToInt(String::length).max().orElse(1);
    }

    static String seconds(Duration time) {
        return time.toSeconds() >= 60
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    private enum Phase {
        PLANNING,
        PLANNED,
        QUEUED,
        WORKING,
        DONE
    }

    /** Guarded by the fleet's lock. */
    private static final class OfCluster {
        private Phase phase = Phase.PLANNING;
        private int writes;
        private int written;
        private final Map<String, String> waitingFor = new TreeMap<>();
        private Instant since = Instant.EPOCH;
        private Instant until = Instant.EPOCH;
        private boolean failed;

        void planned(Map<String, Integer> actions) {
            phase = phase == Phase.PLANNING ? Phase.PLANNED : phase;
            writes = actions.entrySet().stream()
                    .filter(entry -> !entry.getKey().equals("unchanged")
                            && !entry.getKey().equals("skip"))
                    .mapToInt(Map.Entry::getValue)
                    .sum();
        }

        void enter(Phase next, Instant now) {
            since = since.equals(Instant.EPOCH) ? now : since;
            phase = next;
        }

        void applied(Instant now) {
            enter(Phase.WORKING, now);
            written++;
        }

        void rollout(RolloutChanged changed, Instant now) {
            enter(Phase.WORKING, now);
            if (changed.state() == RolloutState.PROGRESSING) {
                waitingFor.put(changed.key().toString(), changed.reason());
            } else {
                waitingFor.remove(changed.key().toString());
            }
        }

        void end(boolean successful, Instant now) {
            enter(Phase.DONE, now);
            until = now;
            failed = !successful;
        }

        Duration took() {
            return Duration.between(since, until).isNegative() ? Duration.ZERO : Duration.between(since, until);
        }

        String words() {
            if (phase == Phase.QUEUED) {
                return "waiting for another run";
            }
            if (written < writes || waitingFor.isEmpty()) {
                return written + " of " + writes + " written";
            }
            Map.Entry<String, String> first = waitingFor.entrySet().iterator().next();
            String more = waitingFor.size() > 1 ? " and " + (waitingFor.size() - 1) + " more" : "";
            return first.getKey() + more + ": " + first.getValue();
        }
    }
}
