package io.github.kitmaven.goal;

import io.github.kitmaven.inventory.DeployedCommit;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.KitException;
import io.github.kitmaven.report.ClusterResult;
import io.github.kitmaven.report.ClusterResult.Status;
import io.github.kitmaven.report.Console;
import io.github.kitmaven.report.Result;
import io.github.kitmaven.report.RunListener;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Switches a resource to a deploy in reserve on all clusters or on none, and then makes git match. */
final class SwitchFleet {
    private final RollbackTools tools;
    private final RollbackRequest request;
    private final SortedMap<String, SortedMap<String, String>> files;
    private final FleetRequest fleet;
    private final OpenClusters clusters;
    private final Console console;
    private final RunListener audience;
    private final String id;
    private final Instant start;
    private final PlanSwitch planner;

    SwitchFleet(
            RollbackTools tools,
            RollbackRequest request,
            SortedMap<String, SortedMap<String, String>> files,
            FleetRequest fleet,
            OpenClusters clusters) {
        this.tools = tools;
        this.request = request;
        this.files = files;
        this.fleet = fleet;
        this.clusters = clusters;
        this.console = tools.console();
        this.audience = fleet.reports().and(console);
        this.id = request.deployId().orElseThrow();
        this.start = tools.clock().instant();
        this.planner = new PlanSwitch(request.resource(), request.deployId(), fleet, tools.clock());
    }

    void run() {
        PlanFleet planning = new PlanFleet(clusters, fleet, planner, audience);
        List<ClusterPlan> plans = planning.run();
        audience.planned(results(plans));
        refuseWhereNeeded(plans);
        RollbackCommit git = commit();
        git.rehearseIfReachable();
        if (request.options().dryRun()) {
            end(results(plans), List.of());
            console.say("Nothing was written: this was a dry run.");
            return;
        }
        try (Writing writing = new Writing(clusters, planning, fleet, tools.clock(), audience)) {
            List<ClusterPlan.Ready> mine = enter(plans, planning, writing);
            RollbackCommit lasting = commit(); // of what was found now, and before anything is switched
            List<ClusterResult> switched = mine.stream().anyMatch(ClusterPlan::changes)
                    ? new RollbackSwitch(writing, fleet, request.options(), tools).run(mine)
                    : done(mine);
            if (switched.stream().anyMatch(ClusterResult::failsBuild)) {
                end(switched, List.of(untouched()));
            }
            makeGitMatch(lasting, mine, switched, writing);
        }
    }

    /** Has this run's turn everywhere, and sees once more that nothing stands in the way, before the first write. */
    private List<ClusterPlan.Ready> enter(List<ClusterPlan> plans, PlanFleet planning, Writing writing) {
        refuseWhereNeeded(writing.take(plans));
        List<ClusterPlan> mine = planning.run();
        refuseWhereNeeded(mine);
        refuseNews(plans, mine);
        List<ClusterPlan> begun = writing.begin(mine);
        if (!allReady(begun)) {
            writing.undo(begun);
        }
        refuseWhereNeeded(begun);
        List<ClusterPlan.Ready> ready = new ArrayList<>();
        begun.forEach(plan -> ready.add((ClusterPlan.Ready) plan));
        return ready;
    }

    /** Where nothing was to be switched before, this run has no turn to do so. */
    private void refuseNews(List<ClusterPlan> before, List<ClusterPlan> now) {
        for (int i = 0; i < now.size(); i++) {
            if (now.get(i).changes() && !before.get(i).changes()) {
                String name = now.get(i).cluster().name();
                end(
                        results(now),
                        List.of(Diagnostic.of(
                                "Another run has written to cluster " + name
                                        + " meanwhile; no Service was switched on any cluster",
                                "Roll back again")));
            }
        }
    }

    private void makeGitMatch(
            RollbackCommit git, List<ClusterPlan.Ready> plans, List<ClusterResult> switched, Writing writing) {
        String where = " on " + Console.count(plans.size(), "cluster") + ".";
        console.say(
                plans.stream().anyMatch(ClusterPlan::changes)
                        ? "Switched " + request.resource() + " back to deploy " + id + where
                        : "Nothing to switch: " + request.resource() + " is at deploy " + id + " already" + where);
        List<Diagnostic> problems = new ArrayList<>();
        Optional<DeployedCommit> commit = Optional.empty();
        try {
            Instant now = tools.clock().instant().truncatedTo(ChronoUnit.SECONDS);
            commit = git.push().map(pushed -> new DeployedCommit(pushed, Optional.of(now)));
        } catch (KitException e) {
            problems.add(git.failed(e));
        }
        for (int i = 0; i < plans.size(); i++) {
            writing.leave(plans.get(i), switched.get(i), commit);
            audience.deployed(switched.get(i));
        }
        end(switched, problems);
        console.say("All of it is in " + fleet.reports().shown() + ".");
    }

    private RollbackCommit commit() {
        RollbackImages images = new RollbackImages(files);
        planner.found().forEach((cluster, standbys) -> images.add(cluster, standbys, id));
        return RollbackCommit.of(tools, request, images, "deploy " + id);
    }

    private void refuseWhereNeeded(List<ClusterPlan> plans) {
        if (!allReady(plans)) {
            end(
                    results(plans),
                    List.of(Diagnostic.of(
                            "No Service was switched on any cluster; " + planner.inReserve(),
                            "Name another deploy with -Dkit.deployId, other clusters with -Dkit.clusters, or a commit of"
                                    + " the deployments repo with -Dkit.to")));
        }
    }

    private static boolean allReady(List<ClusterPlan> plans) {
        return plans.stream().allMatch(ClusterPlan.Ready.class::isInstance);
    }

    private static Diagnostic untouched() {
        return Diagnostic.of(
                "Git was left alone, since the rollback failed", "Mend what is told above, and roll back again");
    }

    private static List<ClusterResult> results(List<ClusterPlan> plans) {
        return plans.stream().map(PlanFleet::result).toList();
    }

    private static List<ClusterResult> done(List<ClusterPlan.Ready> plans) {
        return plans.stream()
                .map(plan -> new ClusterResult(
                        plan.cluster(), Status.SUCCEEDED, PlanFleet.result(plan).objects(), List.of()))
                .toList();
    }

    /** Keeps the result; throws where anything in it failed. */
    private void end(List<ClusterResult> results, List<Diagnostic> problems) {
        Duration took = Duration.between(start, tools.clock().instant());
        Result result = new Result(Rollback.GOAL, start, took, fleet.commit(), results, problems);
        Ending.end(result, fleet.reports(), console);
    }
}
