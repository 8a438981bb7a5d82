package io.github.kitmaven.apply;

import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.Plan;
import io.github.kitmaven.plan.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * In which order a plan is carried out, and what is waited for in between. Pure.
 *
 * @param stages what is written one after the other
 * @param needs what must be healthy before each object is written
 */
public record Order(List<Stage> stages, Map<ManifestKey, Set<ManifestKey>> needs) {

    /** Where a stage stands: what goes comes last; what waits comes after what needn't; then wave by wave. */
    private record Rank(boolean goes, int depth, int wave) implements Comparable<Rank> {
        @Override
        public int compareTo(Rank other) {
            return Comparator.comparing(Rank::goes)
                    .thenComparingInt(Rank::depth)
                    .thenComparingInt(Rank::wave)
                    .compare(this, other);
        }
    }

    /**
     * Orders a plan. What nothing is to be waited for is written first, in waves. Workloads and all that comes after them
     * wait for the hooks of their namespace; the change of a Service that is there, and all that goes, waits for the
     * Deployments of its namespace. Where a dependency selector says the contrary, it is right.
     *
     * @param plan the plan
     * @param stated what must be healthy before an object is written, by the objects' own selectors, without cycles
     * @return the order
     */
    public static Order of(Plan plan, Map<ManifestKey, Set<ManifestKey>> stated) {
        List<Step> steps = plan.steps();
        WaitGraph graph = new WaitGraph(stated);
        List<Step> hooks = select(steps, step -> Hooks.isHook(step.manifest()));
        List<Step> deployments = select(steps, Order::isDeployment);
        List<Step> writes =
                steps.stream().filter(step -> step.action().writes()).toList();
        if (!hooks.isEmpty()) {
            writes.stream()
                    .filter(step -> step.action() != Action.DELETE && ApplyOrder.isAfterHooks(step))
                    .forEach(step -> graph.yielding(step.key(), before(step, hooks)));
        }
        writes.stream()
                .filter(Order::changesService)
                .forEach(step -> graph.yielding(step.key(), before(step, deployments)));
        writes.stream()
                .filter(step -> step.action() == Action.DELETE)
                .forEach(step -> graph.yielding(step.key(), before(step, deployments)));
        Map<Rank, List<Step>> ranks = new TreeMap<>();
        writes.forEach(step -> ranks.computeIfAbsent(rank(step, graph), rank -> new ArrayList<>())
                .add(step));
        Map<ManifestKey, Set<ManifestKey>> needs = new TreeMap<>();
        writes.forEach(step -> needs.put(step.key(), graph.needs(step.key())));
        return new Order(
                ranks.values().stream().map(stage -> stage(stage, graph)).toList(), needs);
    }

    /** What an object needs is written first, if it is written at all: of what isn't, only the health counts. */
    private static Rank rank(Step step, WaitGraph graph) {
        return new Rank(step.action() == Action.DELETE, graph.depth(step.key()), ApplyOrder.wave(step));
    }

    private static Stage stage(List<Step> steps, WaitGraph graph) {
        Set<ManifestKey> awaits = new HashSet<>();
        steps.forEach(step -> awaits.addAll(graph.needs(step.key())));
        return new Stage(Set.copyOf(awaits), List.copyOf(steps));
    }

    private static List<Step> select(List<Step> steps, Predicate<Step> wish) {
        return steps.stream()
                .filter(step -> step.action() != Action.DELETE && step.action() != Action.SKIP)
                .filter(wish)
                .toList();
    }

    private static boolean isDeployment(Step step) {
        return step.key().kind().equals("Deployment") && step.key().group().equals("apps");
    }

    private static boolean changesService(Step step) {
        boolean changes = step.action() == Action.UPDATE || step.action() == Action.REPLACE;
        return changes
                && step.key().kind().equals("Service")
                && step.key().group().isEmpty();
    }

    /** Those that come before a step: of its own namespace, or of any where it has none. */
    private static List<ManifestKey> before(Step step, List<Step> others) {
        String namespace = step.key().namespace();
        return others.stream()
                .map(Step::key)
                .filter(key -> !key.equals(step.key()))
                .filter(key -> namespace.isEmpty() || key.namespace().equals(namespace))
                .toList();
    }
}
