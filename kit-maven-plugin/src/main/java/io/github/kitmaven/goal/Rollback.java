package io.github.kitmaven.goal;

import io.github.kitmaven.goal.RollbackRepo.Rendered;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.ClusterResult;
import io.github.kitmaven.report.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes one resource back to what it was. Where a deploy of it is in reserve, its Services are switched to that, on all
 * clusters or on none, and git is made to match; otherwise its image files are set back in git, and that is deployed.
 */
public final class Rollback {
    /** The goal's name. */
    static final String GOAL = "rollback";

    private final RollbackTools tools;

    /**
     * Makes the goal.
     *
     * @param tools what it works with
     */
    public Rollback(RollbackTools tools) {
        this.tools = tools;
    }

    /**
     * Rolls back.
     *
     * @param request what is asked for
     * @param repo the deployments repo
     * @throws UserException where something is missing, refused, unhealthy, or failed on the way
     * @throws io.github.kitmaven.problem.EnvironmentException if clusters or git did not answer
     */
    public void run(RollbackRequest request, RollbackRepo repo) {
        RollbackRevert revert = new RollbackRevert(tools, request, repo);
        if (request.to().isPresent()) {
            revert.run(request.to().get());
        } else if (request.deployId().isPresent()) {
            Rendered rendered = repo.look();
            FleetRequest fleet = RollbackFleet.of(rendered.request(), request);
            try (OpenClusters clusters = OpenClusters.open(fleet, tools.clients())) {
                new SwitchFleet(tools, request, rendered.images(), fleet, clusters).run();
            }
        } else {
            revert.checkClean();
            revert.run(previous(request, repo));
        }
    }

    /** The commit of the release before the last, where nothing is in reserve. */
    private String previous(RollbackRequest request, RollbackRepo repo) {
        Instant start = tools.clock().instant();
        FleetRequest fleet = RollbackFleet.of(repo.look().request(), request);
        PlanSwitch planner = new PlanSwitch(request.resource(), request.deployId(), fleet, tools.clock());
        List<ClusterPlan> plans;
        try (OpenClusters clusters = OpenClusters.open(fleet, tools.clients())) {
            plans = new PlanFleet(clusters, fleet, planner, tools.console()).run();
        }
        List<ClusterResult> results = plans.stream().map(PlanFleet::result).toList();
        Duration took = Duration.between(start, tools.clock().instant());
        if (results.stream().anyMatch(ClusterResult::failsBuild)) {
            Ending.end(
                    new Result(GOAL, start, took, fleet.commit(), results, List.of()),
                    fleet.reports(),
                    tools.console());
        }
        if (planner.inUse()) {
            throw new UserException(Diagnostic.of(
                    "Resource " + request.resource()
                            + " is deployed with fast-rollback, and it is not said which deploy to"
                            + " switch back to; " + planner.inReserve(),
                    "Name one with -Dkit.deployId, or a commit of the deployments repo with -Dkit.to"));
        }
        List<ClusterPlan.Ready> ready = new ArrayList<>();
        plans.forEach(plan -> ready.add((ClusterPlan.Ready) plan));
        return new PreviousRelease(request.resource()).commit(ready);
    }
}
