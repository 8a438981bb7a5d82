package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.sandbox.ApiError.Cause;
import io.github.kitmaven.schema.Kind;
import java.util.List;

/** Deletes objects: at once, or, where finalizers hold one back, by marking it. */
final class Deletion {
    private static final List<String> PROPAGATION = List.of("Foreground", "Background", "Orphan", "nil");
    private static final String FOREGROUND = "foregroundDeletion";

    private final Store store;

    Deletion(Store store) {
        this.store = store;
    }

    /**
     * Deletes an object.
     *
     * @param options the {@code DeleteOptions}: propagation, preconditions, dry-run
     * @return what to tell the client: a success, or the object that is not gone yet
     */
    ObjectNode delete(Kind kind, ObjectKey key, ObjectNode options) {
        return store.locked(() -> {
            ObjectNode before = store.get(key).orElseThrow(() -> ApiError.notFound(kind, key.name()));
            checkOptions(options);
            checkPreconditions(kind, before, options.path("preconditions"));
            JsonNode dryRuns = options.path("dryRun"); // a list in the options, a text in the query
            boolean dryRun =
                    dryRuns.isArray() ? !dryRuns.isEmpty() : !dryRuns.asText().isEmpty();
            ObjectNode after = marked(before, options.path("propagationPolicy").asText());
            boolean held = !Metadata.of(after).path("finalizers").isEmpty() || kind.is("namespaces");
            if (!dryRun) {
                if (options.path("propagationPolicy").asText().equals("Orphan")) {
                    orphan(Metadata.uid(before));
                }
                if (!held) {
                    store.remove(key);
                } else if (!Metadata.isBeingDeleted(before)) {
                    store.put(key, after);
                }
            }
            ObjectNode answer = Metadata.isBeingDeleted(before) ? before : after;
            return held || kind.is("pods") ? Versions.convert(answer, kind) : success(kind, before);
        });
    }

    /** Deletes several objects, and answers with a list of them. */
    ObjectNode deleteCollection(Kind kind, List<ObjectNode> objects, ObjectNode options) {
        ObjectNode list = Json.object().put("kind", kind.name() + "List").put("apiVersion", kind.apiVersion());
        list.putObject("metadata").put("resourceVersion", Long.toString(store.version()));
        ArrayNode items = list.putArray("items");
        for (ObjectNode object : objects) {
            delete(kind, new ObjectKey(kind.storedAs(), Metadata.namespace(object), Metadata.name(object)), options);
            items.add(object);
        }
        return list;
    }

    private static ObjectNode marked(ObjectNode before, String propagation) {
        ObjectNode after = before.deepCopy();
        ObjectNode metadata = Metadata.edit(after);
        metadata.put("deletionTimestamp", Timestamps.now()).put("deletionGracePeriodSeconds", 0);
        if (metadata.has("generation")) {
            metadata.put("generation", Metadata.generation(before) + 1);
        }
        if (propagation.equals("Foreground")
                && Json.items(metadata.path("finalizers"))
                        .noneMatch(name -> name.asText().equals(FOREGROUND))) {
            Json.list(metadata, "finalizers").add(FOREGROUND);
        }
        if (after.path("kind").asText().equals("Namespace")) {
            Json.child(after, "status").put("phase", "Terminating");
        }
        return after;
    }

    /** Objects whose owner goes, but which are to stay, lose the reference to it. */
    private void orphan(String owner) {
        for (ObjectKey key : store.keysOwnedBy(owner)) {
            ObjectNode freed = store.get(key).orElseThrow().deepCopy();
            ArrayNode owners = Json.list(Metadata.edit(freed), "ownerReferences");
            for (int i = owners.size() - 1; i >= 0; i--) {
                if (owners.get(i).path("uid").asText().equals(owner)) {
                    owners.remove(i);
                }
            }
            store.put(key, freed);
        }
    }

    private static void checkOptions(ObjectNode options) {
        String propagation = options.path("propagationPolicy").asText("");
        if (!propagation.isEmpty() && !PROPAGATION.contains(propagation)) {
            throw ApiError.invalidOptions(
                    "DeleteOptions", Cause.unsupported("propagationPolicy", propagation, PROPAGATION));
        }
    }

    private static void checkPreconditions(Kind kind, ObjectNode object, JsonNode preconditions) {
        for (String field : List.of("uid", "resourceVersion")) {
            String wanted = preconditions.path(field).asText("");
            String found = Metadata.of(object).path(field).asText();
            if (!wanted.isEmpty() && !wanted.equals(found)) {
                String name = field.equals("uid") ? "UID" : "ResourceVersion";
                throw ApiError.conflict(
                        kind,
                        Metadata.name(object),
                        "the " + name + " in the precondition (" + wanted + ") does not match the " + name
                                + " in record (" + found + "). The object might have been deleted and then recreated");
            }
        }
    }

    private static ObjectNode success(Kind kind, ObjectNode object) {
        ObjectNode status = Json.object().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        ObjectNode details =
                status.put("status", "Success").putObject("details").put("name", Metadata.name(object));
        if (!kind.group().isEmpty()) {
            details.put("group", kind.group());
        }
        details.put("kind", kind.plural()).put("uid", Metadata.uid(object));
        return status;
    }
}
