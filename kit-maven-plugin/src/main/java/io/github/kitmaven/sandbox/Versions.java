package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.schema.Kind;
import java.util.Map;

/** Shows an object in another version of its kind than it was written in. */
final class Versions {
    private static final Map<String, String> EVENT_FIELDS = Map.of(
            "involvedObject", "regarding",
            "message", "note",
            "count", "deprecatedCount",
            "firstTimestamp", "deprecatedFirstTimestamp",
            "lastTimestamp", "deprecatedLastTimestamp",
            "source", "deprecatedSource",
            "reportingComponent", "reportingController");

    private Versions() {}

    /** The object in the kind's version: itself where it is in that version, else a copy. */
    static ObjectNode convert(ObjectNode object, Kind kind) {
        String stored = object.path("apiVersion").asText();
        if (stored.equals(kind.apiVersion())) {
            return object;
        }
        ObjectNode converted = object.deepCopy().put("apiVersion", kind.apiVersion());
        switch (kind.apiVersion()) {
            case "autoscaling/v2" -> toMetrics(Json.child(converted, "spec"));
            case "autoscaling/v1" -> fromMetrics(Json.child(converted, "spec"));
            case "events.k8s.io/v1" -> rename(converted, false);
            case "v1" -> rename(converted, true);
            default -> {}
        }
        return converted;
    }

    /** The events of both groups are the same objects, under other field names. */
    private static void rename(ObjectNode event, boolean toCore) {
        EVENT_FIELDS.forEach((core, other) -> {
            JsonNode value = event.remove(toCore ? other : core);
            if (value != null) {
                event.set(toCore ? core : other, value);
            }
        });
    }

    private static void toMetrics(ObjectNode spec) {
        JsonNode percentage = spec.remove("targetCPUUtilizationPercentage");
        if (percentage != null) {
            ObjectNode resource =
                    spec.putArray("metrics").addObject().put("type", "Resource").putObject("resource");
            resource.put("name", "cpu")
                    .putObject("target")
                    .put("type", "Utilization")
                    .set("averageUtilization", percentage);
        }
    }

    private static void fromMetrics(ObjectNode spec) {
        JsonNode metrics = spec.path("metrics");
        Json.items(metrics)
                .filter(metric -> metric.at("/resource/name").asText().equals("cpu"))
                .map(metric -> metric.at("/resource/target/averageUtilization"))
                .filter(JsonNode::isNumber)
                .findFirst()
                .ifPresent(percentage -> spec.set("targetCPUUtilizationPercentage", percentage));
        spec.remove("metrics");
        spec.remove("behavior");
    }
}
