package io.github.kitmaven.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The objects of a rollout as the watches have told them so far. */
final class View {

    private static final class Watched {
        private final Map<String, ObjectNode> objects = new HashMap<>();
        private boolean synced;
        private Optional<RuntimeException> lost = Optional.empty();
    }

    private final Map<Scope, Watched> scopes = new HashMap<>();

    void take(Sighting sighting) {
        Watched watched = scopes.computeIfAbsent(sighting.scope(), scope -> new Watched());
        if (sighting instanceof Sighting.Seen seen) {
            watched.objects.put(new Live(seen.object()).name(), seen.object());
        } else if (sighting instanceof Sighting.Gone gone) {
            watched.objects.remove(new Live(gone.object()).name());
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
        if (watched.lost.isPresent()) {
            return watched.lost.map(cause -> new Verdict.Failed(words(cause)));
        }
        if (!watched.synced) {
            return Optional.empty();
        }
        ObjectNode live = watched.objects.get(target.key().name());
        return Optional.of(
                live == null
                        ? new Verdict.Failed("it has been deleted")
                        : Health.of(live, pods(live, target.key().namespace()), timing));
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
