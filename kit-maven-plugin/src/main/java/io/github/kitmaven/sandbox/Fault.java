package io.github.kitmaven.sandbox;

/** What can go wrong with one request. Where an answer is lost, the request has been carried out nonetheless. */
public enum Fault {
    /** Status 500, and nothing was done. */
    INTERNAL_ERROR(false),
    /** Status 500 in the words of a storage that was too slow: it was done all the same. */
    STORAGE_TIMEOUT(true),
    /** Status 429, with a {@code Retry-After} of one second. */
    TOO_MANY_REQUESTS(false),
    /** Status 503. */
    UNAVAILABLE(false),
    /** Status 401, as after a token's end. */
    UNAUTHORIZED(false),
    /** The connection ends before the request is read to its meaning. */
    DROPPED(false),
    /** The connection ends before the first byte of the answer. */
    ANSWER_LOST(true),
    /** The connection ends in the middle of the answer. */
    ANSWER_CUT(true),
    /** The connection stays open, and nothing comes. */
    SILENT(false);

    private final boolean carriedOut;

    Fault(boolean carriedOut) {
        this.carriedOut = carriedOut;
    }

    /** {@return whether the request takes effect although its client does not learn of it} */
    public boolean carriedOut() {
        return carriedOut;
    }
}
