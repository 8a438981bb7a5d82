package io.github.kitmaven.report;

import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import java.util.Optional;

/**
 * What became of one object.
 *
 * @param step what was planned
 * @param problem why it was not written, where it should have been
 * @param health how its rollout ended; empty where none was waited for
 */
public record ObjectResult(Step step, Optional<Diagnostic> problem, Optional<ObjectHealth> health) {}
