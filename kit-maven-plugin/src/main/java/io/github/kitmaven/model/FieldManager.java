package io.github.kitmaven.model;

/**
 * Who owns the fields that kit applies.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#managers">field managers</a>
 */
public final class FieldManager {
    /** The name that kit signs its fields with. To change it would orphan the fields of all objects applied before. */
    public static final String NAME = "kit";

    private FieldManager() {}
}
