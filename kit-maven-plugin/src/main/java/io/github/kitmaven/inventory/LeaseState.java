package io.github.kitmaven.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.KitAnnotations;
import io.github.kitmaven.model.KitLabels;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * A Lease as the cluster has it.
 *
 * @param holder who holds it; empty where nobody does
 * @param ttl how long it holds without being renewed
 * @param since since when it is held, by the holder's clock, as it is written
 * @param commit the commit that the holder deploys
 * @param transitions how often it went from one holder to another
 * @param version the cluster's version of it: another for each renewal
 */
record LeaseState(
        String holder, Duration ttl, String since, Optional<DeployedCommit> commit, int transitions, String version) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String COMMIT_TIME = "kit-deployer/commit-time";
    /** Kubernetes' MicroTime. */
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    static LeaseState of(ObjectNode tree) {
        JsonNode spec = tree.path("spec");
        JsonNode annotations = tree.path("metadata").path("annotations");
        Optional<Instant> time =
                DeployedCommit.time(annotations.path(COMMIT_TIME).asText(""));
        return new LeaseState(
                spec.path("holderIdentity").asText(""),
                Duration.ofSeconds(spec.path("leaseDurationSeconds").asLong(0)),
                spec.path("acquireTime").asText(""),
                Optional.of(annotations.path(KitAnnotations.COMMIT).asText(""))
                        .filter(id -> !id.isEmpty())
                        .map(id -> new DeployedCommit(id, time)),
                spec.path("leaseTransitions").asInt(0),
                tree.path("metadata").path("resourceVersion").asText(""));
    }

    boolean isFree() {
        return holder.isEmpty();
    }

    /** Another holder, from now on. */
    LeaseState heldBy(String who, Duration time, Optional<DeployedCommit> what, Instant now) {
        return new LeaseState(who, time, MICROS.format(now), what, transitions + 1, version);
    }

    LeaseState version(ObjectNode answer) {
        return new LeaseState(
                holder,
                ttl,
                since,
                commit,
                transitions,
                answer.path("metadata").path("resourceVersion").asText(""));
    }

    /** The Lease to write; of version {@code ""} it is a new one. */
    ObjectNode renewed(String namespace, String name, Instant now) {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("apiVersion", "coordination.k8s.io/v1").put("kind", "Lease");
        ObjectNode metadata = tree.putObject("metadata");
        metadata.put("name", name).put("namespace", namespace);
        metadata.putObject("labels").put(KitLabels.MANAGED_BY, "kit");
        if (!version.isEmpty()) {
            metadata.put("resourceVersion", version);
        }
        commit.ifPresent(it -> {
            ObjectNode annotations = metadata.putObject("annotations").put(KitAnnotations.COMMIT, it.id());
            it.time().ifPresent(time -> annotations.put(COMMIT_TIME, time.toString()));
        });
        ObjectNode spec = tree.putObject("spec");
        spec.put("holderIdentity", holder).put("leaseDurationSeconds", Math.max(1, ttl.toSeconds()));
        spec.put("acquireTime", since).put("renewTime", MICROS.format(now)).put("leaseTransitions", transitions);
        return tree;
    }

    /** The Lease that nobody holds. */
    ObjectNode released(String namespace, String name, Instant now) {
        ObjectNode tree = new LeaseState(
                        "", Duration.ofSeconds(1), MICROS.format(now), Optional.empty(), transitions, version)
                .renewed(namespace, name, now);
        tree.withObjectProperty("spec").remove("holderIdentity");
        return tree;
    }
}
