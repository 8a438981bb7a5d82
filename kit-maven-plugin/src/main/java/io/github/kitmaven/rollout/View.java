package io.github.kitmaven.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The objects of a rollout as the watches have told them so far. */
final class View {

    private static final class Watched {
        private final Map<String, ObjectNode> objects = new HashMap<>();
        private final Set<String> seen = new HashSet<>();
        private boolean synced;
        private Optional<RuntimeException> lost = Optional.empty();

        private void seen(Live now) {
            objects.put(now.name(), now.tree());
            seen.add(now.name());
        }

        /** A Job may clean itself up as soon as it has ended, and has ended nonetheless. */
        private void gone(Live last) {
            if (WorkloadHealth.hasEnded(last)) {
                objects.put(last.name(), last.tree());
            } else {
                objects.remove(last.name());
            }
        }
    }

    private final Map<Scope, Watched> scopes = new HashMap<>();

    void take(Sighting sighting) {
        Watched watched = scopes.computeIfAbsent(sighting.scope(), scope -> new Watched());
        if (sighting instanceof Sighting.Seen seen) {
            watched.seen(new Live(seen.object()));
        } else if (sighting instanceof Sighting.Gone gone) {
            watched.gone(new Live(gone.object()));
        } else if (sighting instanceof Sighting.Synced) {
            watched.synced = true;
        } else if (sighting instanceof Sighting.Lost lost) {
            watched.lost = Optional.of(lost.cause());
        }
    }

    /** Judges one object; empty as long as its watch hasn't told enough. */
    Optional<Verdict> verdict(RolloutTarget target, Timing timing) {
        Watched watched = scopes.get(Scope.of(target));
        if (watched == null) {
            return Optional.empty();
        }
        Optional<ObjectNode> live =
                Optional.ofNullable(watched.objects.get(target.key().name()));
        boolean ended = live.map(Live::new).filter(WorkloadHealth::hasEnded).isPresent();
        if (watched.lost.isPresent() && !ended) {
            return watched.lost.map(cause -> new Verdict.Failed(words(cause)));
        }
        if (!watched.synced && watched.lost.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(live.map(
                        object -> Health.of(object, pods(object, target.key().namespace()), timing))
                .orElseGet(() -> absent(target, watched)));
    }

    /** An absent Job may have completed, or failed, or been deleted by someone: nobody can tell any more. */
    private static Verdict absent(RolloutTarget target, Watched watched) {
        if (!target.key().group().equals("batch") || !target.key().kind().equals("Job")) {
            return new Verdict.Failed("it has been deleted");
        }
        return new Verdict.Failed(
                watched.seen.contains(target.key().name())
                        ? "it has been deleted before it ended"
                        : "it was gone before kit could see how it ended;"
                                + " if it cleans itself up, give it a longer ttlSecondsAfterFinished");
    }

    private List<ObjectNode> pods(ObjectNode workload, String namespace) {
        return Revision.pods(workload, all("ReplicaSet", namespace), all("Pod", namespace));
    }

    private Collection<ObjectNode> all(String kind, String namespace) {
        return scopes.entrySet().stream()
                .filter(entry -> entry.getKey().type().kind().equals(kind)
                        && entry.getKey().namespace().equals(namespace))
                .flatMap(entry -> entry.getValue().objects.values().stream())
                .toList();
    }

    private static String words(RuntimeException cause) {
        return cause instanceof ApiException refusal
                ? "it can't be watched: " + refusal.serverMessage()
                : "the wait broke off: " + cause.getMessage();
    }
}
