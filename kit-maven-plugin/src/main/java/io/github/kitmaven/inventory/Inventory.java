package io.github.kitmaven.inventory;

import io.github.kitmaven.inventory.Release.Result;
import io.github.kitmaven.model.ManifestKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What kit knows of one cluster of the repo from earlier runs. Kept in that cluster, in the parent of its {@link ApplySet}.
 *
 * @param cluster the cluster's name in the repo
 * @param newest the newest commit that was deployed, in whole or in part, whatever came of it
 * @param objects the objects that kit has applied, or found as wanted
 * @param pending the objects that a run set out to make and has not told of since: they may be there or not
 * @param leftovers those of the objects that the repo no longer has, and since when
 * @param jobs Jobs that ran and that the cluster deletes by itself, and when they were last known
 * @param releases the last runs that wrote something, newest first
 */
public record Inventory(
        String cluster,
        Optional<DeployedCommit> newest,
        Members objects,
        Members pending,
        SortedMap<ManifestKey, Since> leftovers,
        SortedMap<ManifestKey, Instant> jobs,
        List<Release> releases) {
    /** How many releases are remembered. */
    static final int RELEASES = 10;

    /**
     * The first run that did not find an object in the repo any more.
     *
     * @param commit its commit; empty outside a git repository
     * @param time when that was
     */
    public record Since(String commit, Instant time) {}

    /**
     * What a run has found out by its end.
     *
     * @param there the objects that it wrote, or that were as wanted
     * @param gone the objects that it deleted, or that are not there any more and not wanted
     * @param leftovers the objects that are no longer in the repo; empty where the run was about a part of the repo only
     * @param ran Jobs that have run and that the cluster deletes by itself
     * @param forgotten Jobs that need not be remembered any more
     * @param result how the run ended
     */
    public record Findings(
            Members there,
            Collection<ManifestKey> gone,
            Optional<Map<ManifestKey, Since>> leftovers,
            Map<ManifestKey, Instant> ran,
            Collection<ManifestKey> forgotten,
            Result result) {}

    /**
     * A cluster that kit has not been to.
     *
     * @param cluster the cluster's name in the repo
     * @return its inventory
     */
    public static Inventory of(String cluster) {
        return new Inventory(
                cluster, Optional.empty(), Members.NONE, Members.NONE, new TreeMap<>(), new TreeMap<>(), List.of());
    }

    /** {@return all objects that are kit's, or may be} */
    public Members members() {
        return pending.and(objects);
    }

    /** {@return whether a run has begun to write and has not told its end} */
    public boolean inProgress() {
        return releases.stream().anyMatch(release -> release.result() == Result.IN_PROGRESS);
    }

    /** {@return whether older releases than these may have been forgotten} */
    public boolean isFull() {
        return releases.size() >= RELEASES;
    }

    /**
     * A run is about to write. Kept before it does, so that no object it makes is lost, were it killed.
     *
     * @param release the run
     * @param commit its commit, where one tells what it deploys
     * @param writes the objects it sets out to write
     * @return the inventory to keep
     */
    public Inventory begun(Release release, Optional<DeployedCommit> commit, Members writes) {
        List<Release> all = new ArrayList<>(List.of(release));
        all.addAll(ended(releases, Result.FAILED, Optional.empty()));
        return new Inventory(
                cluster,
                commit.or(() -> newest),
                objects,
                pending.and(writes.without(objects.keys())),
                leftovers,
                jobs,
                List.copyOf(all.subList(0, Math.min(all.size(), RELEASES))));
    }

    /**
     * A run has ended, whether it wrote anything or not.
     *
     * @param commit its commit, where one tells what it deployed
     * @param findings what it found out
     * @return the inventory to keep; equal to this where nothing is new
     */
    public Inventory ended(Optional<DeployedCommit> commit, Findings findings) {
        Members owned = objects.and(findings.there()).without(findings.gone());
        SortedMap<ManifestKey, Since> left = new TreeMap<>(findings.leftovers().orElse(leftovers));
        left.keySet().retainAll(owned.keys());
        if (findings.leftovers().isEmpty()) {
            left.keySet().removeAll(findings.there().keys());
        }
        SortedMap<ManifestKey, Instant> remembered = new TreeMap<>(findings.ran());
        remembered.putAll(jobs); // when it was first known stays
        remembered.keySet().removeAll(findings.forgotten());
        return new Inventory(
                cluster,
                commit.or(() -> newest),
                owned,
                pending.without(owned.keys()).without(findings.gone()),
                left,
                remembered,
                ended(releases, findings.result(), commit));
    }

    /** Of several that told no end only the last can be the one that ends now. */
    private static List<Release> ended(List<Release> releases, Result last, Optional<DeployedCommit> commit) {
        List<Release> all = new ArrayList<>();
        for (Release release : releases) {
            boolean open = release.result() == Result.IN_PROGRESS;
            boolean isLast = all.isEmpty();
            all.add(open ? release.ended(isLast ? last : Result.FAILED, isLast ? commit : Optional.empty()) : release);
        }
        return List.copyOf(all);
    }
}
