package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Deletes what the objects that have gone owned, and lets those go that only wait for what they own. */
final class GarbageCollector {
    private static final String FOREGROUND = "foregroundDeletion";

    private final Store store;

    GarbageCollector(Store store) {
        this.store = store;
    }

    /** An object has gone: what it owned goes, too, unless another owner is left. */
    void gone(ObjectNode object) {
        String uid = Metadata.uid(object);
        for (ObjectKey key : store.keysOwnedBy(uid)) {
            store.get(key)
                    .filter(dependent -> !hasOtherOwner(dependent, uid))
                    .ifPresent(dependent -> end(key, dependent));
        }
    }

    /** An object that waits for what it owns goes when that has gone. */
    void look(ObjectKey key, ObjectNode object) {
        if (!Metadata.isBeingDeleted(object) || !waits(object)) {
            return;
        }
        List<ObjectKey> dependents = store.keysOwnedBy(Metadata.uid(object));
        if (dependents.isEmpty()) {
            end(key, object);
        } else {
            dependents.forEach(dependent -> store.get(dependent).ifPresent(found -> end(dependent, found)));
        }
    }

    /** Removes an object, or marks it where another finalizer holds it. */
    private void end(ObjectKey key, ObjectNode object) {
        ObjectNode ending = object.deepCopy();
        ObjectNode metadata = Metadata.edit(ending);
        ArrayNode finalizers = Json.list(metadata, "finalizers");
        for (int i = finalizers.size() - 1; i >= 0; i--) {
            if (finalizers.get(i).asText().equals(FOREGROUND)) {
                finalizers.remove(i);
            }
        }
        if (finalizers.isEmpty()) {
            store.remove(key);
        } else if (!Metadata.isBeingDeleted(object)) {
            metadata.put("deletionTimestamp", Timestamps.now()).put("deletionGracePeriodSeconds", 0);
            store.put(key, ending);
        }
    }

    private boolean hasOtherOwner(ObjectNode dependent, String uid) {
        return Json.items(Metadata.of(dependent).path("ownerReferences"))
                .map(owner -> owner.path("uid").asText())
                .anyMatch(owner -> !owner.equals(uid) && store.hasUid(owner));
    }

    private static boolean waits(ObjectNode object) {
        return Json.items(Metadata.of(object).path("finalizers"))
                .anyMatch(name -> name.asText().equals(FOREGROUND));
    }
}
