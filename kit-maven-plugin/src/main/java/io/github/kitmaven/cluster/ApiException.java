package io.github.kitmaven.cluster;

import java.util.List;

/** A cluster answered with an error: the facts of its {@code Status} object. Callers turn it into a diagnostic. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient int code;
    private final transient String reason;
    private final transient List<Cause> causes;

    /**
     * One part of a refusal.
     *
     * @param reason what kind of part it is, such as {@code FieldManagerConflict} or {@code FieldValueInvalid}
     * @param field the path of the field, such as {@code .spec.replicas}
     * @param message the server's words
     */
    public record Cause(String reason, String field, String message) {}

    /**
     * Makes the exception from the server's answer.
     *
     * @param code the HTTP status
     * @param reason the status object's reason, such as {@code Conflict}; empty where it names none
     * @param message the server's words
     * @param causes the parts of the refusal
     */
    public ApiException(int code, String reason, String message, List<Cause> causes) {
        super(message);
        this.code = code;
        this.reason = reason;
        this.causes = List.copyOf(causes);
    }

    /** {@return the HTTP status} */
    public int code() {
        return code;
    }

    /** {@return the status object's reason, such as {@code Conflict}; empty where it names none} */
    public String reason() {
        return reason;
    }

    /** {@return the parts of the refusal} */
    public List<Cause> causes() {
        return causes;
    }

    /** {@return the server's words} */
    public String serverMessage() {
        return String.valueOf(getMessage());
    }
}
