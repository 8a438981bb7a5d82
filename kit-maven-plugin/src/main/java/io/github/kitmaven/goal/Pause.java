package io.github.kitmaven.goal;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import java.time.Duration;

/** Lets time pass. */
@FunctionalInterface
public interface Pause {

    /**
     * Returns when the time is over.
     *
     * @param time how long
     */
    void of(Duration time);

    /** {@return a pause of the running thread; interrupting it ends the goal} */
    static Pause sleeping() {
        return time -> {
            try {
                Thread.sleep(time.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EnvironmentException(Diagnostic.of("The goal was interrupted", "Run it again"), e);
            }
        };
    }
}
