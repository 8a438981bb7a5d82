package io.github.kitmaven.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The world around the repo is broken (disk, network, server), or kit is: no edit of the repo would mend it. */
public class EnvironmentException extends KitException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception from all that is wrong.
     *
     * @param diagnostics every problem found, at least one
     */
    public EnvironmentException(List<Diagnostic> diagnostics) {
        super(diagnostics, null);
    }

    /**
     * Makes the exception from one problem.
     *
     * @param diagnostic the problem
     * @param cause the library's exception, if there is one
     */
    public EnvironmentException(Diagnostic diagnostic, @Nullable Throwable cause) {
        super(List.of(diagnostic), cause);
    }
}
