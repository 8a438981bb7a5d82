package io.github.kitmaven.inventory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is done with leftovers. Pure.
 *
 * @param goes those that are deleted, each with the reason
 * @param stays those that stay, each with the reason
 * @param forgotten those that are not kit's any more, and of no interest
 * @param allowed how many of those that go the budget allows, predecessors of Jobs not counted
 */
public record Prune(List<Judged> goes, List<Judged> stays, List<Leftover> forgotten, int allowed) {
    /** Predecessors of a Job that stay, so that their logs can be looked at. */
    static final int JOBS_KEPT = 2;

    /**
     * A leftover and what is to be said of it.
     *
     * @param leftover the object
     * @param reason why it goes or stays, for people
     */
    public record Judged(Leftover leftover, String reason) {}

    /**
     * Decides.
     *
     * @param leftovers what the repo no longer has
     * @param wanted the uids of the objects that the repo has: one object can be served as two kinds
     * @param set the set that they must be of
     * @param listed how many objects the inventory lists
     * @param options what may be deleted
     * @return what is done with each
     */
    public static Prune of(
            List<Leftover> leftovers, Set<String> wanted, ApplySet set, int listed, PruneOptions options) {
        List<Judged> goes = new ArrayList<>();
        List<Judged> stays = new ArrayList<>();
        List<Leftover> forgotten = new ArrayList<>();
        Set<Leftover> recent = Set.copyOf(recentJobs(leftovers));
        for (Leftover leftover : leftovers) {
            if (!leftover.isOurs(set) || leftover.isGoing() || wanted.contains(leftover.uid())) {
                forgotten.add(leftover);
            } else if (!recent.contains(leftover)) {
                judge(leftover, options, goes, stays);
            }
        }
        return new Prune(goes, stays, forgotten, options.budget().of(listed));
    }

    private static void judge(Leftover leftover, PruneOptions options, List<Judged> goes, List<Judged> stays) {
        String since = leftover.predecessor() ? "another run of it took its place" : leftover.sinceWords();
        leftover.kept(options.kinds())
                .ifPresentOrElse(why -> stays.add(new Judged(leftover, "left over: " + since + "; " + why)), () -> {
                    if (options.enabled()) {
                        goes.add(new Judged(leftover, since));
                    } else {
                        stays.add(new Judged(leftover, "left over: " + since + "; -Dkit.prune=true would delete it"));
                    }
                });
    }

    /** The last predecessors of each Job. */
    private static List<Leftover> recentJobs(List<Leftover> leftovers) {
        Map<String, List<Leftover>> byName = new TreeMap<>();
        leftovers.stream()
                .filter(Leftover::predecessor)
                .sorted(Comparator.comparing(Leftover::createdAt).reversed())
                .forEach(job -> byName.computeIfAbsent(
                                job.key().namespace() + "/"
                                        + Leftover.nameInRepo(job.live()).orElse(""),
                                name -> new ArrayList<>())
                        .add(job));
        return byName.values().stream()
                .flatMap(jobs -> jobs.stream().limit(JOBS_KEPT))
                .toList();
    }

    /** {@return whether more would go than the budget allows} */
    public boolean overBudget() {
        return goes.stream().filter(judged -> !judged.leftover().predecessor()).count() > allowed;
    }
}
