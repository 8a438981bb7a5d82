package io.github.kitmaven.sandbox;

/** What can go wrong with a watch once it is open. */
public enum WatchFault {
    /** It ends with the error 410: at its next event, or where it was opened since, at once. */
    EXPIRED,
    /** It stays open for ever, and tells nothing any more, no bookmark either. */
    DEAD,
    /** Its connection ends in the middle of its next event. */
    CUT
}
