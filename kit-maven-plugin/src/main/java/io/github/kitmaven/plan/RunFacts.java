package io.github.kitmaven.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.KitAnnotations;
import io.github.kitmaven.model.KitLabels;
import java.util.List;

/** Labels and annotations that tell of the run that wrote an object last. They alone never make an object differ. */
public final class RunFacts {
    static final List<String> ANNOTATIONS = List.of(
            KitAnnotations.COMMIT,
            KitAnnotations.LAST_UPDATED,
            KitAnnotations.HASH,
            KitAnnotations.UUID,
            KitAnnotations.RELEASE_ID,
            KitAnnotations.TIER_DEPLOYMENT_ID);
    private static final List<String> LABELS = List.of(KitLabels.ID);

    private RunFacts() {}

    /**
     * Takes them away.
     *
     * @param object an object; it stays as it is
     * @return the object without them
     */
    public static ObjectNode without(ObjectNode object) {
        return without(object, "metadata", "annotations", "labels", "");
    }

    /** A set of owned fields, as managedFields has it, without them. */
    static JsonNode withoutOwned(JsonNode fields) {
        return fields instanceof ObjectNode set
                ? without(set, "f:metadata", "f:annotations", "f:labels", "f:")
                : fields;
    }

    private static ObjectNode without(
            ObjectNode tree, String metadata, String annotations, String labels, String prefix) {
        ObjectNode copy = tree.deepCopy();
        if (copy.path(metadata) instanceof ObjectNode fields) {
            remove(fields, annotations, prefix, ANNOTATIONS);
            remove(fields, labels, prefix, LABELS);
            if (fields.isEmpty()) {
                copy.remove(metadata);
            }
        }
        return copy;
    }

    private static void remove(ObjectNode metadata, String field, String prefix, List<String> names) {
        if (metadata.path(field) instanceof ObjectNode map) {
            int before = map.size();
            names.forEach(name -> map.remove(prefix + name));
            if (map.size() < before && map.size() == (map.has(".") ? 1 : 0)) {
                metadata.remove(field);
            }
        }
    }
}
