package io.github.kitmaven.inventory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ResourceType;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Keeps the inventory in the cluster. */
public final class InventoryStore {
    private static final ResourceType CONFIG_MAPS = new ResourceType("v1", "ConfigMap", "configmaps", true);
    private static final int TRIES = 5;

    private final ClusterClient client;
    private final ApplySet set;
    private final String tooling;

    /**
     * Makes a store.
     *
     * @param client the cluster
     * @param set the set whose parent holds the inventory
     * @param version kit's version
     */
    public InventoryStore(ClusterClient client, ApplySet set, String version) {
        this.client = client;
        this.set = set;
        this.tooling = "kit/" + version;
    }

    /**
     * An inventory as the cluster has it.
     *
     * @param inventory the inventory
     * @param version the cluster's version of it; empty where there is none yet
     * @param foreign whether the ConfigMap is not kit's: somebody else has one of the same name, or another tool's ApplySet
     */
    public record Stored(Inventory inventory, String version, boolean foreign) {}

    /**
     * Reads the inventory.
     *
     * @param cluster the cluster's name in the repo, for the case that there is no inventory yet
     * @return the inventory
     * @throws ApiException if the cluster refuses
     */
    public Stored read(String cluster) {
        Optional<ObjectNode> there = client.get(CONFIG_MAPS, set.namespace(), set.name());
        return there.map(tree -> new Stored(InventoryFormat.read(tree), version(tree), !isOurs(tree)))
                .orElseGet(() -> new Stored(Inventory.of(cluster), "", false));
    }

    /**
     * Writes what is new. Where somebody else wrote since, the change is made again to what he wrote.
     *
     * @param read what was read
     * @param change makes what is to be kept; called again where somebody else wrote
     * @return what is kept then; nothing is written where the change makes none
     * @throws ApiException if the cluster refuses
     */
    public Stored update(Stored read, UnaryOperator<Inventory> change) {
        Stored current = read;
        for (int tries = 1; ; tries++) {
            Inventory next = change.apply(current.inventory());
            if (next.equals(current.inventory())) {
                return current;
            }
            try {
                return write(current, next);
            } catch (ApiException e) {
                if (e.code() != 409 || tries == TRIES) {
                    throw e;
                }
                current = read(next.cluster());
                if (current.inventory().equals(next)) {
                    return current; // ours: only the answer to it was lost
                }
            }
        }
    }

    private Stored write(Stored read, Inventory next) {
        ObjectNode tree = InventoryFormat.write(set, tooling, next);
        if (!read.version().isEmpty()) {
            tree.withObjectProperty("metadata").put("resourceVersion", read.version());
        }
        ObjectNode kept =
                read.version().isEmpty() ? client.create(CONFIG_MAPS, tree) : client.replace(CONFIG_MAPS, tree);
        return new Stored(next, version(kept), false);
    }

    private boolean isOurs(ObjectNode tree) {
        return tree.path("metadata").path("labels").path(ApplySet.ID).asText("").equals(set.id())
                && tree.path("metadata")
                        .path("annotations")
                        .path(ApplySet.TOOLING)
                        .asText("")
                        .startsWith("kit/");
    }

    private static String version(ObjectNode tree) {
        return tree.path("metadata").path("resourceVersion").asText("");
    }
}
