package io.github.kitmaven.goal;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.time.Duration;

/**
 * How often, and for how long, something is tried again that others got in the way of.
 *
 * @param most how often, after the first time
 * @param timeout since the first time, how long until the last try begins
 */
public record Retries(int most, Duration timeout) {

    /**
     * Checks the number.
     *
     * @param most how often
     * @param timeout how long
     * @throws UserException if the number is negative
     */
    public Retries {
        if (most < 0) {
            throw new UserException(
                    Diagnostic.of("kit.retries is " + most, "Give a number of 0 or more, 10 being the default"));
        }
    }
}
