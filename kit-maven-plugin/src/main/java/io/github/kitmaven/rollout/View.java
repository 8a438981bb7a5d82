package io.github.kitmaven.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.rollout.Verdict.Failed;
import io.github.kitmaven.rollout.Verdict.Failed.Certainty;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The objects of a rollout as the watches have told them so far. What news cost doesn't grow with how many there are. */
final class View {

    private static final class Watched {
        private final Map<String, RolloutTarget> targets = new LinkedHashMap<>();
        private final Map<String, Live> objects = new HashMap<>();
        private final Set<String> seen = new HashSet<>();
        private boolean synced;
        private Optional<RuntimeException> lost = Optional.empty();

        private void seen(Live now) {
            objects.put(now.name(), now);
            seen.add(now.name());
        }

        /** A Job may clean itself up as soon as it has ended, and has ended nonetheless. */
        private void gone(Live last) {
            if (WorkloadHealth.hasEnded(last)) {
                objects.put(last.name(), last);
            } else {
                objects.remove(last.name());
            }
        }
    }

    private final Map<Scope, Watched> scopes = new HashMap<>();
    private final Map<String, RolloutTarget> byUid = new HashMap<>();
    private final Map<RolloutTarget, Baseline> baselines = new HashMap<>();
    private final Map<String, Map<String, Happening>> events = new HashMap<>();
    private final Family family = new Family();

    View(Collection<RolloutTarget> targets) {
        targets.forEach(
                target -> watched(Scope.of(target)).targets.put(target.key().name(), target));
    }

    /** Takes in what was told; {@return the targets that it may say something about} */
    Set<RolloutTarget> take(Sighting sighting) {
        if (sighting instanceof Sighting.Seen seen) {
            return seen.scope().isOfEvents()
                    ? happened(seen.object())
                    : seen(watched(seen.scope()), new Live(seen.object()), false);
        }
        if (sighting instanceof Sighting.Gone gone) {
            return gone.scope().isOfEvents() ? Set.of() : seen(watched(gone.scope()), new Live(gone.object()), true);
        }
        if (sighting instanceof Sighting.Synced synced) {
            watched(synced.scope()).synced = true;
            return Set.copyOf(watched(synced.scope()).targets.values());
        }
        if (sighting instanceof Sighting.Lost lost) {
            watched(lost.scope()).lost = Optional.of(lost.cause());
            return Set.copyOf(watched(lost.scope()).targets.values());
        }
        Sighting.Answered answered = (Sighting.Answered) sighting;
        answered.events().forEach(this::happened);
        return Set.of(answered.target());
    }

    private Set<RolloutTarget> seen(Watched watched, Live object, boolean gone) {
        Set<RolloutTarget> concerned = new LinkedHashSet<>();
        Optional.ofNullable(watched.targets.get(object.name())).ifPresent(target -> {
            if (gone) {
                watched.gone(object);
            } else {
                watched.seen(object);
                byUid.put(object.uid(), target);
                baselines.computeIfAbsent(target, key -> key.left().orElseGet(() -> Baseline.of(object)));
            }
            concerned.add(target);
        });
        if (object.isOf("", "Pod") || object.isOf("apps", "ReplicaSet")) {
            concerns(object.uid()).ifPresent(concerned::add);
            if (gone) {
                family.remove(object.uid());
            } else {
                family.put(object);
            }
            concerns(object.uid()).ifPresent(concerned::add);
        }
        return concerned;
    }

    private Set<RolloutTarget> happened(ObjectNode event) {
        Happening happening = new Happening(event);
        events.computeIfAbsent(happening.about(), uid -> new LinkedHashMap<>()).put(new Live(event).name(), happening);
        return concerns(happening.about()).map(Set::of).orElse(Set.of());
    }

    private Optional<RolloutTarget> concerns(String uid) {
        return Optional.ofNullable(byUid.get(family.head(uid)));
    }

    /** Judges one object; empty as long as its watch hasn't told enough. */
    Optional<Judgement> judge(RolloutTarget target, Timing timing) {
        Watched watched = watched(Scope.of(target));
        Optional<Live> live = live(target);
        boolean ended = live.filter(WorkloadHealth::hasEnded).isPresent();
        if (watched.lost.isPresent() && !ended) {
            return watched.lost.map(cause -> judgement(new Failed(words(cause), Certainty.UNKNOWN)));
        }
        if (!watched.synced && watched.lost.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                live.map(object -> judge(target, object, timing)).orElseGet(() -> judgement(absent(target, watched))));
    }

    private Judgement judge(RolloutTarget target, Live object, Timing timing) {
        Optional<String> changed = Optional.ofNullable(baselines.get(target)).flatMap(then -> then.changed(object));
        if (changed.isPresent()) {
            return judgement(new Failed(changed.get()));
        }
        List<Live> pods = family.pods(object);
        return Health.judge(object, pods, events(object, pods), timing);
    }

    /** Whom to ask for the cause of a failure; nobody where the object is gone. */
    Optional<Suspect> suspect(RolloutTarget target, List<Trouble> troubles) {
        return live(target).map(object -> Suspect.of(object, family.pods(object), troubles));
    }

    private Optional<Live> live(RolloutTarget target) {
        return Optional.ofNullable(
                watched(Scope.of(target)).objects.get(target.key().name()));
    }

    private List<Happening> events(Live object, List<Live> pods) {
        return Stream.concat(Stream.of(object), pods.stream())
                .flatMap(one -> events.getOrDefault(one.uid(), Map.of()).values().stream())
                .toList();
    }

    private Watched watched(Scope scope) {
        return scopes.computeIfAbsent(scope, key -> new Watched());
    }

    private static Judgement judgement(Verdict verdict) {
        return new Judgement(verdict, List.of());
    }

    /** An absent Job may have completed, or failed, or been deleted by someone: nobody can tell any more. */
    private static Verdict absent(RolloutTarget target, Watched watched) {
        if (!target.key().group().equals("batch") || !target.key().kind().equals("Job")) {
            return new Failed("it has been deleted");
        }
        return new Failed(
                watched.seen.contains(target.key().name())
                        ? "it has been deleted before it ended"
                        : "it was gone before kit could see how it ended;"
                                + " if it cleans itself up, give it a longer ttlSecondsAfterFinished");
    }

    private static String words(RuntimeException cause) {
        return cause instanceof ApiException refusal
                ? "it can't be watched: " + refusal.serverMessage()
                : "the wait broke off: " + cause.getMessage();
    }
}
