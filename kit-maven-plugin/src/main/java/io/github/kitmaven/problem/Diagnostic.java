package io.github.kitmaven.problem;

import io.github.kitmaven.model.Origin;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One problem, as its reader needs it: what is wrong, where, and what to do. It never holds a secret value.
 *
 * @param message what is wrong, one sentence without a full stop
 * @param origin the place in the repo, if the problem has one
 * @param advice what to do, one sentence without a full stop, if we know
 * @param details lines that show it, such as the end of a log; most problems need none
 */
public record Diagnostic(String message, Optional<Origin> origin, Optional<String> advice, List<String> details) {
    /** By place, then by message, then by what was rendered from the place. */
    public static final Comparator<Diagnostic> BY_PLACE = Comparator.comparing(
                    (Diagnostic diagnostic) -> diagnostic.origin().orElse(Origin.of("")),
                    Comparator.comparing(Origin::file)
                            .thenComparingInt(Origin::line)
                            .thenComparingInt(Origin::column))
            .thenComparing(Diagnostic::message)
            .thenComparing(diagnostic -> diagnostic
                    .origin()
                    .flatMap(Origin::rendered)
                    .map(Origin::toString)
                    .orElse(""));

    /**
     * A problem that one sentence tells.
     *
     * @param message what is wrong
     * @param origin the place in the repo, if the problem has one
     * @param advice what to do, if we know
     */
    public Diagnostic(String message, Optional<Origin> origin, Optional<String> advice) {
        this(message, origin, advice, List.of());
    }

    /**
     * A problem at a place.
     *
     * @param origin the place
     * @param message what is wrong
     * @param advice what to do
     * @return the diagnostic
     */
    public static Diagnostic at(Origin origin, String message, String advice) {
        return new Diagnostic(message, Optional.of(origin), Optional.of(advice));
    }

    /**
     * A problem without a place in the repo.
     *
     * @param message what is wrong
     * @param advice what to do
     * @return the diagnostic
     */
    public static Diagnostic of(String message, String advice) {
        return new Diagnostic(message, Optional.empty(), Optional.of(advice));
    }

    /** {@return the diagnostic as one paragraph: {@code place: what is wrong. What to do.}; its details follow, indented} */
    public String text() {
        StringBuilder text = new StringBuilder();
        origin.ifPresent(place -> text.append(place).append(": "));
        text.append(sentence(message));
        advice.ifPresent(todo -> text.append(' ').append(sentence(todo)));
        details.forEach(
                line -> text.append(System.lineSeparator()).append("    ").append(line));
        return text.toString();
    }

    /** Words of servers may end with a full stop of their own. */
    private static String sentence(String words) {
        return words.endsWith(".") || words.endsWith("?") ? words : words + ".";
    }
}
