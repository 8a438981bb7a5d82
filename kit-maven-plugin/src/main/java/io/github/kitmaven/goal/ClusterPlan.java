package io.github.kitmaven.goal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.model.Shelf;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.Plan;
import io.github.kitmaven.plan.Redaction;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.rollout.Health;
import io.github.kitmaven.rollout.Timing;
import io.github.kitmaven.rollout.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What came of planning one cluster. */
sealed interface ClusterPlan {

    /** The cluster. */
    Cluster cluster();

    /** Whether anything is to be written. */
    default boolean changes() {
        return this instanceof Ready ready && ready.plan().changes();
    }

    /**
     * All is known, and the cluster would take it.
     *
     * @param cluster the cluster
     * @param plan what would be done
     * @param live the objects that it has already
     * @param redaction masks secret values in what the cluster says later
     * @param waits what its objects wait for
     * @param owned what kit has there
     * @param shelf where the trees of all these objects are, if they are put away
     */
    record Ready(
            Cluster cluster,
            Plan plan,
            Map<ManifestKey, ObjectNode> live,
            Redaction redaction,
            Waits waits,
            Optional<Owned> owned,
            Optional<Shelf> shelf)
            implements ClusterPlan {
        /** What is looked at for more than its health: for values to mask, for whether it has run. */
        private static final Set<String> TELLING = Set.of("Secret", "Job");

        /** A plan of which nobody has looked yet what its objects wait for, and what is kit's. */
        Ready(Cluster cluster, Plan plan, Map<ManifestKey, ObjectNode> live, Redaction redaction) {
            this(cluster, plan, live, redaction, Waits.NONE, Optional.empty(), Optional.empty());
        }

        Ready waiting(Waits found) {
            return new Ready(cluster, plan, live, redaction, found, owned, shelf);
        }

        /** The same with another plan, and with what kit has there. */
        Ready with(Plan changed, Owned known) {
            return new Ready(cluster, changed, live, redaction, waits, Optional.of(known), shelf);
        }

        /**
         * The same, without the live objects that a deploy only looks at to see that they are healthy, where they are: it
         * does nothing with them, and they hold nothing that is secret. As far as {@link #healthy} goes, what is not known
         * of is so.
         */
        Ready withoutIdle(Instant now) {
            Map<ManifestKey, ObjectNode> needed = new HashMap<>(live);
            for (Step step : plan.steps()) {
                boolean idle = step.action() == Action.UNCHANGED
                        && step.manifest().secret().isEmpty()
                        && !TELLING.contains(step.key().kind())
                        && healthy(step, now);
                if (idle) {
                    needed.remove(step.key());
                }
            }
            return new Ready(cluster, plan, needed, redaction, waits, owned, shelf);
        }

        /** The same, with its objects put away until something is done with them. */
        Ready shelved() {
            List<ObjectNode> trees = new ArrayList<>();
            plan.steps().forEach(step -> trees.add(step.manifest().tree()));
            List<ManifestKey> keys = List.copyOf(live.keySet());
            keys.forEach(key -> trees.add(live.get(key)));
            Shelf full = Shelf.of(trees);
            List<Step> steps = new ArrayList<>();
            for (Step step : plan.steps()) {
                steps.add(step.of(step.manifest().shelved(full.at(steps.size()))));
            }
            Map<ManifestKey, Supplier<ObjectNode>> places = new HashMap<>();
            keys.forEach(key -> places.put(key, full.at(steps.size() + places.size())));
            Plan same = new Plan(plan.cluster(), steps);
            return new Ready(cluster, same, new ShelvedObjects(places), redaction, waits, owned, Optional.of(full));
        }

        /** Does some work with its objects at hand. */
        <T> T opened(Supplier<T> work) {
            return shelf.isPresent() ? shelf.get().opened(work) : work.get();
        }

        /** A text about the cluster without the secrets of its objects. */
        String masked(String text) {
            String words =
                    redaction.text(plan.steps().stream().map(Step::manifest).toList(), text);
            return owned.map(known -> known.set().masked(words)).orElse(words);
        }

        /** Whether an object that is there is healthy already, as far as it tells by itself. */
        boolean healthy(Step step, Instant now) {
            ObjectNode there = live.get(step.key());
            return there == null || isHealthy(there, now);
        }
    }

    /** Whether an object is healthy, as far as it tells by itself. */
    static boolean isHealthy(ObjectNode object, Instant now) {
        return Health.of(object, List.of(), new Timing(now, now)) instanceof Verdict.Healthy;
    }

    /**
     * The cluster answered, but would not take all of it.
     *
     * @param cluster the cluster
     * @param problems why
     */
    record Refused(Cluster cluster, List<Diagnostic> problems) implements ClusterPlan {}

    /**
     * The cluster has a newer commit, or another run is deploying one, so that nothing is written to it.
     *
     * @param cluster the cluster
     * @param reason which commit that is
     */
    record Superseded(Cluster cluster, Diagnostic reason) implements ClusterPlan {}

    /**
     * The cluster did not answer.
     *
     * @param cluster the cluster
     * @param problem why
     */
    record Unreachable(Cluster cluster, Diagnostic problem) implements ClusterPlan {}
}
