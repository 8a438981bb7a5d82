package io.github.kitmaven.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects what is wrong with many independent parts, so that the user hears of all of it at once. Thread-safe. */
public final class Problems {
    private final List<Diagnostic> found = new ArrayList<>();
    private boolean worldIsBroken;

    /** Makes an empty collection. */
    public Problems() {}

    /**
     * Does one part of the work.
     *
     * @param <T> what the part makes
     * @param part the part
     * @return what it made; empty if the user's input was at fault, which is kept here
     */
    public <T> Optional<T> attempt(Supplier<T> part) {
        try {
            return Optional.of(part.get());
        } catch (UserException e) {
            e.diagnostics().forEach(this::add);
            return Optional.empty();
        }
    }

    /**
     * Adds a problem.
     *
     * @param diagnostic the problem
     */
    public synchronized void add(Diagnostic diagnostic) {
        found.add(diagnostic);
    }

    /** {@return every problem once, sorted by place} */
    public synchronized List<Diagnostic> all() {
        return found.stream().distinct().sorted(Diagnostic.BY_PLACE).toList();
    }

    /**
     * Adds what ended one part of the work.
     *
     * @param exception its problems
     */
    public synchronized void add(KitException exception) {
        worldIsBroken |= exception instanceof EnvironmentException;
        found.addAll(exception.diagnostics());
    }

    /**
     * Ends the work if anything was wrong.
     *
     * @throws UserException with every problem once, sorted by place
     * @throws EnvironmentException the same, if the world was broken too: no edit of the repo would mend all of it
     */
    public synchronized void throwIfAny() {
        if (found.isEmpty()) {
            return;
        }
        List<Diagnostic> all = all();
        throw worldIsBroken ? new EnvironmentException(all) : new UserException(all);
    }
}
