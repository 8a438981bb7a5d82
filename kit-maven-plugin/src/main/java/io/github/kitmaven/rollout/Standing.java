package io.github.kitmaven.rollout;

import io.github.kitmaven.rollout.Verdict.Failed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Where one object of a rollout stands, from the beginning of the wait to its result. */
final class Standing {
    /** Of more troubles than this, the rest is much the same. */
    private static final int MOST_TROUBLES = 10;
    /** How long an answer about a failure is waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final RolloutTarget target;
    private final Instant deadline;
    private Judgement latest = new Judgement(new Verdict.Progressing("not seen yet"), List.of());
    private final Map<String, Trouble> ignored = new HashMap<>();
    private Optional<Instant> asked = Optional.empty();
    private Optional<Evidence> answer = Optional.empty();

    Standing(RolloutTarget target, Instant deadline) {
        this.target = target;
        this.deadline = deadline;
    }

    RolloutTarget target() {
        return target;
    }

    Verdict verdict() {
        return latest.verdict();
    }

    List<Trouble> troubles() {
        return latest.troubles();
    }

    void is(Judgement judgement, HealthOptions health) {
        latest = judgement;
        judgement.troubles().stream()
                .filter(health::ignores)
                .forEach(trouble -> ignored.merge(
                        trouble.pod() + "/" + trouble.container() + "/" + trouble.reason(),
                        trouble,
                        (one, other) -> one.times() > other.times() ? one : other));
    }

    boolean isOver(Instant now) {
        return !now.isBefore(deadline);
    }

    /** When something has to be decided even if nothing is heard. */
    Instant next() {
        if (asked.isPresent()) {
            return asked.get().plus(PATIENCE);
        }
        return latest.verdict() instanceof Verdict.Progressing progressing
                        && progressing.failsAt().filter(deadline::isAfter).isPresent()
                ? progressing.failsAt().get()
                : deadline;
    }

    /** Whether its failure is worth a question, which it is once. */
    boolean isToBeAsked() {
        return asked.isEmpty() && canBeExplained();
    }

    private boolean canBeExplained() {
        return latest.verdict() instanceof Failed failed && failed.certainty() != Failed.Certainty.UNKNOWN;
    }

    void ask(Instant now) {
        asked = Optional.of(now);
    }

    void answer(Evidence evidence) {
        answer = Optional.of(evidence);
    }

    boolean isWaitingForAnswer(Instant now) {
        return canBeExplained()
                && answer.isEmpty()
                && asked.filter(when -> now.isBefore(when.plus(PATIENCE))).isPresent();
    }

    /** It is under way again, or still; a later failure is worth a question again once this one is settled. */
    void goOn(Instant now) {
        if (answer.isPresent()
                || asked.filter(when -> !now.isBefore(when.plus(PATIENCE))).isPresent()) {
            asked = Optional.empty();
            answer = Optional.empty();
        }
    }

    RolloutResult result(Duration took, UnaryOperator<String> mask) {
        Map<String, Integer> times = new TreeMap<>();
        ignored.values().forEach(trouble -> times.merge(trouble.reason(), trouble.times(), Integer::sum));
        return new RolloutResult(
                target.key(),
                latest.verdict().masked(mask),
                took,
                latest.troubles().stream()
                        .limit(MOST_TROUBLES)
                        .map(trouble -> trouble.masked(mask))
                        .toList(),
                answer.orElse(Evidence.NONE),
                times);
    }
}
