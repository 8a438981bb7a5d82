package io.github.kitmaven.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Set;

/** A JSON Patch (RFC 6902) that makes one state of an object of another, for a server to judge. */
public final class Rewrite {
    private static final Set<String> NOT_OURS = Set.of("apiVersion", "kind", "metadata", "status");

    private final ArrayNode operations = JsonNodeFactory.instance.arrayNode();

    private Rewrite() {}

    /**
     * Writes the patch.
     *
     * @param live the object as the cluster has it
     * @param target the object as it is to be; what the server keeps of an object by itself is not looked at
     * @return the operations; none where there is nothing to change
     */
    public static ArrayNode of(JsonNode live, JsonNode target) {
        Rewrite rewrite = new Rewrite();
        live.fieldNames().forEachRemaining(name -> rewrite.compare("", name, live, target));
        target.fieldNames().forEachRemaining(name -> {
            if (!live.has(name)) {
                rewrite.compare("", name, live, target);
            }
        });
        for (String name : List.of("annotations", "labels")) {
            rewrite.compare("/metadata", name, live.path("metadata"), target.path("metadata"));
        }
        return rewrite.operations;
    }

    private void compare(String parent, String name, JsonNode live, JsonNode target) {
        if ((parent.isEmpty() && NOT_OURS.contains(name)) || live.path(name).equals(target.path(name))) {
            return;
        }
        boolean goes = !target.has(name);
        var operation =
                operations.addObject().put("op", goes ? "remove" : "add").put("path", parent + "/" + name);
        if (!goes) {
            operation.set("value", target.path(name));
        }
    }
}
