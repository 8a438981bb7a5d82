package io.github.kitmaven.goal;

import io.github.kitmaven.apply.Parallel;
import io.github.kitmaven.event.EventSink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * This run's turns to write to many clusters. It has all of them before it writes to any, and never waits for one while it
 * keeps another that comes later in the order of names: so no two runs wait for each other.
 */
final class Turns {
    private final SortedMap<String, Turn> turns;
    private final Map<String, ClusterPlan> never = new HashMap<>();
    private final int parallelism;

    Turns(Map<String, Turn> turns, int parallelism) {
        this.turns = new TreeMap<>(turns);
        this.parallelism = parallelism;
    }

    /** Takes all turns; {@return what became of the clusters on which this run will never have one} */
    Map<String, ClusterPlan> take(Pause pause, EventSink events) {
        while (true) {
            attemptAll();
            Optional<String> first = turns.keySet().stream()
                    .filter(name -> !never.containsKey(name) && turn(name).isBusy())
                    .findFirst();
            if (first.isEmpty()) {
                return never;
            }
            all(turns.tailMap(first.get() + "\0").values().stream()
                    .map(turn -> (Callable<Boolean>) () -> {
                        turn.release();
                        return true;
                    })
                    .toList());
            turn(first.get()).await(pause, events).ifPresent(plan -> never.put(first.get(), plan));
        }
    }

    private void attemptAll() {
        List<Callable<Boolean>> tasks = new ArrayList<>();
        turns.forEach((name, turn) -> {
            if (!never.containsKey(name) && !turn.isHeld()) {
                tasks.add(() -> {
                    turn.attempt().ifPresent(plan -> {
                        synchronized (never) {
                            never.put(name, plan);
                        }
                    });
                    return true;
                });
            }
        });
        all(tasks);
    }

    private void all(List<Callable<Boolean>> tasks) {
        try (Parallel parallel = new Parallel("kit-lease", parallelism)) {
            parallel.all(tasks);
        }
    }

    private Turn turn(String name) {
        return Optional.ofNullable(turns.get(name)).orElseThrow();
    }
}
