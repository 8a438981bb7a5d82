package io.github.kitmaven.backup;

import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.KitException;
import io.github.kitmaven.report.Console;
import io.github.kitmaven.report.RunReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Saves one cluster after the other on a thread of its own, and tells in the end what came of it. */
final class BackupWork {
    /** So many clusters may wait as they are. */
    private static final int MOST_AT_HAND = 2;

    private final BackupStore store;
    private final Duration patience;
    private final BackupWords words;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "kit-backup");
        made.setDaemon(true);
        return made;
    });
    private boolean begun;
    private final List<String> waiting = new ArrayList<>();
    private final TreeMap<String, Diagnostic> failed = new TreeMap<>();
    private final Set<ManifestKey> leftOut = new TreeSet<>();
    private BackupCounts counts = BackupCounts.NONE;

    BackupWork(BackupStore store, Duration patience, BackupWords words) {
        this.store = store;
        this.patience = patience;
        this.words = words;
    }

    synchronized void add(ClusterBackup cluster) {
        begun = true;
        // a store that is slower than the deploy may have a whole fleet to wait for
        ClusterBackup next = waiting.size() < MOST_AT_HAND ? cluster : cluster.packed();
        waiting.add(cluster.cluster());
        var unused = thread.submit(() -> save(next));
    }

    private void save(ClusterBackup cluster) {
        Optional<Diagnostic> problem = Optional.empty();
        BackupCounts done = BackupCounts.NONE;
        try {
            done = store.save(cluster);
        } catch (KitException e) {
            problem = Optional.of(e.diagnostics().get(0));
        } catch (RuntimeException | LinkageError e) {
            problem = Optional.of(fault(e));
        }
        note(cluster, done, problem);
    }

    private synchronized void note(ClusterBackup cluster, BackupCounts done, Optional<Diagnostic> problem) {
        waiting.remove(cluster.cluster());
        problem.ifPresent(why -> failed.put(cluster.cluster(), why));
        leftOut.addAll(cluster.leftOut());
        counts = counts.plus(done);
    }

    /** A backup never fails a deploy, not even by a mistake of ours. */
    private static Diagnostic fault(Throwable e) {
        return Diagnostic.of("Kit failed where it should not: " + e, "Report it with the trace that mvn -X shows");
    }

    /** Waits for it, as long as that is worth it, and tells what came of it. */
    void end(RunReport report) {
        if (isBegun()) {
            finish(thread.submit(() -> store.end(report)));
        }
        thread.shutdownNow();
        store.close();
    }

    private synchronized boolean isBegun() {
        return begun;
    }

    private void finish(Future<BackupCounts> end) {
        Optional<Diagnostic> problem = Optional.empty();
        try {
            BackupCounts last = end.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            count(last);
        } catch (ExecutionException e) {
            problem = Optional.of(
                    e.getCause() instanceof KitException kit
                            ? kit.diagnostics().get(0)
                            : fault(e.getCause() == null ? e : e.getCause()));
        } catch (TimeoutException e) {
            problem = Optional.of(late());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problem = Optional.of(late());
        }
        tell(problem);
    }

    private synchronized void count(BackupCounts last) {
        counts = counts.plus(last);
    }

    private synchronized Diagnostic late() {
        String what = waiting.isEmpty()
                ? "it"
                : Console.count(waiting.size(), "cluster") + " (" + Console.listed(waiting) + ")";
        return Diagnostic.of(
                what + " was not done after " + patience.toSeconds() + " s, and the build does not wait longer",
                "Raise kit.backup.timeout if that is how long it takes");
    }

    private synchronized void tell(Optional<Diagnostic> problem) {
        problem.or(() -> failed.values().stream().findFirst()).ifPresent(why -> warn(why, problem.isPresent()));
        if ((problem.isEmpty() && failed.isEmpty()) || counts.saved() + counts.removed() > 0) {
            words.say("Backed up to " + store.title() + ": " + counts.saved() + " saved, "
                    + (counts.removed() > 0 ? counts.removed() + " removed, " : "") + counts.same()
                    + " there as they are."
                    + (counts.kept() > 0
                            ? " What is gone from the clusters stays there (" + counts.kept()
                                    + "), since the bucket keeps no versions."
                            : ""));
        }
        if (!leftOut.isEmpty()) {
            words.say("Not backed up, since they hold secrets: "
                    + Console.listed(leftOut.stream().map(ManifestKey::toString).toList())
                    + ". -Dkit.backup.secrets=true keeps them, too.");
        }
    }

    private void warn(Diagnostic why, boolean all) {
        String what = all || failed.isEmpty()
                ? "The backup to " + store.title() + " is not complete"
                : "The backup to " + store.title() + " lacks objects of " + Console.count(failed.size(), "cluster")
                        + " (" + Console.listed(List.copyOf(failed.keySet())) + ")";
        String advice = why.advice().map(todo -> todo + "; the").orElse("The");
        words.warn(Diagnostic.of(what + ": " + why.message(), advice + " next deploy saves what is missing"));
    }
}
