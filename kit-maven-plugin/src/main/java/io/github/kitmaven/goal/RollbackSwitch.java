package io.github.kitmaven.goal;

import io.github.kitmaven.apply.Parallel;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.UnreachableException;
import io.github.kitmaven.event.Event.ClusterFinished;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.report.ClusterResult;
import io.github.kitmaven.report.ClusterResult.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Writes a switch that was planned to all clusters at once, or takes it back from all. */
final class RollbackSwitch {
    private final Writing writing;
    private final FleetRequest fleet;
    private final DeployOptions options;
    private final RollbackTools tools;

    /** Writes to clusters on which this run has its turn. */
    RollbackSwitch(Writing writing, FleetRequest fleet, DeployOptions options, RollbackTools tools) {
        this.writing = writing;
        this.fleet = fleet;
        this.tools = tools;
        this.options = new DeployOptions(
                false, true, DeployOptions.Wait.NONE, true, options.rollout(), options.dependencyTimeout());
    }

    /**
     * Switches all clusters.
     *
     * @return how each ended; where one of them failed, the others are back where they were, or say that they are not
     */
    List<ClusterResult> run(List<ClusterPlan.Ready> plans) {
        tools.console().say("Switching:");
        AtomicInteger finished = new AtomicInteger();
        List<ClusterResult> results = all(plans, plan -> {
            ClusterResult result = plan.changes() ? write(plan) : done(plan);
            synchronized (finished) {
                writing.audience()
                        .on(new ClusterFinished(
                                result.name(),
                                result.status() == Status.SUCCEEDED,
                                finished.incrementAndGet(),
                                plans.size()));
            }
            return result;
        });
        return results.stream().allMatch(result -> result.status() == Status.SUCCEEDED)
                ? results
                : takeBack(plans, results);
    }

    private static ClusterResult done(ClusterPlan.Ready plan) {
        ClusterResult planned = PlanFleet.result(plan);
        return new ClusterResult(plan.cluster(), Status.SUCCEEDED, planned.objects(), List.of());
    }

    private ClusterResult write(ClusterPlan.Ready plan) {
        try {
            return new DeployCluster(writing.client(plan.cluster()), options, tools.clock(), writing.audience())
                    .run(plan);
        } catch (ApiException | UnreachableException e) {
            Diagnostic lost = Diagnostic.of(
                    "Cluster " + plan.cluster().name() + " was lost in the middle of the switch: "
                            + plan.masked(String.valueOf(e.getMessage())),
                    "Look where its Services lead, and roll back again");
            return new ClusterResult(
                    plan.cluster(), Status.FAILED, PlanFleet.result(plan).objects(), List.of(lost));
        }
    }

    private List<ClusterResult> takeBack(List<ClusterPlan.Ready> plans, List<ClusterResult> results) {
        tools.console().say("Not all could be switched; switching back:");
        Map<String, ClusterResult> byName = new LinkedHashMap<>();
        results.forEach(result -> byName.put(result.name(), result));
        return all(plans, plan -> {
            ClusterResult result = byName.getOrDefault(plan.cluster().name(), done(plan));
            ClusterResult ended = plan.changes() ? takeBack(plan, result) : PlanFleet.result(plan);
            writing.leave(plan, ended);
            return ended;
        });
    }

    private ClusterResult takeBack(ClusterPlan.Ready plan, ClusterResult result) {
        List<Diagnostic> problems = new ArrayList<>(result.problems());
        List<Diagnostic> told = new SwitchBack(writing.client(plan.cluster()), plan).run();
        told.forEach(line -> tools.console().say("  " + line.message()));
        problems.addAll(told);
        return new ClusterResult(plan.cluster(), Status.FAILED, result.objects(), problems);
    }

    private <T> List<T> all(List<ClusterPlan.Ready> plans, Function<ClusterPlan.Ready, T> task) {
        List<Callable<T>> tasks = new ArrayList<>();
        plans.forEach(plan -> tasks.add(() -> task.apply(plan)));
        try (Parallel parallel = new Parallel("kit-cluster", fleet.parallelism())) {
            return parallel.all(tasks);
        }
    }
}
