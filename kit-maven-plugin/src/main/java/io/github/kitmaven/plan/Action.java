package io.github.kitmaven.plan;

import java.util.Locale;

/** What a deploy does with one object. */
public enum Action {
    /** The cluster lacks it. */
    CREATE,
    /** The cluster has it otherwise. */
    UPDATE,
    /** The cluster has it otherwise, in a field that can't be changed: it is deleted and made anew. */
    REPLACE,
    /** The cluster has it, and the repo no longer wants it. */
    DELETE,
    /** The cluster has it as wanted; no request is made. */
    UNCHANGED,
    /** It differs, but was asked to be left alone. */
    SKIP;

    /** {@return whether the object is written} */
    public boolean writes() {
        return this != UNCHANGED && this != SKIP;
    }

    /** {@return the action's name in reports, such as {@code create}} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
