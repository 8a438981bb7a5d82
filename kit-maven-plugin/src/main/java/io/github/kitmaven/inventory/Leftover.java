package io.github.kitmaven.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.inventory.Inventory.Since;
import io.github.kitmaven.model.FieldManager;
import io.github.kitmaven.model.KitAnnotations;
import io.github.kitmaven.model.KitLabels;
import io.github.kitmaven.model.ManifestKey;
import java.util.Optional;
import java.util.Set;

/**
 * An object of the inventory that the repo no longer has, and that is still in the cluster.
 *
 * @param key the object
 * @param live the object as the cluster has it
 * @param since since when the repo lacks it
 * @param predecessor whether it is a Job that another took the place of
 */
public record Leftover(ManifestKey key, ObjectNode live, Since since, boolean predecessor) {

    /** Whether it is still the object that kit made: {@code false} where somebody took it over, or made it anew. */
    boolean isOurs(ApplySet set) {
        JsonNode labels = live.path("metadata").path("labels");
        return labels.path(KitLabels.MANAGED_BY).asText("").equals("kit")
                && labels.path(KitLabels.PART_OF).asText("").equals(set.id())
                && isApplied()
                && live.path("metadata").path("ownerReferences").isEmpty();
    }

    private boolean isApplied() {
        for (JsonNode entry : live.path("metadata").path("managedFields")) {
            if (entry.path("manager").asText("").equals(FieldManager.NAME)) {
                return true;
            }
        }
        return false;
    }

    /** Why it stays although it is kit's; empty where it may go. */
    Optional<String> kept(Set<String> kinds) {
        if (PruneOptions.PROTECTED.contains(key.kind()) && !kinds.contains(key.kind())) {
            return Optional.of("a " + key.kind() + " goes only where kit.prune.kinds names it");
        }
        if (predecessor && !hasEnded()) {
            return Optional.of("it still runs");
        }
        return Optional.empty();
    }

    private boolean hasEnded() {
        for (JsonNode condition : live.path("status").path("conditions")) {
            String type = condition.path("type").asText("");
            if ((type.equals("Complete") || type.equals("Failed"))
                    && condition.path("status").asText("").equals("True")) {
                return true;
            }
        }
        return false;
    }

    boolean isGoing() {
        return live.path("metadata").has("deletionTimestamp");
    }

    String uid() {
        return live.path("metadata").path("uid").asText("");
    }

    String createdAt() {
        return live.path("metadata").path("creationTimestamp").asText("");
    }

    /**
     * The name in the repo, of an object that carries another in the cluster.
     *
     * @param object the object
     * @return the name; empty where the object's own is the repo's
     */
    public static Optional<String> nameInRepo(JsonNode object) {
        return Optional.of(object.path("metadata")
                        .path("annotations")
                        .path(KitAnnotations.ORIGINAL_NAME)
                        .asText(""))
                .filter(name -> !name.isEmpty());
    }

    /** {@return since when the repo lacks it, in words} */
    String sinceWords() {
        String commit =
                since.commit().isEmpty() ? "" : new DeployedCommit(since.commit(), Optional.empty()).shortId() + ", ";
        return "no longer in the repo since " + commit + since.time();
    }
}
