package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.sandbox.ManagedFields.Operation;
import io.github.kitmaven.schema.Kind;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Writes objects: every create, update, patch and apply, of clients and controllers alike, goes the same way. What comes
 * in is decoded, gets the server's fields and the defaults, is validated, gets its owners of fields, and is kept.
 */
final class ObjectWriter {
    private final Store store;

    ObjectWriter(Store store) {
        this.store = store;
    }

    /** An object as it was written, or would have been. */
    record Written(ObjectNode object, boolean created) {}

    /** Creates an object; the tree may be changed. */
    ObjectNode create(Kind kind, String namespace, ObjectNode body, WriteOptions options) {
        return store.locked(() -> {
            requireNamespace(kind, namespace);
            if (Metadata.of(body).hasNonNull("resourceVersion")) {
                throw ApiError.of(500, "", "resourceVersion should not be set on objects to be created");
            }
            ObjectNode object = RequestBody.decode(kind, body, options.fieldValidation());
            return begin(kind, namespace, object, options, prepared -> {
                FieldManager manager = options.by(Operation.UPDATE, kind);
                return Ownership.update(kind.type(), Json.object(), withoutStatus(kind, prepared), manager);
            });
        });
    }

    /**
     * Changes an object that is there.
     *
     * @param change makes the new tree of the old one, which it doesn't touch
     */
    ObjectNode update(Kind kind, ObjectKey key, WriteOptions options, UnaryOperator<ObjectNode> change) {
        return store.locked(() -> {
            ObjectNode before =
                    Versions.convert(store.get(key).orElseThrow(() -> ApiError.notFound(kind, key.name())), kind);
            ObjectNode decoded = RequestBody.decode(kind, change.apply(before), options.fieldValidation());
            requireSameObject(kind, before, decoded);
            ObjectNode after = prepare(kind, before, decoded, options);
            ManagedFields managers = Ownership.update(kind.type(), before, after, options.by(Operation.UPDATE, kind));
            return finish(kind, key, before, after, managers, options);
        });
    }

    /** Applies a tree server-side; creates the object where there is none. */
    Written apply(Kind kind, ObjectKey key, ObjectNode body, WriteOptions options) {
        FieldManager manager = options.by(Operation.APPLY, kind);
        return store.locked(() -> {
            requireNamespace(kind, key.namespace());
            ObjectNode applied = body.deepCopy();
            if (kind.hasStatus() && options.subresource().isEmpty()) {
                applied.remove("status");
            }
            Optional<ObjectNode> live = store.get(key).map(object -> Versions.convert(object, kind));
            if (live.isPresent()) {
                requireSameObject(kind, live.get(), applied);
            }
            Ownership.Applied result = Ownership.apply(kind.type(), live, applied, manager, options.force());
            ObjectNode object = RequestBody.decode(kind, result.object(), "");
            if (live.isEmpty()) {
                return new Written(begin(kind, key.namespace(), object, options, prepared -> result.managers()), true);
            }
            ObjectNode after = prepare(kind, live.get(), object, options);
            return new Written(finish(kind, key, live.get(), after, result.managers(), options), false);
        });
    }

    private ObjectNode begin(
            Kind kind,
            String namespace,
            ObjectNode object,
            WriteOptions options,
            Function<ObjectNode, ManagedFields> owners) {
        ServerFields.create(kind, namespace, object);
        FirstState.prepare(kind, object, store);
        Defaults.fill(kind, object);
        Validation.check(kind, Optional.empty(), object);
        ObjectKey key = ObjectKey.of(kind, object);
        if (store.get(key).isPresent()) {
            throw ApiError.alreadyExists(kind, key.name());
        }
        owners.apply(object).writeTo(object);
        return options.dryRun() ? object : store.put(key, object);
    }

    /** The first status is the server's: it belongs to nobody. */
    private static ObjectNode withoutStatus(Kind kind, ObjectNode object) {
        ObjectNode rest = Json.object();
        rest.setAll(object);
        if (kind.hasStatus()) {
            rest.remove("status");
        }
        return rest;
    }

    private ObjectNode prepare(Kind kind, ObjectNode before, ObjectNode decoded, WriteOptions options) {
        ObjectNode after = ServerFields.part(kind, before, decoded, options.subresource());
        ServerFields.keep(before, after);
        FirstState.keep(kind, before, after, store);
        Defaults.fill(kind, after);
        return after;
    }

    private ObjectNode finish(
            Kind kind,
            ObjectKey key,
            ObjectNode before,
            ObjectNode after,
            ManagedFields managers,
            WriteOptions options) {
        managers.writeTo(after);
        ServerFields.count(kind, before, after);
        Validation.check(kind, Optional.of(before), after);
        boolean ended = Metadata.isBeingDeleted(after)
                && Metadata.of(after).path("finalizers").isEmpty()
                && !(kind.is("namespaces") && !after.at("/spec/finalizers").isEmpty());
        if (options.dryRun() || (!ended && after.equals(before))) {
            return after;
        }
        if (ended) {
            store.remove(key);
            return after;
        }
        return store.put(key, after);
    }

    private void requireNamespace(Kind kind, String namespace) {
        if (!kind.namespaced()) {
            return;
        }
        ObjectNode found = store.get(new ObjectKey("namespaces", "", namespace))
                .orElseThrow(() -> ApiError.namespaceNotFound(namespace));
        if (Metadata.isBeingDeleted(found)) {
            throw ApiError.forbidden(
                    kind,
                    "",
                    "unable to create new content in namespace " + namespace + " because it is being terminated");
        }
    }

    /** Refuses a write of an object that was changed, or made anew, since the client read it. */
    private static void requireSameObject(Kind kind, ObjectNode before, ObjectNode after) {
        String version = Metadata.of(after).path("resourceVersion").asText("");
        String name = Metadata.name(before);
        if (!version.isEmpty()
                && !version.equals(Metadata.of(before).path("resourceVersion").asText())) {
            throw ApiError.conflict(
                    kind,
                    name,
                    "the object has been modified; please apply your changes to the latest version and try again");
        }
        String uid = Metadata.uid(after);
        if (!uid.isEmpty() && !uid.equals(Metadata.uid(before))) {
            throw ApiError.conflict(
                    kind,
                    name,
                    "Precondition failed: UID in precondition: " + uid + ", UID in object meta: "
                            + Metadata.uid(before));
        }
        if (!Metadata.name(after).isEmpty() && !Metadata.name(after).equals(name)) {
            throw ApiError.badRequest("the name of the object (" + Metadata.name(after)
                    + ") does not match the name on the URL (" + name + ")");
        }
    }
}
