package io.github.kitmaven.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.KitAnnotations;
import io.github.kitmaven.model.Manifest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
     * The conflicts that kit may not end by itself. What somebody changed by hand is drift where kit had applied the object,
     * and what a client-side apply would have overwritten as well: git wins then, and the fields are taken back. Any other
     * manager (a controller, another deploy tool, whoever made the object before kit) is not overruled.
     *
     * @param live the object as the cluster has it
     * @param conflicts the fields in conflict
     * @param handovers what is handed over before the object is applied
     * @return those that kit may not take
     */
    public static List<Conflict> toRefuse(ObjectNode live, List<Conflict> conflicts, Set<Handover> handovers) {
        boolean gitWins = OwnedFields.of(live).isPresent() || handovers.contains(Handover.ADOPT);
        return conflicts.stream()
                .filter(conflict -> !gitWins || !conflict.byHand())
                .toList();
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
        return decide(wanted, live, answer, taken, Set.of(), redaction);
    }

    /**
     * Decides by the server's answer to a dry run, with owners of fields to change before.
     *
     * @param wanted the object as the repo wants it
     * @param live the object as the cluster has it
     * @param answer the object as the cluster would have it after the handovers
     * @param taken the fields that are taken from other managers; empty where there is no conflict
     * @param handovers what must be handed over before the object is applied
     * @param redaction masks secret values
     * @return the step
     */
    public static Step decide(
            Manifest wanted,
            ObjectNode live,
            ObjectNode answer,
            List<Conflict> taken,
            Set<Handover> handovers,
            Redaction redaction) {
        List<FieldChange> changes = TreeDiff.between(
                Veil.over(Normalizer.withoutBookkeeping(live), wanted),
                Veil.over(Normalizer.withoutBookkeeping(answer), wanted),
                FieldOwners.of(live));
        Optional<JsonNode> owned = OwnedFields.of(live).map(RunFacts::withoutOwned);
        boolean adopts = handovers.contains(Handover.ADOPT);
        boolean sameOwner = owned.equals(OwnedFields.of(answer).map(RunFacts::withoutOwned));
        if (changes.isEmpty() && taken.isEmpty() && !adopts && sameOwner) {
            return Step.unchanged(wanted);
        }
        Set<String> managers = new TreeSet<>();
        taken.forEach(conflict -> managers.add(conflict.manager()));
        if (adopts) {
            managers.addAll(Ownership.of(wanted, live).adoptedFrom());
        }
        List<FieldChange> masked = redaction.changes(wanted, changes);
        String reason = Reason.of(owned.isPresent(), sameHash(wanted, live), masked, managers);
        return new Step(wanted, Action.UPDATE, reason, masked, !taken.isEmpty(), false, handovers);
    }

    private static boolean sameHash(Manifest wanted, ObjectNode live) {
        JsonNode hash = hash(wanted.tree());
        return hash.isTextual() && hash.equals(hash(live));
    }

    private static JsonNode hash(ObjectNode object) {
        return object.path("metadata").path("annotations").path(KitAnnotations.HASH);
    }

    /**
     * Decides to make an object anew, since the cluster can't change it as wanted.
     *
     * @param wanted the object as the repo wants it
     * @param live the object as the cluster has it
     * @param fields the fields that can't be changed
     * @param redaction masks secret values
     * @return the step
     */
    public static Step replace(Manifest wanted, ObjectNode live, List<String> fields, Redaction redaction) {
        List<FieldChange> changes = TreeDiff.between(
                        Veil.over(Normalizer.withoutBookkeeping(live), wanted),
                        Veil.over(Normalizer.withoutBookkeeping(wanted.tree()), wanted))
                .stream()
                // what only the live object has may come back as a default
                .filter(change -> change.after().isPresent())
                .toList();
        String loss = switch (wanted.kind()) {
            case "PersistentVolumeClaim", "PersistentVolume" -> "; its data is lost";
            case "Namespace" -> "; all that is in it is lost";
            case "CustomResourceDefinition" -> "; all objects of its kind are lost";
            default -> "";
        };
        return new Step(
                wanted,
                Action.REPLACE,
                redaction.text(wanted, String.join(", ", fields)) + " can't be changed" + loss,
                redaction.changes(wanted, changes),
                false,
                false);
    }
}
