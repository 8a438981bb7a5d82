package io.github.kitmaven.git;

/**
 * Where the branch of a checkout is pushed to.
 *
 * @param url the remote's URL, as git has it; it may hold a password, and is not to be shown
 * @param branch the branch there
 */
public record Upstream(String url, String branch) {

    /** {@return the branch; not the URL} */
    @Override
    public String toString() {
        return "branch " + branch + " of a remote";
    }
}
