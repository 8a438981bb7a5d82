package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Keeps the numbered pods of a StatefulSet: one after the other, and updated from the last to the first. */
final class StatefulSetController implements Controller {
    private static final String REVISION = "controller-revision-hash";

    private final ControlPlane plane;

    StatefulSetController(ControlPlane plane) {
        this.plane = plane;
    }

    @Override
    public void reconcile(ObjectNode set) {
        if (Metadata.isBeingDeleted(set)) {
            return;
        }
        String revision = Metadata.name(set) + "-" + RandomNames.hash(set.at("/spec/template"));
        NavigableMap<Integer, ObjectNode> pods = new TreeMap<>();
        plane.owned(set, "pods").forEach(pod -> pods.put(ordinal(pod), pod));
        if (!step(set, pods, revision)) {
            setStatus(set, List.copyOf(pods.values()), revision);
        }
    }

    /** Creates or deletes what comes next; whether there was anything. */
    private boolean step(ObjectNode set, NavigableMap<Integer, ObjectNode> pods, String revision) {
        int wanted = set.at("/spec/replicas").asInt();
        boolean inOrder = !set.at("/spec/podManagementPolicy").asText().equals("Parallel");
        for (int ordinal = 0; ordinal < wanted; ordinal++) {
            ObjectNode pod = pods.get(ordinal);
            if (pod == null) {
                create(set, ordinal, revision);
                return true;
            }
            if (inOrder && !Pods.isReady(pod) && isOf(pod, revision)) {
                return false;
            }
        }
        if (!pods.isEmpty() && pods.lastKey() >= wanted) {
            plane.delete(pods.lastEntry().getValue());
            return true;
        }
        return update(set, pods, revision);
    }

    private boolean update(ObjectNode set, NavigableMap<Integer, ObjectNode> pods, String revision) {
        if (!set.at("/spec/updateStrategy/type").asText().equals("RollingUpdate")) {
            return false;
        }
        int first = set.at("/spec/updateStrategy/rollingUpdate/partition").asInt();
        for (ObjectNode pod : pods.tailMap(first, true).descendingMap().values()) {
            if (!isOf(pod, revision)) {
                plane.delete(pod);
                return true;
            }
            if (!Pods.isReady(pod)) {
                return false;
            }
        }
        return false;
    }

    private void create(ObjectNode set, int ordinal, String revision) {
        String name = Metadata.name(set) + "-" + ordinal;
        ObjectNode pod = Pods.of(
                set.at("/spec/template"),
                Map.of(
                        REVISION,
                        revision,
                        "statefulset.kubernetes.io/pod-name",
                        name,
                        "apps.kubernetes.io/pod-index",
                        Integer.toString(ordinal)));
        Metadata.edit(pod).put("name", name);
        for (JsonNode claim : set.at("/spec/volumeClaimTemplates")) {
            String claimName = Metadata.name(claim) + "-" + name;
            createClaim(set, claim.deepCopy(), claimName);
            ObjectNode volume = Json.list(Json.child(pod, "spec"), "volumes").addObject();
            volume.put("name", Metadata.name(claim))
                    .putObject("persistentVolumeClaim")
                    .put("claimName", claimName);
        }
        plane.create("pods", set, pod);
        String message = "create Pod " + name + " in StatefulSet " + Metadata.name(set) + " successful";
        plane.event(set, "statefulset-controller", "Normal", "SuccessfulCreate", message);
    }

    private void createClaim(ObjectNode set, ObjectNode claim, String name) {
        if (plane.get("persistentvolumeclaims", Metadata.namespace(set), name).isEmpty()) {
            Metadata.edit(claim).put("name", name);
            plane.create("persistentvolumeclaims", Metadata.namespace(set), claim);
        }
    }

    private void setStatus(ObjectNode set, List<ObjectNode> pods, String revision) {
        Duration minReady = Duration.ofSeconds(set.at("/spec/minReadySeconds").asLong());
        Instant now = Instant.now();
        long ready = pods.stream().filter(Pods::isReady).count();
        long available = pods.stream()
                .filter(pod -> Pods.isAvailable(pod, minReady, now))
                .count();
        long updated = pods.stream().filter(pod -> isOf(pod, revision)).count();
        boolean done = updated == pods.size() && ready == pods.size();
        String current = done ? revision : set.at("/status/currentRevision").asText(revision);
        ObjectNode status = Json.object().put("observedGeneration", Metadata.generation(set));
        status.put("replicas", pods.size()).put("readyReplicas", ready);
        status.put("currentReplicas", done ? updated : pods.size() - updated);
        status.put("updatedReplicas", updated).put("availableReplicas", available);
        status.put("currentRevision", current).put("updateRevision", revision).put("collisionCount", 0);
        plane.setStatus(set, status);
        if (available < ready) {
            plane.again(set, Duration.ofSeconds(1));
        }
    }

    private static boolean isOf(ObjectNode pod, String revision) {
        return Metadata.labels(pod).path(REVISION).asText().equals(revision);
    }

    private static int ordinal(ObjectNode pod) {
        String name = Metadata.name(pod);
        return Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
    }
}
