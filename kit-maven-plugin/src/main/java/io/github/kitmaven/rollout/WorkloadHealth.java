package io.github.kitmaven.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.rollout.Live.Condition;
import io.github.kitmaven.rollout.Verdict.Failed;
import io.github.kitmaven.rollout.Verdict.Healthy;
import io.github.kitmaven.rollout.Verdict.Progressing;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules of {@link Health} for whatever runs pods. */
final class WorkloadHealth {
    private static final int NO_DEADLINE = Integer.MAX_VALUE;

    private WorkloadHealth() {}

    static Verdict deployment(Live object) {
        if (object.spec().path("paused").asBoolean(false)) {
            return new Failed("it is paused, so nothing rolls out");
        }
        Optional<Condition> progressing = object.condition("Progressing");
        if (progressing
                .filter(condition -> condition.reason().equals("ProgressDeadlineExceeded"))
                .isPresent()) {
            return new Failed(progressing.get().words());
        }
        int wanted = object.replicas();
        if (object.status().path("observedGeneration").isMissingNode()) {
            return new Progressing("the change has not been taken up yet");
        }
        Optional<Verdict> few = first(Stream.of(
                fewer(object.count("updatedReplicas"), wanted, "updated"),
                leaving(object.count("replicas"), wanted),
                fewer(object.count("availableReplicas"), wanted, "available"),
                fewer(object.count("readyReplicas"), wanted, "ready")));
        if (few.isPresent()) {
            return few.get();
        }
        boolean unlimited = object.spec().path("progressDeadlineSeconds").asInt(NO_DEADLINE) == NO_DEADLINE;
        boolean complete = progressing
                .filter(condition -> condition.isTrue() && condition.reason().equals("NewReplicaSetAvailable"))
                .isPresent();
        if ((!unlimited && !complete) || !object.isTrue("Available")) {
            return new Progressing("the new ReplicaSet is not available yet");
        }
        return new Healthy(all(wanted, "available"));
    }

    static Verdict statefulSet(Live object) {
        JsonNode strategy = object.spec().path("updateStrategy");
        if (strategy.path("type").asText("").equals("OnDelete")) {
            return new Healthy("in place; its pods change when they are deleted (OnDelete)");
        }
        if (object.status().path("observedGeneration").isMissingNode()) {
            return new Progressing("the change has not been taken up yet");
        }
        int wanted = object.replicas();
        Optional<Verdict> few = first(Stream.of(
                fewer(object.count("replicas"), wanted, "created"),
                fewer(object.count("readyReplicas"), wanted, "ready"),
                leaving(object.count("replicas"), wanted)));
        if (few.isPresent()) {
            return few.get();
        }
        int partition = strategy.path("rollingUpdate").path("partition").asInt(0);
        if (partition > 0) {
            int updated = object.count("updatedReplicas");
            return fewer(updated, wanted - partition, "updated")
                    .orElse(new Healthy(
                            updated + " updated, " + Math.min(partition, wanted) + " kept back by the partition"));
        }
        if (!object.status().path("currentRevision").equals(object.status().path("updateRevision"))) {
            return fewer(object.count("updatedReplicas"), wanted, "updated")
                    .orElse(new Progressing("the new revision is not complete yet"));
        }
        return fewer(object.count("currentReplicas"), wanted, "current").orElse(new Healthy(all(wanted, "ready")));
    }

    static Verdict daemonSet(Live object) {
        if (!object.status().has("observedGeneration") || !object.status().has("desiredNumberScheduled")) {
            return new Progressing("the change has not been taken up yet");
        }
        int wanted = object.count("desiredNumberScheduled");
        boolean onDelete =
                object.spec().path("updateStrategy").path("type").asText("").equals("OnDelete");
        return first(Stream.of(
                        fewer(object.count("currentNumberScheduled"), wanted, "scheduled"),
                        // kstatus would wait for ever for what only a deletion brings
                        onDelete ? Optional.empty() : fewer(object.count("updatedNumberScheduled"), wanted, "updated"),
                        fewer(object.count("numberAvailable"), wanted, "available"),
                        fewer(object.count("numberReady"), wanted, "ready")))
                .orElse(new Healthy(all(wanted, "available")));
    }

    static Verdict replicaSet(Live object) {
        int wanted = object.replicas();
        Optional<Verdict> few = first(Stream.of(
                fewer(object.count("fullyLabeledReplicas"), wanted, "created"),
                fewer(object.count("availableReplicas"), wanted, "available"),
                fewer(object.count("readyReplicas"), wanted, "ready"),
                leaving(object.count("replicas"), wanted)));
        return few.orElse(new Healthy(all(wanted, "available")));
    }

    /** Whether this is a Job that has come to its end: what happens to it afterwards, its deletion too, changes nothing. */
    static boolean hasEnded(Live object) {
        return object.isOf("batch", "Job") && (object.isTrue("Complete") || object.isTrue("Failed"));
    }

    /** Unlike kstatus, which is content with a Job that runs, a deploy waits for its end. */
    static Verdict job(Live object, List<Live> pods) {
        if (object.isTrue("Complete")) {
            return new Healthy("completed");
        }
        Optional<Condition> failed = object.condition("Failed").filter(Condition::isTrue);
        if (failed.isPresent()) {
            return new Failed(failed.get().words()
                    + Troubles.lastExit(pods).map(exit -> "; " + exit).orElse(""));
        }
        if (object.isTrue("Suspended")) {
            return new Healthy("suspended");
        }
        return new Progressing(
                object.status().has("startTime")
                        ? object.count("succeeded") + " of "
                                + object.spec().path("completions").asInt(1) + " completed"
                        : "not started yet");
    }

    static Verdict pod(Live object) {
        return switch (object.status().path("phase").asText("")) {
            case "Succeeded" -> new Healthy("completed");
            // kstatus calls this current; nobody deploys a pod to see it fail
            case "Failed" ->
                new Failed(Troubles.lastExit(List.of(object))
                        .orElse(Live.joined(
                                object.status().path("reason").asText("the pod failed"),
                                object.status().path("message").asText(""))));
            case "Running" -> object.isTrue("Ready") ? new Healthy("ready") : new Progressing("running, but not ready");
            default -> new Progressing("not running yet");
        };
    }

    private static Optional<Verdict> fewer(int have, int wanted, String what) {
        return have < wanted
                ? Optional.of(new Progressing(have + " of " + wanted + " replicas are " + what))
                : Optional.empty();
    }

    private static Optional<Verdict> leaving(int have, int wanted) {
        return have > wanted
                ? Optional.of(new Progressing("old replicas yet to end: " + (have - wanted)))
                : Optional.empty();
    }

    private static String all(int wanted, String what) {
        return wanted + " of " + wanted + " replicas are " + what;
    }

    private static Optional<Verdict> first(Stream<Optional<Verdict>> verdicts) {
        return verdicts.flatMap(Optional::stream).findFirst();
    }
}
