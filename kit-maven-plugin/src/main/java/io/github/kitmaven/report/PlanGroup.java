package io.github.kitmaven.report;

import io.github.kitmaven.plan.Action;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * Clusters for which the same is planned, but for how many objects stay as they are.
 *
 * @param names their names
 * @param status how they stand, as {@link ClusterResult.Status#label} names it
 * @param sandbox whether they are sandboxes
 * @param lines what is done with each object that is not left as it is
 * @param unchecked whether the clusters can't check some of it yet
 * @param counts how many objects fall under each action, in each of the clusters
 */
record PlanGroup(
        List<String> names,
        String status,
        boolean sandbox,
        List<String> lines,
        boolean unchecked,
        List<Map<String, Integer>> counts) {

    /** {@return the counts in words: {@code 2 to create, 1 to update, 5 unchanged}} */
    String words() {
        return words(PlanGroup::planned);
    }

    /** {@return the counts in words, once they are done: {@code 2 created, 1 updated, 5 unchanged}} */
    String done() {
        return words(PlanGroup::past);
    }

    private String words(Function<Action, String> word) {
        StringJoiner words = new StringJoiner(", ");
        for (Action action : Action.values()) {
            int least = counts.stream()
                    .mapToInt(count -> count.getOrDefault(action.label(), 0))
                    .min()
                    .orElse(0);
            int most = counts.stream()
                    .mapToInt(count -> count.getOrDefault(action.label(), 0))
                    .max()
                    .orElse(0);
            if (most > 0) {
                words.add((least == most ? "" + most : least + " to " + most) + word.apply(action));
            }
        }
        return words.length() == 0 ? "no objects" : words.toString();
    }

    private static String planned(Action action) {
        return switch (action) {
            case CREATE -> " to create";
            case UPDATE -> " to update";
            case REPLACE -> " to replace";
            case DELETE -> " to delete";
            case UNCHANGED -> " unchanged";
            case SKIP -> " left alone";
        };
    }

    /** {@return a number of objects that were dealt with, in words: {@code " created"}} */
    static String past(Action action) {
        return switch (action) {
            case CREATE -> " created";
            case UPDATE -> " updated";
            case REPLACE -> " replaced";
            case DELETE -> " deleted";
            case UNCHANGED -> " unchanged";
            case SKIP -> " left alone";
        };
    }

    /** {@return the clusters in words: one by its name, more by their number} */
    String title() {
        String kind = sandbox ? " (sandbox)" : "";
        return names.size() == 1 ? names.get(0) + kind : names.size() + " clusters alike" + kind;
    }
}
