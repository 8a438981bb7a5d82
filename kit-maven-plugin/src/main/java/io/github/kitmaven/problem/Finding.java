package io.github.kitmaven.problem;

import java.util.Comparator;

/**
 * Something that a check found.
 *
 * @param severity how bad it is
 * @param rule the rule that was broken, in kebab case, such as {@code unknown-field}
 * @param diagnostic what is wrong, where, and what to do
 */
public record Finding(Severity severity, String rule, Diagnostic diagnostic) {
    /** By place, then by message. */
    public static final Comparator<Finding> BY_PLACE =
            Comparator.comparing(Finding::diagnostic, Diagnostic.BY_PLACE).thenComparing(Finding::rule);

    /** How bad a finding is. */
    public enum Severity {
        /** A deploy would fail, or do what nobody wants. */
        ERROR,
        /** Likely a mistake, but a deploy would do what the repo says. */
        WARNING,
        /** Nothing wrong: what its reader should know of the check itself. */
        NOTE
    }

    /**
     * An error.
     *
     * @param rule the rule that was broken
     * @param diagnostic what is wrong
     * @return the finding
     */
    public static Finding error(String rule, Diagnostic diagnostic) {
        return new Finding(Severity.ERROR, rule, diagnostic);
    }

    /**
     * A warning.
     *
     * @param rule the rule that was broken
     * @param diagnostic what is wrong
     * @return the finding
     */
    public static Finding warning(String rule, Diagnostic diagnostic) {
        return new Finding(Severity.WARNING, rule, diagnostic);
    }

    /**
     * A note.
     *
     * @param rule what it is about
     * @param diagnostic what to know
     * @return the finding
     */
    public static Finding note(String rule, Diagnostic diagnostic) {
        return new Finding(Severity.NOTE, rule, diagnostic);
    }
}
