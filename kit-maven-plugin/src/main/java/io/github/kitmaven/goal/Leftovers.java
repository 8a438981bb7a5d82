package io.github.kitmaven.goal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.inventory.ApplySet;
import io.github.kitmaven.inventory.Inventory;
import io.github.kitmaven.inventory.Inventory.Since;
import io.github.kitmaven.inventory.Leftover;
import io.github.kitmaven.inventory.Prune;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.report.Console;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the inventory of a cluster lists and the repo no longer has. */
final class Leftovers {

    private final ClusterClient client;
    private final Inventory inventory;
    private final OwnerOptions options;
    private final ApplySet set;
    private final Since now;
    private final List<Leftover> found = new ArrayList<>();
    private final Map<ManifestKey, Since> since = new TreeMap<>();
    private final Set<ManifestKey> gone = new HashSet<>();
    private final Set<String> wantedUids = new HashSet<>();
    private List<Step> steps = List.of();

    Leftovers(ClusterClient client, Inventory inventory, OwnerOptions options, ApplySet set, Instant now) {
        this.client = client;
        this.inventory = inventory;
        this.options = options;
        this.set = set;
        this.now = new Since(
                options.run().head().map(head -> head.commit()).orElse(""), now.truncatedTo(ChronoUnit.SECONDS));
    }

    /**
     * Finds them, most of them among what was listed for the plan; a kind or a namespace that the repo has nothing of any
     * more is listed for them.
     */
    void find(
            ClusterPlan.Ready ready,
            Set<Wanted.Place> read,
            Map<ManifestKey, ObjectNode> listed,
            Set<String> newNamespaces) {
        ready.live()
                .values()
                .forEach(
                        live -> wantedUids.add(live.path("metadata").path("uid").asText("")));
        Set<ManifestKey> wanted = ready.plan().steps().stream().map(Step::key).collect(Collectors.toSet());
        Set<String> inRepo = ready.plan().steps().stream()
                .map(Step::manifest)
                .flatMap(manifest -> inRepo(manifest.key(), manifest.tree()).stream())
                .collect(Collectors.toSet());
        Set<String> places = read.stream()
                .map(it -> place(it.type().group(), it.type().kind(), it.namespace()))
                .collect(Collectors.toSet());
        Map<String, Optional<Map<ManifestKey, ObjectNode>>> asked = new HashMap<>();
        for (ManifestKey key : inventory.members().keys()) {
            if (wanted.contains(key)) {
                continue;
            }
            Optional<Map<ManifestKey, ObjectNode>> there = newNamespaces.contains(key.namespace())
                    ? Optional.of(Map.of())
                    : places.contains(place(key))
                            ? Optional.of(listed)
                            : asked.computeIfAbsent(place(key), place -> list(key));
            if (there.isEmpty()) {
                since.put(key, inventory.leftovers().getOrDefault(key, now)); // not to be seen: it stays as it is
            } else if (there.get().containsKey(key)) {
                ObjectNode live = there.get().get(key);
                boolean predecessor = inRepo(key, live).filter(inRepo::contains).isPresent();
                if (!predecessor || isJob(key)) {
                    found.add(new Leftover(key, live, inventory.leftovers().getOrDefault(key, now), predecessor));
                } // what is in reserve for a rollback, its strategy looks after
            } else {
                gone.add(key);
            }
        }
    }

    /** Decides about each; tells what is wrong where too many would go. */
    Optional<Diagnostic> judge(String cluster) {
        Prune prune =
                Prune.of(found, wantedUids, set, inventory.objects().keys().size(), options.prune());
        found.forEach(leftover -> since.put(leftover.key(), leftover.since()));
        prune.forgotten().forEach(leftover -> {
            since.remove(leftover.key());
            gone.add(leftover.key());
        });
        if (prune.overBudget()) {
            return Optional.of(overBudget(prune, cluster));
        }
        steps = new ArrayList<>();
        prune.goes().forEach(judged -> steps.add(Step.delete(manifest(judged, cluster), judged.reason())));
        prune.stays().forEach(judged -> steps.add(Step.skip(manifest(judged, cluster), judged.reason())));
        return Optional.empty();
    }

    private Diagnostic overBudget(Prune prune, String cluster) {
        List<String> names = prune.counted().stream()
                .map(judged -> manifest(judged, cluster).key().toString())
                .toList();
        return Diagnostic.of(
                "Cluster " + cluster + " would lose " + Console.count(names.size(), "object")
                        + " no longer in the repo, and the budget is "
                        + options.prune().budget() + ", which is " + prune.allowed() + " here: "
                        + OneCluster.listed(names),
                "If they are all to go, deploy with -Dkit.prune.budget=" + names.size()
                        + "; to leave them, deploy with -Dkit.prune=false");
    }

    private Optional<Map<ManifestKey, ObjectNode>> list(ManifestKey key) {
        try {
            Optional<ResourceType> type =
                    inventory.members().version(key).flatMap(version -> client.type(version, key.kind()));
            return type.map(it -> client.list(it, key.namespace()).items().stream()
                    .collect(Collectors.toMap(ManifestKey::of, item -> item)));
        } catch (ApiException e) {
            return Optional
                    .empty(); // it may be that nobody may look there any more, and that is no fault of the plan's
        }
    }

    private Manifest manifest(Prune.Judged judged, String cluster) {
        Manifest manifest = new Manifest(judged.leftover().live(), Origin.of("the inventory of " + cluster));
        return set.hidden() && manifest.namespace().equals(set.namespace())
                ? manifest.hiding(manifest.secret().andMetadata("namespace"))
                : manifest;
    }

    private static String place(ManifestKey key) {
        return place(key.group(), key.kind(), key.namespace());
    }

    private static String place(String group, String kind, String namespace) {
        return group + " " + kind + " " + namespace;
    }

    /** What all runs of one Job, and all Deployments of one that is kept in reserve, have in common. */
    private static Optional<String> inRepo(ManifestKey key, ObjectNode tree) {
        return Leftover.nameInRepo(tree).map(name -> place(key) + " " + name);
    }

    private static boolean isJob(ManifestKey key) {
        return key.kind().equals("Job") && key.group().equals("batch");
    }

    List<Step> steps() {
        return steps;
    }

    Map<ManifestKey, Since> since() {
        return since;
    }

    Set<ManifestKey> gone() {
        return gone;
    }
}
