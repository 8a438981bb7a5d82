package io.github.kitmaven.webhook;

import io.github.kitmaven.report.RunInfo;
import java.time.Clock;
import java.util.function.UnaryOperator;

/**
 * What is known of a run from its begin.
 *
 * @param goal the goal, such as {@code deploy}
 * @param info what the run is
 * @param mask takes the secrets out of a text
 * @param clock tells when things happen
 */
public record RunFacts(String goal, RunInfo info, UnaryOperator<String> mask, Clock clock) {

    /** {@return whether it takes clusters back} */
    boolean isRollback() {
        return goal.equals("rollback");
    }
}
