package io.github.kitmaven.report;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A time in which one resource of one cluster had the same images.
 *
 * @param cluster the cluster
 * @param resource the resource
 * @param images its images; of what is known from git alone, those that image files name
 * @param from when the deploy that brought them began to write; of what is known from git alone, when they were committed
 * @param orEarlier whether they may have been there before, since what came before is not known
 * @param to when the next ones came; empty where that has not happened
 * @param outcome what is known of how they ran
 * @param end what ended it; empty where nothing did
 * @param deploy what brought them
 * @param set the commit that named them; empty where git does not tell
 */
public record Period(
        String cluster,
        String resource,
        List<String> images,
        Instant from,
        boolean orEarlier,
        Optional<Instant> to,
        Outcome outcome,
        Optional<End> end,
        Deploy deploy,
        Optional<Setting> set) {

    /** What is known of how images ran. */
    public enum Outcome {
        /** A deploy of them ended well: they ran. */
        SUCCEEDED,
        /** Each deploy of them failed: they may have run or not, and those before may have run on. */
        FAILED,
        /** The deploy goes on; or it was killed, and no other has been there since. */
        IN_PROGRESS,
        /** Known from git alone: they were committed, and nobody knows whether and when they were deployed. */
        COMMITTED;

        /** {@return the outcome as reports name it, such as {@code in progress}} */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** What ends a period. */
    public enum End {
        /** A deploy, or a commit, of other images. */
        REPLACED,
        /** A rollback. */
        ROLLED_BACK,
        /** The resource was taken out of the repo, and what came later went without it. */
        TAKEN_OUT;

        /** {@return the end as reports name it, such as {@code rolled back}} */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * The deploys of a period.
     *
     * @param commit the commit of the deployments repo that the first one was of; empty where it was of none
     * @param dirty whether the files differed from that commit
     * @param who who deployed; who committed, of what is known from git alone
     * @param rollback what the first one rolled back to, such as {@code deploy 41}; empty where it was no rollback
     * @param times how many there were; 0 of what is known from git alone
     * @param failed how many of them failed
     */
    public record Deploy(String commit, boolean dirty, String who, String rollback, int times, int failed) {}

    /**
     * A commit of the deployments repo that set an image.
     *
     * @param commit its id
     * @param author who wrote it
     * @param time when it was committed
     * @param service the commit of the service that the image was built from; empty where it does not say
     */
    public record Setting(String commit, String author, Instant time, Optional<String> service) {}

    /** {@return whether it is known from git alone} */
    public boolean fromGit() {
        return outcome == Outcome.COMMITTED;
    }

    /**
     * Ends it.
     *
     * @param when when
     * @param how how
     * @return the same period, ended
     */
    public Period ended(Instant when, End how) {
        return new Period(
                cluster, resource, images, from, orEarlier, Optional.of(when), outcome, Optional.of(how), deploy, set);
    }
}
