package io.github.kitmaven.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ClusterClient.ApplyMode;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.cluster.UnreachableException;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.plan.Redaction;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Writes one object as its step says. */
final class Writer {
    /** How long a cluster may take to serve a kind whose definition was just written. */
    private static final Duration NEW_KIND = Duration.ofSeconds(30);

    private final ClusterClient client;
    private final String cluster;
    private final Redaction redaction;
    private final Map<ManifestKey, ObjectNode> live;
    private final Gate gate;
    private final Removal removal;

    /** Writes to one cluster, which had those objects when it was planned. */
    Writer(ClusterClient client, String cluster, Redaction redaction, Map<ManifestKey, ObjectNode> live, Gate gate) {
        this.client = client;
        this.cluster = cluster;
        this.redaction = redaction;
        this.live = live;
        this.gate = gate;
        this.removal = new Removal(client);
    }

    /** Asks whether the cluster would take an object; {@return why not}. */
    Optional<Diagnostic> check(Step step) {
        return attempt(step, () -> apply(step, true));
    }

    /** Writes an object, unless something speaks against it; {@return why it was not written, if it wasn't}. */
    Optional<Diagnostic> write(Step step) {
        AtomicReference<Optional<Diagnostic>> objected = new AtomicReference<>(Optional.empty());
        Optional<Diagnostic> failed = attempt(step, () -> objected.set(gate.objection(step)));
        return failed.or(objected::get).or(() -> act(step));
    }

    private Optional<Diagnostic> act(Step step) {
        return switch (step.action()) {
            case DELETE -> attempt(step, () -> delete(step.manifest()));
            case REPLACE -> replace(step);
            default -> attempt(step, () -> apply(step, false));
        };
    }

    private void apply(Step step, boolean dryRun) {
        Manifest manifest = step.manifest();
        ResourceType type = type(manifest);
        if (!dryRun) {
            new HandingOver(client).run(type, manifest, step.handovers());
        }
        ObjectNode answer = client.apply(type, manifest.tree(), new ApplyMode(dryRun, step.takesOver()));
        if (!dryRun) {
            gate.applied(step.key(), answer);
        }
    }

    /** Deletes the object that was planned, and no other that took its name since. */
    private void delete(Manifest object) {
        client.delete(type(object), object.namespace(), object.name(), uid(object.tree()));
    }

    /** A run that dies in between leaves nothing behind, which the next one makes anew. */
    private Optional<Diagnostic> replace(Step step) {
        Optional<Diagnostic> held = attempt(step, () -> {
            Manifest manifest = step.manifest();
            String uid =
                    Optional.ofNullable(live.get(step.key())).map(Writer::uid).orElse("");
            removal.run(type(manifest), manifest.key(), uid);
        });
        if (held.isPresent()) {
            return held;
        }
        return attempt(step, () -> apply(step, false))
                .map(problem -> new Diagnostic(
                        problem.message() + "; it had been deleted to be made anew, so the cluster lacks it now",
                        problem.origin(),
                        problem.advice()));
    }

    private Optional<Diagnostic> attempt(Step step, Runnable write) {
        try {
            write.run();
            return Optional.empty();
        } catch (ApiException e) {
            return Optional.of(Refusal.of(cluster, step.manifest(), e, redaction));
        } catch (UnreachableException e) {
            return Optional.of(Diagnostic.at(
                    step.manifest().origin(),
                    step.key() + " may not be in cluster " + cluster + ", which stopped answering: "
                            + redaction.text(step.manifest(), String.valueOf(e.getMessage())),
                    "Run the build again once the cluster answers"));
        }
    }

    private ResourceType type(Manifest manifest) {
        long deadline = System.nanoTime() + NEW_KIND.toNanos();
        while (true) {
            Optional<ResourceType> type = client.type(manifest.apiVersion(), manifest.kind());
            if (type.isPresent()) {
                return type.get();
            }
            if (System.nanoTime() > deadline) {
                String kind = manifest.kind() + " in " + manifest.apiVersion();
                throw new ApiException(404, "NotFound", "the cluster does not serve " + kind, List.of());
            }
            Parallel.pause(Duration.ofMillis(200));
        }
    }

    private static String uid(ObjectNode object) {
        return object.path("metadata").path("uid").asText("");
    }
}
