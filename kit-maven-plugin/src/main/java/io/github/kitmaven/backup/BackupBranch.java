package io.github.kitmaven.backup;

import io.github.kitmaven.git.Edit;
import io.github.kitmaven.git.Person;
import io.github.kitmaven.git.PushResult;
import io.github.kitmaven.git.PushResult.Declined;
import io.github.kitmaven.git.PushResult.Pushed;
import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.RemoteBranch;
import io.github.kitmaven.git.Remotes;
import io.github.kitmaven.git.Snapshot;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.RunReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Backups on a branch of a git repository: one commit for each run that changes anything, made without a working tree. A branch
 * that does not exist yet begins without the history of any other, so that nothing on it starts a build.
 */
public final class BackupBranch implements BackupStore {
    private final Remotes remotes;
    private final RemoteAddress address;
    private final Person committer;
    private final Retrying retrying;
    private final List<ClusterBackup> clusters = new ArrayList<>();

    /** Tries again what others may get in the way of. */
    public interface Retrying {
        /**
         * Tries until something comes of it.
         *
         * @param <T> what comes of it
         * @param attempt gets its number, from 1; returns empty where it was outrun
         * @return what came of it; empty where even the last attempt was outrun
         */
        <T> Optional<T> make(IntFunction<Optional<T>> attempt);
    }

    /**
     * Keeps backups on a branch.
     *
     * @param remotes opens the repository
     * @param address the repository and the branch
     * @param committer who commits
     * @param retrying tries again where others push at the same time
     */
    public BackupBranch(Remotes remotes, RemoteAddress address, Person committer, Retrying retrying) {
        this.remotes = remotes;
        this.address = address;
        this.committer = committer;
        this.retrying = retrying;
    }

    @Override
    public String title() {
        return "branch " + address.branch().orElseThrow() + " of " + address.url();
    }

    @Override
    public BackupCounts save(ClusterBackup cluster) {
        clusters.add(cluster); // all go into one commit
        return BackupCounts.NONE;
    }

    @Override
    public BackupCounts end(RunReport report) {
        try (RemoteBranch remote = remotes.open(address)) {
            return retrying.make(number -> attempt(remote, report))
                    .orElseThrow(() -> new EnvironmentException(
                            Diagnostic.of("others pushed to it first each time", "Give it a branch of its own"), null));
        }
    }

    private Optional<BackupCounts> attempt(RemoteBranch remote, RunReport report) {
        Snapshot head = remote.fetchOrEmpty();
        Map<String, String> files = new HashMap<>();
        Set<String> removed = new HashSet<>();
        BackupCounts[] counts = {BackupCounts.NONE};
        clusters.forEach(cluster -> cluster.forEach((path, text) -> {
            if (text.isEmpty() && head.has(path)) {
                removed.add(path);
                counts[0] = counts[0].andRemoved();
            } else if (text.isPresent() && head.has(path, text.get())) {
                counts[0] = counts[0].andSame();
            } else if (text.isPresent()) {
                files.put(path, text.get());
                counts[0] = counts[0].andSaved();
            }
        }));
        if (files.isEmpty() && removed.isEmpty()) {
            return Optional.of(counts[0]);
        }
        PushResult answer = remote.push(head, new Edit(committer, message(report), files, removed));
        if (answer instanceof Declined declined) {
            throw new UserException(Diagnostic.of(
                    "the server declined the push: " + declined.reason(),
                    "Let this user push to the branch, or name another in kit.backup"));
        }
        return answer instanceof Pushed ? Optional.of(counts[0]) : Optional.empty();
    }

    private String message(RunReport report) {
        String what = clusters.size() == 1 ? "cluster " + clusters.get(0).cluster() : clusters.size() + " clusters";
        StringBuilder text = new StringBuilder("Back up " + what + " after kit:" + report.goal() + "\n\n");
        report.commit().ifPresent(commit -> text.append("Kit-Deployments-Commit: " + commit + "\n"));
        report.deployId().ifPresent(id -> text.append("Kit-Deploy-Id: " + id + "\n"));
        report.build().ifPresent(build -> text.append("Kit-Build: " + build + "\n"));
        return text.toString();
    }
}
