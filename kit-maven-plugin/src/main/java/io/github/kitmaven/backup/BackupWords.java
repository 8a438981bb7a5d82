package io.github.kitmaven.backup;

import io.github.kitmaven.problem.Diagnostic;

/** Takes what is told of a backup. */
public interface BackupWords {

    /**
     * Something went as it should.
     *
     * @param line one sentence
     */
    void say(String line);

    /**
     * Something did not.
     *
     * @param problem what, why, and what to do
     */
    void warn(Diagnostic problem);
}
