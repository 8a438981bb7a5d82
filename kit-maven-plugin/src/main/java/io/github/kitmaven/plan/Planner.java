package io.github.kitmaven.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.Manifest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decides what a deploy does with one object. Pure: what the server says is handed in. */
public final class Planner {
    private Planner() {}

    /**
     * Whether an object is as wanted, seen from the live object alone. Fields that the server rewrites may make this say no
     * for an object that is; then the server's answer to a dry run decides, in {@link #decide}.
     *
     * @param wanted the object as the repo wants it
     * @param live the object as the cluster has it, its {@code managedFields} included
     * @return whether no request is needed
     */
    public static boolean asWanted(Manifest wanted, ObjectNode live) {
        return OwnedFields.asWanted(wanted.tree(), live);
    }

    /**
     * Whether a conflict is drift: somebody changed by hand what kit had applied. Git wins then, and the fields are taken
     * back. Any other manager (a controller, another deploy tool, whoever made the object before kit) is not overruled.
     *
     * @param live the object as the cluster has it
     * @param conflicts the fields in conflict
     * @return whether kit may take all of them back
     */
    public static boolean isDrift(ObjectNode live, List<Conflict> conflicts) {
        return !conflicts.isEmpty()
                && OwnedFields.of(live).isPresent()
                && conflicts.stream().allMatch(Conflict::byHand);
    }

    /**
     * Decides by the server's answer to a dry run.
     *
     * @param wanted the object as the repo wants it
     * @param live the object as the cluster has it
     * @param answer the object as the cluster would have it
     * @param taken the fields that are taken from other managers; empty where there is no conflict
     * @param redaction masks secret values
     * @return the step
     */
    public static Step decide(
            Manifest wanted, ObjectNode live, ObjectNode answer, List<Conflict> taken, Redaction redaction) {
        List<FieldChange> changes = TreeDiff.between(
                Veil.over(Normalizer.withoutBookkeeping(live), wanted),
                Veil.over(Normalizer.withoutBookkeeping(answer), wanted));
        Optional<JsonNode> owned = OwnedFields.of(live);
        if (changes.isEmpty() && taken.isEmpty() && owned.equals(OwnedFields.of(answer))) {
            return Step.unchanged(wanted);
        }
        String reason = reason(owned.isPresent(), changes, taken);
        List<FieldChange> masked = redaction.changes(wanted, changes);
        return new Step(wanted, Action.UPDATE, reason, masked, !taken.isEmpty(), false);
    }

    private static String reason(boolean ours, List<FieldChange> changes, List<Conflict> taken) {
        if (!taken.isEmpty()) {
            String managers =
                    taken.stream().map(Conflict::manager).distinct().sorted().collect(Collectors.joining(", "));
            return (ours && taken.stream().allMatch(Conflict::byHand) ? "drift: changed by " : "taken over from ")
                    + managers;
        }
        if (!ours) {
            return "not applied by kit before";
        }
        if (changes.isEmpty()) {
            return "only the ownership of fields changes";
        }
        if (changes.stream().allMatch(change -> change.path().endsWith(".image"))) {
            return "image changed";
        }
        return changes.size() == 1 ? "1 field changed" : changes.size() + " fields changed";
    }
}
