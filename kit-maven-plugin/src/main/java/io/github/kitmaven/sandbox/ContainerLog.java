package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/** What the containers of pods that {@link Nodes} plays would have logged. */
final class ContainerLog {
    private ContainerLog() {}

    /** The log that a request asks for, as text. */
    static String of(ObjectNode pod, ApiRequest request) {
        String name = pod.at("/metadata/name").asText();
        String asked = request.parameter("container");
        String container = asked.isEmpty() ? pod.at("/spec/containers/0/name").asText() : asked;
        if (Json.items(pod.at("/spec/containers")).noneMatch(one -> isNamed(one, container))) {
            throw ApiError.badRequest("container " + container + " is not valid for pod " + name);
        }
        JsonNode status = Json.items(pod.at("/status/containerStatuses"))
                .filter(one -> isNamed(one, container))
                .findFirst()
                .orElseThrow(() -> ApiError.badRequest(
                        "container \"" + container + "\" in pod \"" + name + "\" is not available"));
        boolean restarted = status.path("restartCount").asInt() > 0;
        if (request.flag("previous") && !restarted) {
            throw ApiError.badRequest(
                    "previous terminated container \"" + container + "\" in pod \"" + name + "\" not found");
        }
        if (status.at("/state/waiting/reason").asText().equals("ImagePullBackOff")) {
            throw ApiError.badRequest("container \"" + container + "\" in pod \"" + name
                    + "\" is waiting to start: trying and failing to pull image");
        }
        String image = status.path("image").asText();
        boolean failed = restarted || status.at("/state/terminated/exitCode").asInt() != 0;
        return last(List.of("starting " + image, failed ? "fatal: " + image + " exits with 1" : "ready"), request);
    }

    private static String last(List<String> lines, ApiRequest request) {
        String tail = request.parameter("tailLines");
        long skipped = tail.matches("\\d{1,9}") ? Math.max(0, lines.size() - Long.parseLong(tail)) : 0;
        return lines.stream().skip(skipped).map(line -> line + "\n").collect(Collectors.joining());
    }

    private static boolean isNamed(JsonNode container, String name) {
        return container.path("name").asText().equals(name);
    }
}
