package io.github.kitmaven.plan;

/** What must change about who owns the fields of a live object, before it is applied; the fields keep their values. */
public enum Handover {
    /**
     * Fields become kit's, so that those which the repo does not want go: what was applied on the client's side, by
     * kubectl or by the original, and what somebody added by hand to a map or list that kit owns.
     */
    ADOPT,
    /** {@code spec.replicas} becomes nobody's: an autoscaler sets it, and it must not fall back to its default. */
    RELEASE_REPLICAS
}
