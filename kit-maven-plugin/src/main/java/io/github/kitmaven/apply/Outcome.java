package io.github.kitmaven.apply;

import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import java.util.Optional;

/**
 * What became of one step.
 *
 * @param step the step
 * @param problem why the object was not written; empty where it was
 * @param tried whether the cluster was asked; otherwise something before it failed
 */
public record Outcome(Step step, Optional<Diagnostic> problem, boolean tried) {

    /** {@return whether the object was written} */
    public boolean applied() {
        return problem.isEmpty();
    }
}
