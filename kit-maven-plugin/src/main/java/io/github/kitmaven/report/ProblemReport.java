package io.github.kitmaven.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.kitmaven.problem.Diagnostic;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A problem in a report.
 *
 * @param message what is wrong
 * @param origin where in the repo; empty where it has no place there
 * @param advice what to do; empty where we don't know
 * @param details lines that show it, such as the end of a log
 */
public record ProblemReport(
        String message,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<PlaceReport> origin,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<String> advice,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> details) {

    /** {@return it in words: where, what is wrong, what to do; its details follow, a line each} */
    public String text() {
        String place = origin.map(it -> it.text() + ": ").orElse("");
        String sentence = message.endsWith(".") || message.endsWith("?") ? message : message + ".";
        return place
                + sentence
                + advice.map(it -> " " + it + ".").orElse("")
                + details.stream().map(line -> "\n    " + line).collect(Collectors.joining());
    }

    static ProblemReport of(Diagnostic problem, UnaryOperator<String> mask) {
        return new ProblemReport(
                mask.apply(problem.message()),
                problem.origin().map(origin -> PlaceReport.of(origin, mask)),
                problem.advice().map(mask),
                problem.details().stream().map(mask).toList());
    }
}
