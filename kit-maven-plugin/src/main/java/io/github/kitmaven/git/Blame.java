package io.github.kitmaven.git;

import java.time.Instant;

/** Who changed a line last, as far as that is known. */
public sealed interface Blame {

    /**
     * A commit changed it.
     *
     * @param commit the commit's id, 40 hexadecimal digits
     * @param author who wrote the change
     * @param time when it was written
     * @param subject the first line of the commit's message
     * @param shallow whether the history that is here begins with this commit, so that an older one may be meant
     */
    record Changed(String commit, Person author, Instant time, String subject, boolean shallow) implements Blame {}

    /** It was changed since the last commit, or its file was never committed. */
    record Uncommitted() implements Blame {}

    /** The commits or files that would tell are not here, as in a partial clone. */
    record Missing() implements Blame {}
}
