package io.github.kitmaven.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * What another manager added to the maps and lists that the repo fills. Many of them are merged key by key, so that for the
 * server a key of another is the other's; but what a container gets is meant as a whole. Labels and annotations are left
 * out: there, keys of others are usual.
 */
final class Additions {
    /** Fields that hold such a map or list, wherever they stand. */
    private static final Set<String> WHOLES = Set.of(
            "data",
            "binaryData",
            "selector",
            "matchLabels",
            "nodeSelector",
            "limits",
            "requests",
            "env",
            "containers",
            "initContainers",
            "ports",
            "volumes",
            "volumeMounts",
            "imagePullSecrets");

    private Additions() {}

    /**
     * The additions of one manager.
     *
     * @param wanted the object as the repo wants it
     * @param theirs the fields that the other owns of the live one
     * @return those of them that stand in a map or list of the repo's, and are not in the repo
     */
    static ObjectNode to(JsonNode wanted, JsonNode theirs) {
        return in(wanted, theirs, false);
    }

    private static ObjectNode in(JsonNode wanted, JsonNode theirs, boolean whole) {
        ObjectNode added = JsonNodeFactory.instance.objectNode();
        for (var step : theirs.properties()) {
            String name = step.getKey();
            if (name.equals(".")) {
                continue;
            }
            JsonNode part = OwnedFields.part(wanted, name);
            if (!part.isMissingNode()) {
                boolean isWhole = name.startsWith("f:") && WHOLES.contains(name.substring(2));
                ObjectNode below = in(part, step.getValue(), isWhole);
                if (!below.isEmpty()) {
                    added.set(name, below);
                }
            } else if (whole && !wanted.isEmpty()) {
                added.set(name, step.getValue().deepCopy());
            }
        }
        return added;
    }
}
