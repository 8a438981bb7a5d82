package io.github.kitmaven.backup;

import io.github.kitmaven.report.RunReport;

/** Where backups are kept. Used by one thread. */
public interface BackupStore extends AutoCloseable {

    /**
     * Brings the files of one cluster up to date.
     *
     * @param cluster the files
     * @return what was done, as far as it is done by now
     * @throws io.github.kitmaven.problem.KitException if that, or a part of it, can't be
     */
    BackupCounts save(ClusterBackup cluster);

    /**
     * Ends a run: all clusters were saved.
     *
     * @param report the run
     * @return what was done besides
     * @throws io.github.kitmaven.problem.KitException if nothing of it can be
     */
    default BackupCounts end(RunReport report) {
        return BackupCounts.NONE;
    }

    /** {@return where that is, as people read it, without a password} */
    String title();

    @Override
    default void close() {}
}
