package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Keeps as many pods of a ReplicaSet as it wants. */
final class ReplicaSetController implements Controller {
    private static final String COMPONENT = "replicaset-controller";

    private final ControlPlane plane;

    ReplicaSetController(ControlPlane plane) {
        this.plane = plane;
    }

    @Override
    public void reconcile(ObjectNode set) {
        List<ObjectNode> pods = plane.owned(set, "pods").stream()
                .filter(pod -> !Pods.isOver(pod))
                .toList();
        int wanted = Metadata.isBeingDeleted(set) ? 0 : set.at("/spec/replicas").asInt();
        if (pods.size() < wanted) {
            for (int i = pods.size(); i < wanted; i++) {
                create(set);
            }
        } else if (pods.size() > wanted) {
            pods.stream()
                    .sorted(Comparator.comparing(Pods::isReady))
                    .limit(pods.size() - (long) wanted)
                    .forEach(plane::delete);
        } else {
            setStatus(set, pods);
        }
    }

    private void create(ObjectNode set) {
        ObjectNode pod = Pods.of(set.at("/spec/template"), Map.of());
        Metadata.edit(pod).put("generateName", Metadata.name(set) + "-");
        ObjectNode created = plane.create("pods", set, pod);
        plane.event(set, COMPONENT, "Normal", "SuccessfulCreate", "Created pod: " + Metadata.name(created));
    }

    private void setStatus(ObjectNode set, List<ObjectNode> pods) {
        Duration minReady = Duration.ofSeconds(set.at("/spec/minReadySeconds").asLong());
        Instant now = Instant.now();
        long ready = pods.stream().filter(Pods::isReady).count();
        long available = pods.stream()
                .filter(pod -> Pods.isAvailable(pod, minReady, now))
                .count();
        ObjectNode status = Json.object().put("replicas", pods.size());
        if (!pods.isEmpty()) {
            status.put("fullyLabeledReplicas", pods.size());
        }
        if (ready > 0) {
            status.put("readyReplicas", ready);
        }
        if (available > 0) {
            status.put("availableReplicas", available);
        }
        plane.setStatus(set, status.put("observedGeneration", Metadata.generation(set)));
        if (available < ready) {
            plane.again(set, Duration.ofSeconds(1));
        }
    }
}
