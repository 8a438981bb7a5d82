package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Serves the kinds of CustomResourceDefinitions, and says so in their status. */
final class DefinitionController implements Controller {
    private final ControlPlane plane;
    private final KindTable kinds;
    private final Store store;

    DefinitionController(ControlPlane plane, KindTable kinds, Store store) {
        this.plane = plane;
        this.kinds = kinds;
        this.store = store;
    }

    @Override
    public void reconcile(ObjectNode definition) {
        kinds.define(definition);
        if (!definition.at("/status/conditions").isEmpty()) {
            return;
        }
        ObjectNode status = Json.object();
        ArrayNode conditions = status.putArray("conditions");
        condition(conditions, "NamesAccepted", "NoConflicts", "no conflicts found");
        condition(conditions, "Established", "InitialNamesAccepted", "the initial names have been accepted");
        status.set("acceptedNames", definition.at("/spec/names").deepCopy());
        ArrayNode stored = status.putArray("storedVersions");
        for (JsonNode version : definition.at("/spec/versions")) {
            if (version.path("storage").asBoolean()) {
                stored.add(version.path("name").asText());
            }
        }
        plane.setStatus(definition, status);
    }

    /** The objects of a kind go with its definition. */
    @Override
    public void gone(ObjectNode definition) {
        kinds.forget(Metadata.name(definition));
        store.keys().stream()
                .filter(key -> key.resource().equals(Metadata.name(definition)))
                .forEach(store::remove);
    }

    private static void condition(ArrayNode conditions, String type, String reason, String message) {
        conditions
                .addObject()
                .put("type", type)
                .put("status", "True")
                .put("lastTransitionTime", Timestamps.now())
                .put("reason", reason)
                .put("message", message);
    }
}
