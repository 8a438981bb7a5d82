package io.github.kitmaven.backup;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.kitmaven.event.Event;
import io.github.kitmaven.event.Event.ObjectApplied;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.report.ClusterResult;
import io.github.kitmaven.report.ObjectResult;
import io.github.kitmaven.report.RunListener;
import io.github.kitmaven.report.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps every manifest that a cluster has from this run, so that the whole of it can be applied again: what was written, and
 * what was there as wanted already. What was deleted goes; what could not be written stays as it was kept. Sandboxes are not
 * kept. The work is done beside the deploy, and never fails it.
 */
public final class Backup implements RunListener {
    private final BackupOptions options;
    private final Secrets secrets;
    private final BackupWork work;
    private final BackupWords words;
    private final AtomicBoolean played = new AtomicBoolean();
    /** What was really written or deleted, by cluster: a cluster may be lost in the middle. */
    private final Map<String, Set<ManifestKey>> applied = new ConcurrentHashMap<>();

    /**
     * Makes it.
     *
     * @param store where backups are kept; closed at the end
     * @param options what to keep, and how
     * @param secrets values that may be kept only where that is asked for
     * @param words takes what is to be told in the end
     */
    public Backup(BackupStore store, BackupOptions options, Secrets secrets, BackupWords words) {
        this.options = options;
        this.secrets = secrets;
        this.words = words;
        this.work = new BackupWork(store, options.patience(), words);
    }

    @Override
    public void warmUp() {
        var unused = options.format().text(JsonNodeFactory.instance.objectNode().put("kind", "none"));
    }

    @Override
    public void on(Event event) {
        if (event instanceof ObjectApplied object) {
            applied.computeIfAbsent(object.cluster(), name -> ConcurrentHashMap.newKeySet())
                    .add(object.key());
        }
    }

    @Override
    public void deployed(ClusterResult cluster) {
        Set<ManifestKey> written =
                Optional.ofNullable(applied.remove(cluster.name())).orElse(Set.of());
        boolean entered =
                cluster.status() == ClusterResult.Status.SUCCEEDED || cluster.status() == ClusterResult.Status.FAILED;
        if (entered && cluster.cluster().sandbox()) {
            played.set(true);
        }
        if (!entered || cluster.cluster().sandbox()) {
            return;
        }
        List<Manifest> there = new ArrayList<>();
        List<ManifestKey> gone = new ArrayList<>();
        for (ObjectResult object : cluster.objects()) {
            Step step = object.step();
            if (step.action() == Action.DELETE && written.contains(step.key())) {
                gone.add(step.key());
            } else if (step.action() != Action.DELETE && (written.contains(step.key()) || isAsWanted(step))) {
                there.add(step.manifest());
            }
        }
        work.add(new ClusterBackup(cluster.name(), options, secrets, there, gone));
    }

    /** Of what is unchanged for another reason it is not known what was applied once. */
    private static boolean isAsWanted(Step step) {
        return step.action() == Action.UNCHANGED && step.reason().startsWith(Step.AS_WANTED);
    }

    @Override
    public boolean reachesOut() {
        return true;
    }

    @Override
    public void ended(RunReport report) {
        work.end(report);
        if (played.get()) {
            words.say("Not backed up: what sandboxes play.");
        }
    }
}
