package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.schema.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** What controllers read and write objects with. */
final class ControlPlane {
    private static final String MANAGER = "kube-controller-manager";

    private final Store store;
    private final KindTable kinds;
    private final ObjectWriter writer;
    private final Deletion deletion;
    private final ControlLoop loop;

    ControlPlane(Store store, KindTable kinds, ObjectWriter writer, Deletion deletion, ControlLoop loop) {
        this.store = store;
        this.kinds = kinds;
        this.writer = writer;
        this.deletion = deletion;
        this.loop = loop;
    }

    Kind kind(String resource) {
        return kinds.byResource(resource).orElseThrow();
    }

    /** The kind of an object. */
    Kind kindOf(ObjectNode object) {
        return kinds.byApiVersion(
                        object.path("apiVersion").asText(), object.path("kind").asText())
                .orElseThrow(ApiError::noSuchResource);
    }

    ObjectKey keyOf(ObjectNode object) {
        return ObjectKey.of(kindOf(object), object);
    }

    Optional<ObjectNode> get(String resource, String namespace, String name) {
        return store.get(new ObjectKey(resource, namespace, name));
    }

    /** The objects of a resource that an object owns, oldest first. */
    List<ObjectNode> owned(ObjectNode owner, String resource) {
        return store.keysOwnedBy(Metadata.uid(owner)).stream()
                .filter(key -> key.resource().equals(resource))
                .flatMap(key -> store.get(key).stream())
                .toList();
    }

    /** Creates an object that another one owns and controls, in its namespace. */
    ObjectNode create(String resource, ObjectNode owner, ObjectNode object) {
        Json.list(Metadata.edit(object), "ownerReferences")
                .addObject()
                .put("apiVersion", owner.path("apiVersion").asText())
                .put("kind", owner.path("kind").asText())
                .put("name", Metadata.name(owner))
                .put("uid", Metadata.uid(owner))
                .put("controller", true)
                .put("blockOwnerDeletion", true);
        return create(resource, Metadata.namespace(owner), object);
    }

    /** Creates an object that stands for itself. */
    ObjectNode create(String resource, String namespace, ObjectNode object) {
        return writer.create(kind(resource), namespace, object, WriteOptions.internal(MANAGER, ""));
    }

    /** Changes an object, unless the edit changes nothing. */
    void update(ObjectNode object, Consumer<ObjectNode> edit) {
        write(object, MANAGER, "", edit);
    }

    /** Changes an object's status, unless it is that already. */
    void setStatus(ObjectNode object, String manager, ObjectNode status) {
        if (!status.equals(object.path("status"))) {
            write(object, manager, "status", edited -> edited.set("status", status));
        }
    }

    void setStatus(ObjectNode object, ObjectNode status) {
        setStatus(object, MANAGER, status);
    }

    void delete(ObjectNode object) {
        deletion.delete(kindOf(object), keyOf(object), Json.object());
    }

    /** Looks at an object again after a while. */
    void again(ObjectNode object, Duration delay) {
        loop.enqueue(keyOf(object), delay);
    }

    /** Tells of something that happened to an object. */
    void event(ObjectNode about, String component, String type, String reason, String message) {
        String now = Timestamps.now();
        ObjectNode event = Json.object().put("type", type).put("reason", reason).put("message", message);
        Metadata.edit(event)
                .put(
                        "name",
                        Metadata.name(about) + "."
                                + Long.toHexString(UUID.randomUUID().getMostSignificantBits()));
        event.putObject("involvedObject")
                .put("kind", about.path("kind").asText())
                .put("namespace", Metadata.namespace(about))
                .put("name", Metadata.name(about))
                .put("uid", Metadata.uid(about))
                .put("apiVersion", about.path("apiVersion").asText())
                .put(
                        "resourceVersion",
                        Metadata.of(about).path("resourceVersion").asText());
        event.put("count", 1).put("firstTimestamp", now).put("lastTimestamp", now);
        event.putObject("source").put("component", component);
        event.put("reportingComponent", component).put("reportingInstance", "");
        create("events", Metadata.namespace(about), event);
    }

    private void write(ObjectNode object, String manager, String subresource, Consumer<ObjectNode> edit) {
        writer.update(kindOf(object), keyOf(object), WriteOptions.internal(manager, subresource), before -> {
            ObjectNode after = before.deepCopy();
            edit.accept(after);
            return after;
        });
    }
}
