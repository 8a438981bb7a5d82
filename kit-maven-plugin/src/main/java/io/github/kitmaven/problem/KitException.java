package io.github.kitmaven.problem;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Ends a goal, and says why in words that its reader can act on. */
public abstract class KitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    /**
     * Makes the exception from what is wrong.
     *
     * @param diagnostics every problem found, at least one
     * @param cause the library's exception behind it, if there is one; shown by {@code mvn -X} only
     */
    protected KitException(List<Diagnostic> diagnostics, @Nullable Throwable cause) {
        super(diagnostics.stream().map(Diagnostic::text).collect(Collectors.joining(System.lineSeparator())), cause);
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** {@return every problem found, in the order to show them} */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
