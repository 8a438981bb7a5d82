package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Serves the kinds of CustomResourceDefinitions, and says so in their status. */
final class DefinitionController implements Controller {
    private final ControlPlane plane;
    private final KindTable kinds;

    DefinitionController(ControlPlane plane, KindTable kinds) {
        this.plane = plane;
        this.kinds = kinds;
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
