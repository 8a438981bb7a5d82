package io.github.kitmaven.goal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.inventory.ApplySet;
import io.github.kitmaven.inventory.Inventory;
import io.github.kitmaven.inventory.InventoryStore;
import io.github.kitmaven.inventory.InventoryStore.Stored;
import io.github.kitmaven.inventory.Members;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.Plan;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Brings into the plan of one cluster what its inventory knows. Writes nothing. */
final class Ownership {
    private final Cluster cluster;
    private final ClusterClient client;
    private final OwnerOptions options;
    private final boolean deploys;
    private final boolean whole;
    private final ApplySet set;
    private final Clock clock;
    private final Map<ManifestKey, ObjectNode> listed = new HashMap<>();
    private Stored stored;
    private Optional<Diagnostic> superseded = Optional.empty();

    /**
     * Prepares for one cluster.
     *
     * @param desired what the repo wants of it
     * @param client the cluster
     * @param request what is planned, and what may be taken for kit's own
     * @param deploys whether the plan is to be carried out
     * @param clock tells since when something is left over
     */
    Ownership(Desired desired, ClusterClient client, FleetRequest request, boolean deploys, Clock clock) {
        this.cluster = desired.cluster();
        this.client = client;
        this.options = request.owner();
        this.deploys = deploys;
        PlanOptions plan = request.plan();
        this.whole = options.whole() && desired.whole() && plan.selector().isEmpty() && !plan.createOnly();
        boolean byKubeconfig = cluster.namespace().isEmpty();
        this.set = new ApplySet(
                byKubeconfig ? client.defaultNamespace() : cluster.namespace(),
                options.inventory(),
                byKubeconfig && client.hidesNamespace());
        this.clock = clock;
        this.stored = new Stored(Inventory.of(cluster.name()), "", false);
    }

    /**
     * Reads the inventory, with one request.
     *
     * @return the inventory
     * @throws UserException if there is one that is not this cluster's
     */
    Inventory read() {
        stored = read(new InventoryStore(client, set, options.version()));
        Inventory inventory = stored.inventory();
        if (stored.foreign()) {
            throw new UserException(Diagnostic.of(
                    set + " in cluster " + cluster.name() + " is not kit's, which would keep its inventory there",
                    "Rename it, or let kit keep its inventory under another name with -Dkit.inventory=<name>"));
        }
        if (!inventory.cluster().equals(cluster.name())) {
            throw new UserException(Diagnostic.of(
                    set + " in cluster " + cluster.name() + " is the inventory of "
                            + (inventory.cluster().isEmpty() ? "an unnamed cluster" : inventory.cluster())
                            + ": another repo, or another folder of this one, deploys to the same namespace",
                    "Give each its own with -Dkit.inventory=<name>; or, if you renamed the folder, tell the inventory: kubectl"
                            + " -n " + set.shownNamespace() + " patch configmap " + set.name()
                            + " --type merge -p '{\"data\":{\"cluster\":\"" + cluster.name() + "\"}}'"));
        }
        return inventory;
    }

    private Stored read(InventoryStore store) {
        try {
            return store.read(cluster.name());
        } catch (ApiException e) {
            if (e.code() != 403) {
                throw e;
            }
            throw new UserException(
                    Rights.missing(cluster, set.toString(), masked(e.serverMessage()), Rights.CONFIG_MAPS, ""));
        }
    }

    /** A text of the cluster without what nobody may read of where the inventory is. */
    String masked(String text) {
        return set.masked(text);
    }

    /** That the cluster has a newer commit, which ends a deploy to it; whoever only looks is told. */
    Optional<ClusterPlan> newer(Map<ManifestKey, ObjectNode> live) {
        superseded = new Precedence(options).superseded(cluster, stored.inventory(), live);
        return superseded.filter(reason -> deploys).map(reason -> new ClusterPlan.Superseded(cluster, reason));
    }

    /** Makes all that is wanted members of the set; namespaces, which kit makes and then leaves alone, are none. */
    Wanted members(Wanted wanted, boolean raw) {
        wanted.objects().stream()
                .map(Wanted.WantedObject::manifest)
                .filter(set::isParent)
                .findFirst()
                .ifPresent(clash -> wanted.problems().add(clash(clash)));
        if (raw) {
            return wanted;
        }
        List<Wanted.WantedObject> members = wanted.objects().stream()
                .map(object -> new Wanted.WantedObject(set.member(object.manifest()), object.type()))
                .toList();
        return new Wanted(wanted.namespaces(), members, wanted.marking(), wanted.problems());
    }

    private Diagnostic clash(Manifest manifest) {
        return Diagnostic.at(
                manifest.origin(),
                manifest.key() + " is where kit keeps the inventory of cluster " + cluster.name(),
                "Give it another name, or let kit keep its inventory under another one with -Dkit.inventory=<name>");
    }

    /** Hears what the cluster has. */
    void listed(Collection<ObjectNode> objects) {
        Members members = stored.inventory().members();
        for (ObjectNode object : objects) {
            ManifestKey key = ManifestKey.of(object);
            if (members.has(key)) {
                listed.put(key, object);
            }
        }
    }

    /** Whether kit applied an object before: then somebody deleted it, if it is not there. */
    boolean applied(ManifestKey key) {
        return stored.inventory().objects().has(key);
    }

    /** A Job that has run, and that the cluster deleted since, as it was told to, must not run again. */
    Optional<Step> ranBefore(Manifest manifest) {
        return Optional.ofNullable(stored.inventory().jobs().get(manifest.key()))
                .map(time -> new Step(manifest, Action.UNCHANGED, "ran already, at " + time, List.of(), false, false));
    }

    /** Completes a plan: what goes, what is left over, what was deleted by hand. */
    ClusterPlan settle(ClusterPlan.Ready ready, Wanted wanted, Set<String> newNamespaces) {
        boolean isNew = newNamespaces.contains(set.namespace());
        boolean first = stored.version().isEmpty()
                && (!wanted.objects().isEmpty() || ready.plan().changes());
        if (first && !isNew && !Rights.namespaceExists(client, set.namespace())) {
            return new ClusterPlan.Refused(cluster, List.of(noNamespace()));
        }
        List<Step> steps = new ArrayList<>(ready.plan().steps());
        if (!whole) {
            Owned owned = new Owned(set, stored, Optional.empty(), Set.of(), isNew, superseded);
            return ready.with(new Plan(cluster.name(), steps), owned);
        }
        Leftovers left = new Leftovers(client, stored.inventory(), options, set, clock.instant());
        left.find(ready, wanted.places(), listed, newNamespaces);
        Optional<Diagnostic> tooMany = left.judge(cluster.name());
        if (tooMany.isPresent()) {
            return new ClusterPlan.Refused(cluster, List.of(tooMany.get()));
        }
        steps.addAll(left.steps());
        Owned owned = new Owned(set, stored, Optional.of(left.since()), left.gone(), isNew, superseded);
        return ready.with(new Plan(cluster.name(), steps), owned);
    }

    private Diagnostic noNamespace() {
        return Diagnostic.of(
                "Cluster " + cluster.name() + " has no namespace " + set.shownNamespace()
                        + ", where kit keeps its inventory",
                "Add namespaces/" + cluster.name() + "/" + set.shownNamespace()
                        + ".yaml with that Namespace, so that kit creates it first, or set metadata.namespace in its"
                        + " cluster.yaml");
    }
}
