package io.github.kitmaven.inventory;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 */
public record Release(
        String commit, boolean dirty, Instant time, String who, Result result, Map<String, List<String>> images) {

    /**
     * Makes a release.
     *
     * @param commit the commit of the deployments repo; empty outside a git repository
     * @param dirty whether the files differed from that commit
     * @param time when it began to write
     * @param who who deployed
     * @param result how it ended
     * @param images the images of each resource that the run was about; copied
     */
    public Release {
        images = java.util.Collections.unmodifiableMap(new TreeMap<>(images));
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

    Release ended(Result how) {
        return new Release(commit, dirty, time, who, how, images);
    }

    Release withoutImages() {
        return new Release(commit, dirty, time, who, result, Map.of());
    }
}
