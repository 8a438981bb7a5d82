package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Keeps the pod of a DaemonSet: the sandbox has one node. */
final class DaemonSetController implements Controller {
    private static final String REVISION = "controller-revision-hash";

    private final ControlPlane plane;

    DaemonSetController(ControlPlane plane) {
        this.plane = plane;
    }

    @Override
    public void reconcile(ObjectNode set) {
        if (Metadata.isBeingDeleted(set)) {
            return;
        }
        String revision = RandomNames.hash(set.at("/spec/template"));
        List<ObjectNode> pods = plane.owned(set, "pods");
        boolean updates = set.at("/spec/updateStrategy/type").asText().equals("RollingUpdate");
        if (pods.isEmpty()) {
            ObjectNode pod = Pods.of(set.at("/spec/template"), Map.of(REVISION, revision));
            Metadata.edit(pod).put("generateName", Metadata.name(set) + "-");
            String created = Metadata.name(plane.create("pods", set, pod));
            plane.event(set, "daemonset-controller", "Normal", "SuccessfulCreate", "Created pod: " + created);
        } else if (updates && !isOf(pods.get(0), revision)) {
            plane.delete(pods.get(0));
        } else {
            setStatus(set, pods.get(0), revision);
        }
    }

    private void setStatus(ObjectNode set, ObjectNode pod, String revision) {
        Duration minReady = Duration.ofSeconds(set.at("/spec/minReadySeconds").asLong());
        boolean ready = Pods.isReady(pod);
        boolean available = Pods.isAvailable(pod, minReady, Instant.now());
        ObjectNode status = Json.object().put("observedGeneration", Metadata.generation(set));
        status.put("currentNumberScheduled", 1).put("desiredNumberScheduled", 1).put("numberMisscheduled", 0);
        status.put("numberReady", ready ? 1 : 0);
        if (isOf(pod, revision)) {
            status.put("updatedNumberScheduled", 1);
        }
        status.put(available ? "numberAvailable" : "numberUnavailable", 1);
        plane.setStatus(set, status);
        if (ready && !available) {
            plane.again(set, Duration.ofSeconds(1));
        }
    }

    private static boolean isOf(ObjectNode pod, String revision) {
        return Metadata.labels(pod).path(REVISION).asText().equals(revision);
    }
}
