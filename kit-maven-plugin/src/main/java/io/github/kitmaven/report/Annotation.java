package io.github.kitmaven.report;

import io.github.kitmaven.problem.Finding.Severity;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Something to be said at a line of a file of the repo.
 *
 * @param severity how bad it is
 * @param rule what found it
 * @param problem what it is, where, and what to do
 * @param where the clusters that it is about, in words; may be empty
 */
public record Annotation(Severity severity, String rule, ProblemReport problem, String where) {

    /**
     * What a validation found.
     *
     * @param validation the validation
     * @return its findings
     */
    public static List<Annotation> of(Validation validation) {
        return validation.findings().stream()
                .map(shared -> new Annotation(
                        shared.finding().severity(),
                        shared.finding().rule(),
                        ProblemReport.of(shared.finding().diagnostic(), UnaryOperator.identity()),
                        shared.clusters().isEmpty() ? "" : " (" + ValidationText.where(shared.clusters()) + ")"))
                .toList();
    }

    /**
     * What failed in a run.
     *
     * @param report the run
     * @return what failed, worst first
     */
    public static List<Annotation> of(RunReport report) {
        return report.failures().stream()
                .map(problem -> new Annotation(Severity.ERROR, report.goal(), problem, ""))
                .toList();
    }

    /** {@return all of it in words, without the place where that is shown anyway} */
    String words(boolean placed) {
        ProblemReport told = new ProblemReport(
                problem.message(), placed ? Optional.empty() : problem.origin(), problem.advice(), List.of());
        String details = problem.details().stream().map(line -> "\n" + line).collect(Collectors.joining());
        return told.text() + where + details;
    }
}
