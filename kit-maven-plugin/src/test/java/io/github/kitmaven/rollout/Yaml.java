package io.github.kitmaven.rollout;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Objects for tests, written as people write them. */
final class Yaml {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Yaml() {}

    static ObjectNode object(String yaml) {
        return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    }

    /** An object with a name, a namespace and a uid, whose rest is given. */
    static ObjectNode object(String apiVersion, String kind, String name, String rest) {
        ObjectNode object = object(rest.isEmpty() ? "{}" : rest);
        object.put("apiVersion", apiVersion).put("kind", kind);
        object.withObject("/metadata")
                .put("name", name)
                .put("namespace", "shop")
                .put("uid", "uid-" + name);
        return object;
    }

    static ObjectNode deleted(ObjectNode object) {
        ObjectNode deleted = object.deepCopy();
        deleted.withObject("/metadata").put("deletionTimestamp", "2026-11-23T12:00:00Z");
        return deleted;
    }

    static ObjectNode ownedBy(ObjectNode owner, ObjectNode object) {
        object.withObject("/metadata")
                .withArray("ownerReferences")
                .addObject()
                .put("controller", true)
                .put("uid", owner.path("metadata").path("uid").asText());
        return object;
    }

    /** A warning about an object. */
    static ObjectNode event(ObjectNode about, String reason, String message, int times, String first, String last) {
        ObjectNode event = object("v1", "Event", about.at("/metadata/name").asText() + "." + reason, "");
        event.putObject("involvedObject").put("uid", about.at("/metadata/uid").asText());
        event.put("type", "Warning")
                .put("reason", reason)
                .put("message", message)
                .put("count", times);
        return event.put("firstTimestamp", first).put("lastTimestamp", last);
    }
}
