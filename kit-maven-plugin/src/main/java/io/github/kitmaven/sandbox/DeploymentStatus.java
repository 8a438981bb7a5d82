package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Works out a Deployment's status from its ReplicaSets, and notices when a rollout makes no progress in time. */
final class DeploymentStatus {
    private final ControlPlane plane;
    private final ObjectNode deployment;
    private final Optional<ObjectNode> newest;
    private final ObjectNode status;
    private final int wanted;
    private final int total;
    private final int updated;
    private final int available;

    DeploymentStatus(ControlPlane plane, ObjectNode deployment, Optional<ObjectNode> newest, List<ObjectNode> old) {
        this.plane = plane;
        this.deployment = deployment;
        this.newest = newest;
        this.wanted = deployment.at("/spec/replicas").asInt();
        this.updated = sum(newest.stream().toList(), "replicas");
        this.total = updated + sum(old, "replicas");
        this.available = sum(newest.stream().toList(), "availableReplicas") + sum(old, "availableReplicas");
        this.status = Json.object().put("observedGeneration", Metadata.generation(deployment));
        count("replicas", total);
        count("updatedReplicas", updated);
        count("readyReplicas", sum(newest.stream().toList(), "readyReplicas") + sum(old, "readyReplicas"));
        count("availableReplicas", available);
        count("unavailableReplicas", Math.max(0, wanted - available));
    }

    void write() {
        int unavailable = RollingScale.of(deployment.path("spec")).maxUnavailable();
        if (available >= wanted - unavailable) {
            condition("Available", "True", "MinimumReplicasAvailable", "Deployment has minimum availability.", false);
        } else {
            condition(
                    "Available",
                    "False",
                    "MinimumReplicasUnavailable",
                    "Deployment does not have minimum availability.",
                    false);
        }
        progress();
        plane.setStatus(deployment, status);
    }

    private void progress() {
        String set = newest.map(Metadata::name).orElse("");
        boolean complete = updated == wanted && total == wanted && available >= wanted && newest.isPresent();
        if (deployment.at("/spec/paused").asBoolean()) {
            condition("Progressing", "Unknown", "DeploymentPaused", "Deployment is paused", false);
        } else if (complete) {
            String message = "ReplicaSet \"" + set + "\" has successfully progressed.";
            condition("Progressing", "True", "NewReplicaSetAvailable", message, false);
        } else if (moved()) {
            condition("Progressing", "True", "ReplicaSetUpdated", "ReplicaSet \"" + set + "\" is progressing.", true);
            plane.again(deployment, deadline());
        } else if (overdue()) {
            String message = "ReplicaSet \"" + set + "\" has timed out progressing.";
            condition("Progressing", "False", "ProgressDeadlineExceeded", message, false);
        } else {
            old("Progressing").ifPresent(Json.list(status, "conditions")::add);
            plane.again(deployment, Duration.ofSeconds(1));
        }
    }

    /** Whether there is anything new about the rollout since the status was last written. */
    private boolean moved() {
        JsonNode before = deployment.path("status");
        return old("Progressing").isEmpty()
                || before.path("observedGeneration").asLong() != Metadata.generation(deployment)
                || old("Progressing").get().path("reason").asText().equals("NewReplicaSetAvailable")
                || updated > before.path("updatedReplicas").asInt()
                || total - updated
                        < before.path("replicas").asInt()
                                - before.path("updatedReplicas").asInt()
                || status.path("readyReplicas").asInt()
                        > before.path("readyReplicas").asInt()
                || available > before.path("availableReplicas").asInt();
    }

    private boolean overdue() {
        JsonNode before = old("Progressing").orElseThrow();
        return before.path("reason").asText().equals("ProgressDeadlineExceeded")
                || !Timestamps.parse(before.path("lastUpdateTime").asText())
                        .plus(deadline())
                        .isAfter(Instant.now());
    }

    private Duration deadline() {
        return Duration.ofSeconds(deployment.at("/spec/progressDeadlineSeconds").asLong());
    }

    private void condition(String type, String state, String reason, String message, boolean touch) {
        Optional<JsonNode> before = old(type);
        boolean same = before.filter(old -> old.path("status").asText().equals(state)
                        && old.path("reason").asText().equals(reason)
                        && old.path("message").asText().equals(message))
                .isPresent();
        if (same && !touch) {
            Json.list(status, "conditions").add(before.get());
            return;
        }
        String now = Timestamps.now();
        String since = before.filter(old -> old.path("status").asText().equals(state))
                .map(old -> old.path("lastTransitionTime").asText())
                .orElse(now);
        Json.list(status, "conditions")
                .addObject()
                .put("type", type)
                .put("status", state)
                .put("lastUpdateTime", now)
                .put("lastTransitionTime", since)
                .put("reason", reason)
                .put("message", message);
    }

    private Optional<JsonNode> old(String type) {
        return Json.items(deployment.at("/status/conditions"))
                .filter(condition -> condition.path("type").asText().equals(type))
                .findFirst();
    }

    /** A count of nothing is left out, as a server does. */
    private void count(String field, int count) {
        if (count > 0) {
            status.put(field, count);
        }
    }

    private static int sum(List<ObjectNode> sets, String field) {
        return sets.stream()
                .mapToInt(set -> set.path("status").path(field).asInt())
                .sum();
    }
}
