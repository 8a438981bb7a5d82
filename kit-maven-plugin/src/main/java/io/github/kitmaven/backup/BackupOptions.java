package io.github.kitmaven.backup;

import java.time.Duration;

/**
 * What to keep, and how.
 *
 * @param format how manifests are written
 * @param secrets whether those that hold secrets are kept, too
 * @param patience how long the end of a run waits for its backup
 */
public record BackupOptions(BackupFormat format, boolean secrets, Duration patience) {}
