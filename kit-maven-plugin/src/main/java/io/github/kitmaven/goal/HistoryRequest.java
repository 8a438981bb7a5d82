package io.github.kitmaven.goal;

import io.github.kitmaven.config.ClusterConfig;
import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.config.Selection;
import java.util.List;
import java.util.Optional;

/**
 * What a history is asked about.
 *
 * @param fleet how to reach the clusters; what is wanted of them does not matter
 * @param kit the repo
 * @param clusters the clusters, with all their resources
 * @param selection the clusters and resources that are asked about
 * @param offline whether no cluster is asked, and git alone tells
 * @param since a moment before which nothing matters; empty for all that is known
 * @param until a moment after which nothing matters; empty for now
 * @param between two moments to compare, with {@code ..} between; empty for the whole story
 * @param limit how many lines are wanted at most, the newest; 0 for all
 */
public record HistoryRequest(
        FleetRequest fleet,
        KitYaml kit,
        List<ClusterConfig> clusters,
        Selection selection,
        boolean offline,
        Optional<String> since,
        Optional<String> until,
        Optional<String> between,
        int limit) {}
