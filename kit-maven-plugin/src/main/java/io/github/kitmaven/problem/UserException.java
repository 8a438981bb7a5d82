package io.github.kitmaven.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The user's input or fleet is at fault, and the user can mend it. */
public class UserException extends KitException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception from all that is wrong.
     *
     * @param diagnostics every problem found, at least one
     */
    public UserException(List<Diagnostic> diagnostics) {
        super(diagnostics, null);
    }

    /**
     * Makes the exception from one problem.
     *
     * @param diagnostic the problem
     */
    public UserException(Diagnostic diagnostic) {
        this(diagnostic, null);
    }

    /**
     * Makes the exception from one problem that a library found.
     *
     * @param diagnostic the problem
     * @param cause the library's exception, if there is one
     */
    public UserException(Diagnostic diagnostic, @Nullable Throwable cause) {
        super(List.of(diagnostic), cause);
    }
}
