package io.github.kitmaven.report;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.Finding.Severity;
import io.github.kitmaven.validate.SharedFinding;
import java.util.List;
import java.util.Optional;

/**
 * What came of a validation.
 *
 * @param clusters how many clusters were looked at
 * @param findings what was found, sorted by place
 */
public record Validation(int clusters, List<SharedFinding> findings) {

    /**
     * Makes the result.
     *
     * @param clusters how many clusters were looked at
     * @param findings what was found, sorted by place; copied
     */
    public Validation {
        findings = List.copyOf(findings);
    }

    /**
     * Counts findings.
     *
     * @param severity how bad they are
     * @return how many there are
     */
    public int count(Severity severity) {
        return (int) findings.stream()
                .filter(shared -> shared.finding().severity() == severity)
                .count();
    }

    /** {@return all of it in one sentence: {@code 2 errors, 1 warning in 3 clusters and their repo}} */
    public String summary() {
        return Console.count(count(Severity.ERROR), "error") + ", "
                + Console.count(count(Severity.WARNING), "warning") + " in " + Console.count(clusters, "cluster")
                + " and the repo";
    }

    /**
     * Tells whether the build must fail.
     *
     * @param onWarnings whether warnings are reason enough
     * @return why it must, if it must
     */
    public Optional<Diagnostic> failure(boolean onWarnings) {
        boolean failed = count(Severity.ERROR) > 0 || (onWarnings && count(Severity.WARNING) > 0);
        return failed
                ? Optional.of(Diagnostic.of("The validation found " + summary(), "Each is told above, with its place"))
                : Optional.empty();
    }
}
