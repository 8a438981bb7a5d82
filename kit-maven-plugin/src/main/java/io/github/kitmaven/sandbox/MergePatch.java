package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON merge patch (RFC 7396). */
final class MergePatch {
    private MergePatch() {}

    static JsonNode apply(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        ObjectNode patched = JsonNodeFactory.instance.objectNode();
        if (target instanceof ObjectNode object) {
            patched.setAll(object);
        }
        changes.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                patched.remove(change.getKey());
            } else {
                patched.set(change.getKey(), apply(patched.path(change.getKey()), change.getValue()));
            }
        });
        return patched;
    }
}
