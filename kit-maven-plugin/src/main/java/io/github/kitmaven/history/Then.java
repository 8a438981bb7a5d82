package io.github.kitmaven.history;

import io.github.kitmaven.inventory.Release;
import io.github.kitmaven.report.FleetChanges.Moment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The repo at a moment, and which releases came until then.
 *
 * @param moment the moment
 * @param order of a commit and all that it is built on, how new each is, by its id; empty where a time was asked for
 * @param wanted the images that the repo had for each resource of each cluster; empty where git does not tell
 */
public record Then(
        Moment moment,
        Map<String, Integer> order,
        Optional<SortedMap<String, SortedMap<String, List<String>>>> wanted) {

    /**
     * Makes it.
     *
     * @param moment the moment
     * @param newestFirst of a commit, its id and those of all that it is built on; none of a time
     * @param wanted the images that the repo had for each resource of each cluster; empty where git does not tell
     * @return the moment
     */
    public static Then of(
            Moment moment,
            List<String> newestFirst,
            Optional<SortedMap<String, SortedMap<String, List<String>>>> wanted) {
        Map<String, Integer> order = new HashMap<>();
        newestFirst.forEach(id -> order.put(id, newestFirst.size() - order.size()));
        return new Then(moment, order, wanted);
    }

    /**
     * Chooses the releases until the moment. Those of a commit are ordered as the commits are, for what was deployed late of
     * an early commit is not what a later one brought.
     *
     * @param newestFirst the releases of a cluster
     * @return those until then, newest first
     */
    public List<Release> until(List<Release> newestFirst) {
        List<Release> chosen = new ArrayList<>(newestFirst.stream()
                .filter(release -> isOfCommit(release)
                        ? order.containsKey(release.commit())
                        : !release.time().isAfter(moment.time()))
                .toList());
        if (moment.commit().isPresent()) {
            chosen.sort(Comparator.comparingInt((Release release) -> order.getOrDefault(release.commit(), 0))
                    .thenComparing(Release::time)
                    .reversed());
        }
        return chosen;
    }

    private boolean isOfCommit(Release release) {
        return moment.commit().isPresent() && !release.commit().isEmpty();
    }

    /**
     * Tells what the repo had.
     *
     * @param cluster a cluster
     * @param resource a resource
     * @return its images then; empty where the repo did not have it
     */
    public Optional<List<String>> wanted(String cluster, String resource) {
        return wanted.map(clusters -> clusters.get(cluster)).map(resources -> resources.get(resource));
    }
}
