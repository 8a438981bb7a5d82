package io.github.kitmaven.backup;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.report.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Backups in a folder of this machine. */
public final class BackupFolder implements BackupStore {
    private final Path folder;

    /**
     * Keeps backups in a folder.
     *
     * @param folder the folder; it is made when something is saved
     */
    public BackupFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public String title() {
        return folder.toString();
    }

    @Override
    public BackupCounts save(ClusterBackup cluster) {
        BackupCounts[] counts = {BackupCounts.NONE};
        try {
            cluster.forEach((path, text) -> counts[0] = put(folder.resolve(path), text, counts[0]));
        } catch (UncheckedIOException e) {
            throw new EnvironmentException(
                    Diagnostic.of(
                            "Folder " + folder + " can't be written: " + e.getCause(),
                            "Make room there and let this user write it"),
                    e);
        }
        return counts[0];
    }

    private static BackupCounts put(Path file, Optional<String> text, BackupCounts counts) {
        try {
            if (text.isEmpty()) {
                return Files.deleteIfExists(file) ? counts.andRemoved() : counts;
            }
            if (Files.exists(file) && Files.readString(file).equals(text.get())) {
                return counts.andSame();
            }
            WholeFile.write(file, out -> out.write(text.get()));
            return counts.andSaved();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
