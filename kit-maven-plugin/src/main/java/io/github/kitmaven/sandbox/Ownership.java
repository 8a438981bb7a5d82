package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.schema.SchemaType;
import java.util.List;
import java.util.Optional;

/** Which fields a write makes whose: keeps {@code managedFields} as a server does. */
final class Ownership {
    /** Fields that nobody can own. */
    private static final List<String> UNOWNED = List.of(
            "name",
            "namespace",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "selfLink",
            "uid",
            "generation",
            "managedFields",
            "resourceVersion");

    private Ownership() {}

    /** What an apply makes of an object, before defaults. */
    record Applied(ObjectNode object, ManagedFields managers) {}

    /**
     * Applies a tree.
     *
     * @param live the object; empty if there is none yet
     * @param force takes the fields that others own, where it would be a conflict
     * @throws ApiError if others own a field that gets another value
     */
    static Applied apply(
            SchemaType type, Optional<ObjectNode> live, ObjectNode applied, FieldManager manager, boolean force) {
        ObjectNode before = live.orElseGet(Json::object);
        ManagedFields managers = live.map(object -> managers(type, object)).orElse(ManagedFields.NONE);
        FieldSet set = ownable(FieldSets.of(type, applied), manager.subresource());
        JsonNode merged = ApplyMerge.merge(type, before, applied);
        FieldSet given = managers.of(manager);
        ManagedFields next = managers.with(manager, set, Timestamps.now());
        JsonNode pruned = ApplyMerge.prune(type, merged, given, next.all());
        Comparison comparison = Comparison.of(type, before, pruned);
        if (!force) {
            next.refuseConflicts(manager, comparison.changed());
        }
        ManagedFields settled =
                next.takenFromOthers(manager, comparison.changed()).takenFromOthers(manager, comparison.removed());
        return new Applied((ObjectNode) pruned.deepCopy(), settled);
    }

    /** Who owns what after a create, update or patch made {@code after} of {@code before}. */
    static ManagedFields update(SchemaType type, ObjectNode before, ObjectNode after, FieldManager manager) {
        ManagedFields managers = given(before, after);
        Comparison comparison = Comparison.of(type, before, after);
        FieldSet set = managers.of(manager)
                .union(ownable(comparison.changed(), manager.subresource()))
                .withoutTrees(comparison.removed());
        return managers.takenFromOthers(manager, comparison.changed())
                .takenFromOthers(manager, comparison.removed())
                .with(manager, set, Timestamps.now());
    }

    /** A client may write the entries themselves; one that sends none doesn't know of them. */
    private static ManagedFields given(ObjectNode before, ObjectNode after) {
        JsonNode sent = after.path("metadata").path("managedFields");
        if (sent.size() == 1 && sent.get(0).isEmpty()) {
            return ManagedFields.NONE;
        }
        return ManagedFields.of(sent.isEmpty() ? before : after);
    }

    /** An object that has no entries belongs to whoever was there before them. */
    private static ManagedFields managers(SchemaType type, ObjectNode object) {
        ManagedFields managers = ManagedFields.of(object);
        if (!managers.entries().isEmpty() || object.isEmpty()) {
            return managers;
        }
        FieldManager unknown = new FieldManager(
                "before-first-apply",
                ManagedFields.Operation.UPDATE,
                object.path("apiVersion").asText(),
                "");
        return managers.with(unknown, ownable(FieldSets.of(type, object), ""), Timestamps.now());
    }

    /** Leaves out what the server keeps for itself, and what is written through another subresource. */
    private static FieldSet ownable(FieldSet fields, String subresource) {
        FieldSet metadata = fields.below("f:metadata");
        for (String field : UNOWNED) {
            metadata = metadata.with("f:" + field, FieldSet.EMPTY);
        }
        FieldSet own = new FieldSet(false, fields.steps())
                .with("f:apiVersion", FieldSet.EMPTY)
                .with("f:kind", FieldSet.EMPTY)
                .with("f:metadata", new FieldSet(false, metadata.steps()));
        return switch (subresource) {
            case "status" -> own.with("f:spec", FieldSet.EMPTY);
            case "" -> own;
            default -> own.with("f:metadata", FieldSet.EMPTY).with("f:status", FieldSet.EMPTY);
        };
    }
}
