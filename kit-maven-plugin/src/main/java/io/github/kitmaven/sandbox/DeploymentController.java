package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rolls a Deployment out: a ReplicaSet for each template it had, the newest growing as the older ones shrink. */
final class DeploymentController implements Controller {
    private static final String HASH = "pod-template-hash";
    private static final String REVISION = "deployment.kubernetes.io/revision";

    private final ControlPlane plane;

    DeploymentController(ControlPlane plane) {
        this.plane = plane;
    }

    @Override
    public void reconcile(ObjectNode deployment) {
        if (Metadata.isBeingDeleted(deployment)) {
            return;
        }
        List<ObjectNode> sets = plane.owned(deployment, "replicasets.apps");
        String name = Metadata.name(deployment) + "-" + RandomNames.hash(deployment.at("/spec/template"));
        Optional<ObjectNode> newest =
                sets.stream().filter(set -> Metadata.name(set).equals(name)).findFirst();
        List<ObjectNode> old =
                sets.stream().filter(set -> !Metadata.name(set).equals(name)).toList();
        if (!deployment.at("/spec/paused").asBoolean()) {
            roll(deployment, name, newest, old);
            forget(deployment, old);
        }
        new DeploymentStatus(plane, deployment, newest, old).write();
    }

    private void roll(ObjectNode deployment, String name, Optional<ObjectNode> newest, List<ObjectNode> old) {
        boolean recreate = deployment.at("/spec/strategy/type").asText().equals("Recreate");
        RollingScale scale = RollingScale.of(deployment.path("spec"));
        if (recreate) {
            old.forEach(set -> resize(deployment, set, 0));
            if (old.stream().anyMatch(set -> count(set, "/status/replicas") > 0)) {
                return;
            }
        }
        int oldSize = old.stream().mapToInt(DeploymentController::size).sum();
        if (newest.isEmpty()) {
            create(deployment, name, recreate ? scale.wanted() : scale.grown(0, oldSize), old);
            return;
        }
        ObjectNode set = newest.get();
        renew(deployment, set, old);
        int total = oldSize + size(set);
        int grown = recreate ? scale.wanted() : scale.grown(size(set), total);
        if (grown != size(set)) {
            resize(deployment, set, grown);
        } else if (oldSize > 0) {
            shrink(deployment, set, old, scale, total);
        }
    }

    private void shrink(ObjectNode deployment, ObjectNode newest, List<ObjectNode> old, RollingScale scale, int total) {
        int newAvailable = count(newest, "/status/availableReplicas");
        int mayGo = scale.removableBroken(total, size(newest), newAvailable);
        int oldAvailable = 0;
        for (ObjectNode set : old) {
            int available = Math.min(size(set), count(set, "/status/availableReplicas"));
            int broken = Math.min(mayGo, size(set) - available);
            if (broken > 0) {
                mayGo -= broken;
                resize(deployment, set, size(set) - broken);
                return; // the change brings us here again
            }
            oldAvailable += available;
        }
        int left = Math.min(mayGo, scale.removable(oldAvailable + newAvailable));
        for (ObjectNode set : old) {
            int gone = Math.min(left, size(set));
            left -= gone;
            resize(deployment, set, size(set) - gone);
        }
    }

    private void create(ObjectNode deployment, String name, int size, List<ObjectNode> old) {
        String hash = name.substring(name.lastIndexOf('-') + 1);
        ObjectNode set = Json.object();
        ObjectNode metadata = set.putObject("metadata").put("name", name);
        ObjectNode template = Pods.of(deployment.at("/spec/template"), Map.of(HASH, hash));
        metadata.set("labels", Metadata.labels(template).deepCopy());
        metadata.putObject("annotations").put(REVISION, Integer.toString(lastRevision(old) + 1));
        ObjectNode spec = set.putObject("spec").put("replicas", size);
        if (deployment.at("/spec/minReadySeconds").asInt() > 0) {
            spec.set("minReadySeconds", deployment.at("/spec/minReadySeconds"));
        }
        ObjectNode selector = deployment.at("/spec/selector").deepCopy();
        Json.child(selector, "matchLabels").put(HASH, hash);
        spec.set("selector", selector);
        spec.set("template", template);
        plane.create("replicasets.apps", deployment, set);
        mark(deployment, set);
        scaled(deployment, name, "up", size);
    }

    /** A ReplicaSet that becomes the newest again gets the highest revision. */
    private void renew(ObjectNode deployment, ObjectNode newest, List<ObjectNode> old) {
        if (revision(newest) <= lastRevision(old)) {
            String next = Integer.toString(lastRevision(old) + 1);
            plane.update(
                    newest, set -> Json.child(Metadata.edit(set), "annotations").put(REVISION, next));
        }
        mark(deployment, newest);
    }

    /** Before its status tells that a change was taken up, a Deployment says of which ReplicaSet it is. */
    private void mark(ObjectNode deployment, ObjectNode newest) {
        JsonNode annotation = Metadata.annotation(newest, REVISION);
        if (!annotation.equals(Metadata.annotation(deployment, REVISION))) {
            plane.update(
                    deployment,
                    changed -> Json.child(Metadata.edit(changed), "annotations").set(REVISION, annotation));
        }
    }

    private void resize(ObjectNode deployment, ObjectNode set, int size) {
        if (size != size(set)) {
            plane.update(set, changed -> Json.child(changed, "spec").put("replicas", size));
            scaled(deployment, Metadata.name(set), size > size(set) ? "up" : "down", size);
        }
    }

    private void scaled(ObjectNode deployment, String set, String direction, int size) {
        String message = "Scaled " + direction + " replica set " + set + " to " + size;
        plane.event(deployment, "deployment-controller", "Normal", "ScalingReplicaSet", message);
    }

    /** Old ReplicaSets without pods are kept only as far as the history goes. */
    private void forget(ObjectNode deployment, List<ObjectNode> old) {
        List<ObjectNode> empty = old.stream()
                .filter(set -> size(set) == 0 && count(set, "/status/replicas") == 0)
                .sorted(Comparator.comparingInt(DeploymentController::revision))
                .toList();
        int surplus = empty.size() - deployment.at("/spec/revisionHistoryLimit").asInt();
        empty.stream().limit(Math.max(0, surplus)).forEach(plane::delete);
    }

    private static int lastRevision(List<ObjectNode> sets) {
        return sets.stream().mapToInt(DeploymentController::revision).max().orElse(0);
    }

    private static int revision(ObjectNode set) {
        return Metadata.annotation(set, REVISION).asInt();
    }

    private static int size(ObjectNode set) {
        return count(set, "/spec/replicas");
    }

    private static int count(ObjectNode set, String pointer) {
        return set.at(pointer).asInt();
    }
}
