package io.github.kitmaven.history;

import io.github.kitmaven.report.FleetChanges.By;
import io.github.kitmaven.report.FleetChanges.Change;
import io.github.kitmaven.report.FleetChanges.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts changes together that are the same but for the cluster. Pure. */
public final class Alike {
    private Alike() {}

    private record Common(String resource, Optional<Side> before, Optional<Side> after, List<By> by) {
        static Common of(Change change) {
            List<By> timeless = change.by().stream()
                    .map(by -> new By(by.commit(), by.who(), Instant.EPOCH, by.outcome(), by.rollback()))
                    .toList();
            return new Common(change.resource(), change.before(), change.after(), timeless);
        }
    }

    /**
     * Groups changes.
     *
     * @param changes the changes of single clusters
     * @return the changes of the clusters that are alike, by resource; those of most clusters first
     */
    public static List<Change> of(List<Change> changes) {
        Map<Common, Change> alike = new LinkedHashMap<>();
        changes.forEach(change -> alike.merge(Common.of(change), change, Alike::both));
        return alike.values().stream()
                .sorted(Comparator.comparing(Change::resource)
                        .thenComparing(change -> -change.clusters().size())
                        .thenComparing(change -> change.clusters().get(0)))
                .toList();
    }

    private static Change both(Change one, Change other) {
        List<String> clusters = new ArrayList<>(one.clusters());
        clusters.addAll(other.clusters());
        List<By> by = new ArrayList<>();
        for (int i = 0; i < one.by().size(); i++) {
            By first = one.by().get(i);
            By second = other.by().get(i);
            by.add(first.time().isAfter(second.time()) ? second : first);
        }
        return new Change(clusters.stream().sorted().toList(), one.resource(), one.before(), one.after(), by);
    }
}
