package io.github.kitmaven.git;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;

/** A git server did not answer, or broke off, or failed. Trying again may help. */
public final class RemoteUnreachableException extends EnvironmentException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param diagnostic the server's address and the fault, without credentials
     * @param cause the library's exception
     */
    public RemoteUnreachableException(Diagnostic diagnostic, Throwable cause) {
        super(diagnostic, cause);
    }
}
