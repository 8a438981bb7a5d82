package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the pods of a Job until enough have succeeded, or too many have failed. */
final class JobController implements Controller {
    private static final String COMPONENT = "job-controller";

    private final ControlPlane plane;

    JobController(ControlPlane plane) {
        this.plane = plane;
    }

    /** How a Job ends. */
    private record End(String type, String reason, String message) {}

    @Override
    public void reconcile(ObjectNode job) {
        boolean over = hasCondition(job, "Complete") || hasCondition(job, "Failed");
        if (over || Metadata.isBeingDeleted(job)) {
            return;
        }
        List<ObjectNode> pods = plane.owned(job, "pods");
        List<ObjectNode> active = pods.stream().filter(pod -> !Pods.isOver(pod)).toList();
        int succeeded = count(pods, "Succeeded");
        int failed = count(pods, "Failed");
        Optional<End> end = end(job, succeeded, failed);
        boolean suspended = job.at("/spec/suspend").asBoolean();
        if (end.isPresent() || suspended) {
            active.forEach(plane::delete);
        } else {
            int open = job.at("/spec/completions").asInt(1) - succeeded;
            int missing = Math.min(job.at("/spec/parallelism").asInt(), open) - active.size();
            for (int i = 0; i < missing; i++) {
                create(job);
            }
        }
        int running = end.isPresent() || suspended ? 0 : count(plane.owned(job, "pods"), "Pending", "Running");
        setStatus(job, running, succeeded, failed, end);
    }

    private Optional<End> end(ObjectNode job, int succeeded, int failed) {
        if (succeeded >= job.at("/spec/completions").asInt(1)) {
            return Optional.of(new End("Complete", "CompletionsReached", "Reached expected number of succeeded pods"));
        }
        if (failed > job.at("/spec/backoffLimit").asInt()) {
            return Optional.of(
                    new End("Failed", "BackoffLimitExceeded", "Job has reached the specified backoff limit"));
        }
        if (job.path("spec").has("activeDeadlineSeconds") && job.path("status").has("startTime")) {
            Instant deadline = Timestamps.parse(job.at("/status/startTime").asText())
                    .plusSeconds(job.at("/spec/activeDeadlineSeconds").asLong());
            Duration left = Duration.between(Instant.now(), deadline);
            if (left.isNegative() || left.isZero()) {
                return Optional.of(
                        new End("Failed", "DeadlineExceeded", "Job was active longer than specified deadline"));
            }
            plane.again(job, left.plusMillis(1));
        }
        return Optional.empty();
    }

    private void create(ObjectNode job) {
        ObjectNode pod = Pods.of(job.at("/spec/template"), Map.of());
        Metadata.edit(pod).put("generateName", Metadata.name(job) + "-");
        String created = Metadata.name(plane.create("pods", job, pod));
        plane.event(job, COMPONENT, "Normal", "SuccessfulCreate", "Created pod: " + created);
    }

    private void setStatus(ObjectNode job, int active, int succeeded, int failed, Optional<End> end) {
        ObjectNode status = Json.object();
        end.ifPresent(how -> addConditions(status, how));
        if (!job.at("/spec/suspend").asBoolean()) {
            status.put("startTime", job.at("/status/startTime").asText(Timestamps.now()));
        }
        put(status, "active", active);
        put(status, "succeeded", succeeded);
        put(status, "failed", failed);
        if (hasEnded(end, "Complete")) {
            status.put("completionTime", Timestamps.now());
        }
        status.putObject("uncountedTerminatedPods");
        plane.setStatus(job, status.put("ready", 0));
        end.ifPresent(how -> plane.event(
                job,
                COMPONENT,
                how.type().equals("Complete") ? "Normal" : "Warning",
                how.type().equals("Complete") ? "Completed" : how.reason(),
                how.type().equals("Complete") ? "Job completed" : how.message()));
    }

    private static void addConditions(ObjectNode status, End end) {
        List<String> types = end.type().equals("Complete")
                ? List.of("SuccessCriteriaMet", "Complete")
                : List.of("FailureTarget", "Failed");
        for (String type : types) {
            Json.list(status, "conditions")
                    .addObject()
                    .put("type", type)
                    .put("status", "True")
                    .put("lastProbeTime", Timestamps.now())
                    .put("lastTransitionTime", Timestamps.now())
                    .put("reason", end.reason())
                    .put("message", end.message());
        }
    }

    private static boolean hasEnded(Optional<End> end, String type) {
        return end.filter(how -> how.type().equals(type)).isPresent();
    }

    private static boolean hasCondition(ObjectNode job, String type) {
        return Json.items(job.at("/status/conditions"))
                .anyMatch(condition -> condition.path("type").asText().equals(type)
                        && condition.path("status").asText().equals("True"));
    }

    private static int count(List<ObjectNode> pods, String... phases) {
        return (int) pods.stream()
                .filter(pod -> List.of(phases).contains(Pods.phase(pod)))
                .count();
    }

    private static void put(ObjectNode status, String field, int count) {
        if (count > 0) {
            status.put(field, count);
        }
    }
}
