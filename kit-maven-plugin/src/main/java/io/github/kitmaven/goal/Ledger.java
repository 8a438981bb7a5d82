package io.github.kitmaven.goal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.event.Event.RolloutState;
import io.github.kitmaven.inventory.DeployedCommit;
import io.github.kitmaven.inventory.Inventory;
import io.github.kitmaven.inventory.Inventory.Findings;
import io.github.kitmaven.inventory.InventoryStore;
import io.github.kitmaven.inventory.InventoryStore.Stored;
import io.github.kitmaven.inventory.Members;
import io.github.kitmaven.inventory.Release;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.report.ClusterResult;
import io.github.kitmaven.report.ClusterResult.Status;
import io.github.kitmaven.report.ObjectResult;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keeps the inventory of one cluster in step with what a run does there. */
final class Ledger {
    private final FleetRequest request;
    private final ClusterPlan.Ready ready;
    private final Owned owned;
    private final Clock clock;
    private Stored stored;

    Ledger(FleetRequest request, ClusterPlan.Ready ready, Clock clock) {
        this.request = request;
        this.ready = ready;
        this.owned = ready.owned().orElseThrow();
        this.clock = clock;
        this.stored = owned.stored();
    }

    /** Before anything is written: whatever becomes of this run, what it makes can be found again. */
    void begin(ClusterClient client) {
        SortedMap<ManifestKey, String> writes = new TreeMap<>();
        for (Step step : ready.plan().steps()) {
            if (step.action().writes() && step.action() != Action.DELETE && isMember(step)) {
                writes.put(step.key(), step.manifest().apiVersion());
            }
        }
        Release release = new Release(
                request.owner().run().head().map(head -> head.commit()).orElse(""),
                request.owner().run().dirty(),
                now(),
                request.secrets().mask(request.owner().run().who()),
                Release.Result.IN_PROGRESS,
                Images.of(ready.plan(), request.secrets()),
                request.owner().run().rollback());
        stored = store(client)
                .update(
                        stored,
                        inventory ->
                                inventory.begun(release, request.owner().run().commit(), new Members(writes)));
    }

    /** Nothing was written after all. */
    void undo(ClusterClient client) {
        stored = store(client).update(stored, inventory -> owned.stored().inventory());
    }

    /** After the last write, when it is known what became healthy, and which commit says so now. */
    void end(ClusterClient client, ClusterResult result, Optional<DeployedCommit> commit) {
        stored = store(client).update(stored, inventory -> ended(inventory, result, commit));
    }

    /** Whether there is anything to note of a run that writes no object. */
    boolean hasNews() {
        Inventory inventory = owned.stored().inventory();
        ClusterResult asPlanned = new ClusterResult(
                ready.cluster(), Status.SUCCEEDED, PlanFleet.result(ready).objects(), java.util.List.of());
        return !ended(inventory, asPlanned, request.owner().run().commit()).equals(inventory);
    }

    private Inventory ended(Inventory inventory, ClusterResult result, Optional<DeployedCommit> commit) {
        SortedMap<ManifestKey, String> there = new TreeMap<>();
        Set<ManifestKey> gone = new HashSet<>(owned.gone());
        Map<ManifestKey, Instant> ran = new TreeMap<>();
        Set<ManifestKey> wanted = new HashSet<>();
        for (ObjectResult object : result.objects()) {
            Step step = object.step();
            boolean done = object.problem().isEmpty();
            if (step.action() == Action.DELETE) {
                if (done) {
                    gone.add(step.key());
                }
                continue;
            }
            wanted.add(step.key());
            boolean stands = step.action() == Action.UNCHANGED || (step.action().writes() && done);
            if (stands && isMember(step)) {
                there.put(step.key(), step.manifest().apiVersion());
            }
            if (stands && vanishes(step.manifest()) && hasRun(object)) {
                ran.put(step.key(), now());
            }
        }
        Set<ManifestKey> forgotten = new HashSet<>();
        if (owned.leftovers().isPresent()) {
            forgotten.addAll(inventory.jobs().keySet());
            forgotten.removeAll(wanted);
        }
        boolean succeeded = result.status() == Status.SUCCEEDED;
        return inventory.ended(
                commit,
                new Findings(
                        new Members(there),
                        gone,
                        owned.leftovers(),
                        ran,
                        forgotten,
                        succeeded ? Release.Result.SUCCEEDED : Release.Result.FAILED));
    }

    /** Namespaces that are only made where they are missing, and raw objects, are not in the set. */
    private boolean isMember(Step step) {
        return step.manifest()
                .labels()
                .path(io.github.kitmaven.model.KitLabels.PART_OF)
                .asText("")
                .equals(owned.set().id());
    }

    /** Whether the cluster deletes it by itself, once it has run. */
    private static boolean vanishes(Manifest manifest) {
        return manifest.kind().equals("Job")
                && manifest.group().equals("batch")
                && manifest.tree().path("spec").has("ttlSecondsAfterFinished");
    }

    /** One that was started and not waited for counts as run: to run it twice would be worse. */
    private boolean hasRun(ObjectResult object) {
        if (object.health().isPresent()) {
            return object.health().get().state() == RolloutState.HEALTHY;
        }
        if (object.step().action().writes()) {
            return true;
        }
        ObjectNode live = ready.live().get(object.step().key());
        return live != null && isComplete(live);
    }

    private static boolean isComplete(ObjectNode job) {
        for (JsonNode condition : job.path("status").path("conditions")) {
            if (condition.path("type").asText("").equals("Complete")
                    && condition.path("status").asText("").equals("True")) {
                return true;
            }
        }
        return false;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private InventoryStore store(ClusterClient client) {
        return new InventoryStore(client, owned.set(), request.owner().version());
    }
}
