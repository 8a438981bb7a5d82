package io.github.kitmaven.cluster;

/** A cluster did not answer: refused, timed out, not found, not trusted. The message names the server and the fault. */
public final class UnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message the server's address and what went wrong, without secrets
     * @param cause the library's exception
     */
    public UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
