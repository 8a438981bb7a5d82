package io.github.kitmaven.git;

/** What a server said to a push. */
public sealed interface PushResult {

    /**
     * It is there.
     *
     * @param commit the id of the new commit
     * @param said what the server said of it, such as where to open a pull request; mostly empty
     */
    record Pushed(String commit, String said) implements PushResult {

        /**
         * One of which the server said nothing.
         *
         * @param commit the id of the new commit
         */
        public Pushed(String commit) {
            this(commit, "");
        }
    }

    /**
     * Someone else was faster, or is at it this moment. The edit has to be made again on what is there then.
     *
     * @param reason the server's word for it
     */
    record Outrun(String reason) implements PushResult {}

    /**
     * The server doesn't want it: a hook, a protected branch. It wouldn't want it the next time either.
     *
     * @param reason what the server and its hooks printed
     */
    record Declined(String reason) implements PushResult {}
}
