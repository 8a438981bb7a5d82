package io.github.kitmaven.backup;

/**
 * How many files were brought up to date.
 *
 * @param saved how many are new or changed
 * @param removed how many are gone
 * @param same how many were as they should be
 * @param kept how many should be gone, and are not, since that could not be undone
 */
public record BackupCounts(int saved, int removed, int same, int kept) {
    /** Nothing was done. */
    public static final BackupCounts NONE = new BackupCounts(0, 0, 0, 0);

    /** {@return one file more that is new or changed} */
    public BackupCounts andSaved() {
        return plus(new BackupCounts(1, 0, 0, 0));
    }

    /** {@return one file more that is gone} */
    public BackupCounts andRemoved() {
        return plus(new BackupCounts(0, 1, 0, 0));
    }

    /** {@return one file more that is as it should be} */
    public BackupCounts andSame() {
        return plus(new BackupCounts(0, 0, 1, 0));
    }

    /**
     * Adds others.
     *
     * @param others the others
     * @return the sums
     */
    public BackupCounts plus(BackupCounts others) {
        return new BackupCounts(saved + others.saved, removed + others.removed, same + others.same, kept + others.kept);
    }
}
