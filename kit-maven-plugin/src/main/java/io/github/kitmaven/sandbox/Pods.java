package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Makes pods of templates, and reads how pods are. */
final class Pods {
    private Pods() {}

    /** A pod of a template; whoever creates it names it. */
    static ObjectNode of(JsonNode template, Map<String, String> moreLabels) {
        ObjectNode pod = Json.object();
        ObjectNode metadata = pod.putObject("metadata");
        for (String field : new String[] {"labels", "annotations", "finalizers"}) {
            JsonNode value = template.path("metadata").path(field);
            if (!value.isMissingNode()) {
                metadata.set(field, value.deepCopy());
            }
        }
        moreLabels.forEach((name, value) -> Json.child(metadata, "labels").put(name, value));
        pod.set("spec", template.path("spec").deepCopy());
        return pod;
    }

    static boolean isReady(JsonNode pod) {
        return readySince(pod).isPresent();
    }

    /** Whether a pod has been ready for as long as its workload asks. */
    static boolean isAvailable(JsonNode pod, Duration minReady, Instant now) {
        return readySince(pod)
                .filter(since -> !since.plus(minReady).isAfter(now))
                .isPresent();
    }

    static boolean isOver(JsonNode pod) {
        String phase = phase(pod);
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    static String phase(JsonNode pod) {
        return pod.at("/status/phase").asText();
    }

    private static Optional<Instant> readySince(JsonNode pod) {
        return Json.items(pod.at("/status/conditions"))
                .filter(condition -> condition.path("type").asText().equals("Ready")
                        && condition.path("status").asText().equals("True"))
                .map(condition ->
                        Timestamps.parse(condition.path("lastTransitionTime").asText()))
                .findFirst();
    }
}
