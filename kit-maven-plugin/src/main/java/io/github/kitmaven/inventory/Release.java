package io.github.kitmaven.inventory;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One run that wrote something.
 *
 * @param commit the commit of the deployments repo; empty outside a git repository
 * @param dirty whether the files differed from that commit
 * @param time when it began to write
 * @param who who deployed
 * @param result how it ended
 * @param images the images of each resource that the run was about
 * @param rollback what it rolled back to, such as {@code deploy 41}; empty where it was no rollback
 */
public record Release(
        String commit,
        boolean dirty,
        Instant time,
        String who,
        Result result,
        Map<String, List<String>> images,
        String rollback) {

    /**
     * Makes a release.
     *
     * @param commit the commit of the deployments repo; empty outside a git repository
     * @param dirty whether the files differed from that commit
     * @param time when it began to write
     * @param who who deployed
     * @param result how it ended
     * @param images the images of each resource that the run was about; copied
     * @param rollback what it rolled back to; empty where it was no rollback
     */
    public Release {
        images = java.util.Collections.unmodifiableMap(new TreeMap<>(images));
    }

    /**
     * Makes a release that was no rollback.
     *
     * @param commit the commit of the deployments repo; empty outside a git repository
     * @param dirty whether the files differed from that commit
     * @param time when it began to write
     * @param who who deployed
     * @param result how it ended
     * @param images the images of each resource that the run was about
     */
    public Release(
            String commit, boolean dirty, Instant time, String who, Result result, Map<String, List<String>> images) {
        this(commit, dirty, time, who, result, images, "");
    }

    /** How a release ended. */
    public enum Result {
        /** All was written and became healthy. */
        SUCCEEDED,
        /** Something was not written, or did not become healthy; or the run ended without a word. */
        FAILED,
        /** The run goes on; or it was killed, and no other has been there since. */
        IN_PROGRESS;

        /** {@return the result as it is written, such as {@code in progress}} */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** Where it began without a commit, the one it ended with is its own. */
    Release ended(Result how, Optional<DeployedCommit> known) {
        String id = commit.isEmpty() ? known.map(DeployedCommit::id).orElse("") : commit;
        return new Release(id, dirty, time, who, how, images, rollback);
    }

    Release withoutImages() {
        return new Release(commit, dirty, time, who, result, Map.of(), rollback);
    }
}
