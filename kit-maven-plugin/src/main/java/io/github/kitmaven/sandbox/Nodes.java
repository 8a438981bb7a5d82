package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Stands in for the scheduler and the nodes: after a while each pod gets the status that its images' names ask for.
 * {@code missing}: the image can't be pulled. {@code crash}: it restarts again and again. {@code unschedulable}: no node
 * takes it. {@code slow}: it takes longer. A Job's pod ends well, or not where the name holds {@code fail}. All others
 * become ready.
 */
final class Nodes implements Controller {
    private static final String KUBELET = "kubelet";
    private static final String NO_NODE = "0/3 nodes are available: 3 Insufficient cpu.";

    private final ControlPlane plane;
    private final SandboxOptions options;
    private final Map<String, Instant> due = new HashMap<>();

    Nodes(ControlPlane plane, SandboxOptions options) {
        this.plane = plane;
        this.options = options;
    }

    @Override
    public void reconcile(ObjectNode pod) {
        if (!pod.at("/status/conditions").isEmpty()) {
            return;
        }
        String images = images(pod);
        Duration delay = images.contains("slow") ? options.slowPodDelay() : options.podDelay();
        Instant end =
                due.computeIfAbsent(Metadata.uid(pod), uid -> Instant.now().plus(delay));
        if (Instant.now().isBefore(end)) {
            plane.again(pod, Duration.between(Instant.now(), end).plusMillis(1));
        } else {
            due.remove(Metadata.uid(pod));
            settle(pod, images);
        }
    }

    private void settle(ObjectNode pod, String images) {
        boolean ofJob = Json.items(Metadata.of(pod).path("ownerReferences"))
                .anyMatch(owner -> owner.path("kind").asText().equals("Job"));
        if (images.contains("unschedulable")) {
            warn(pod, "default-scheduler", "FailedScheduling", NO_NODE);
            unscheduled(pod);
        } else if (images.contains("missing")) {
            warn(pod, KUBELET, "Failed", "Failed to pull image \"" + images + "\": not found");
            ObjectNode waiting = Json.object().put("reason", "ImagePullBackOff");
            waiting.put("message", "Back-off pulling image \"" + images + '"');
            scheduled(pod, "Pending", "waiting", waiting, 0);
        } else if (ofJob) {
            ended(pod, images.contains("fail"));
        } else if (images.contains("crash")) {
            warn(pod, KUBELET, "BackOff", "Back-off restarting failed container");
            ObjectNode waiting = Json.object().put("reason", "CrashLoopBackOff");
            waiting.put("message", "back-off 10s restarting failed container");
            scheduled(pod, "Running", "waiting", waiting, 3);
        } else {
            scheduled(pod, "Running", "running", Json.object().put("startedAt", Timestamps.now()), 0);
        }
    }

    private void ended(ObjectNode pod, boolean failed) {
        ObjectNode terminated = Json.object().put("exitCode", failed ? 1 : 0);
        terminated.put("reason", failed ? "Error" : "Completed");
        terminated.put("startedAt", Timestamps.now()).put("finishedAt", Timestamps.now());
        scheduled(pod, failed ? "Failed" : "Succeeded", "terminated", terminated, 0);
    }

    private void unscheduled(ObjectNode pod) {
        ObjectNode status = status(pod).put("phase", "Pending");
        condition(status, "PodScheduled", false).put("reason", "Unschedulable").put("message", NO_NODE);
        plane.setStatus(pod, "kube-scheduler", status);
    }

    private void scheduled(ObjectNode pod, String phase, String stateName, ObjectNode state, int restarts) {
        boolean ready = stateName.equals("running");
        ObjectNode status = status(pod).put("phase", phase);
        condition(status, "PodScheduled", true);
        for (String type : new String[] {"Initialized", "ContainersReady", "Ready"}) {
            condition(status, type, ready);
        }
        status.put("hostIP", "10.2.0.1").put("podIP", "10.1.0.1").put("startTime", Timestamps.now());
        status.putArray("podIPs").addObject().put("ip", "10.1.0.1");
        ArrayNode containers = status.putArray("containerStatuses");
        for (JsonNode container : pod.at("/spec/containers")) {
            ObjectNode one = containers.addObject();
            one.put("name", container.path("name").asText());
            one.putObject("state").set(stateName, state);
            one.putObject("lastState");
            one.put("ready", ready).put("restartCount", restarts);
            one.put("image", container.path("image").asText());
            one.put("imageID", ready ? container.path("image").asText() : "");
            one.put("started", ready);
        }
        plane.setStatus(pod, KUBELET, status);
    }

    private void warn(ObjectNode pod, String component, String reason, String message) {
        plane.event(pod, component, "Warning", reason, message);
    }

    private static ObjectNode status(ObjectNode pod) {
        return Json.child(pod.deepCopy(), "status");
    }

    private static ObjectNode condition(ObjectNode status, String type, boolean met) {
        return Json.list(status, "conditions")
                .addObject()
                .put("type", type)
                .put("status", met ? "True" : "False")
                .put("lastTransitionTime", Timestamps.now());
    }

    private static String images(ObjectNode pod) {
        return Json.items(pod.at("/spec/containers"))
                .map(container -> container.path("image").asText())
                .collect(Collectors.joining(" "));
    }
}
