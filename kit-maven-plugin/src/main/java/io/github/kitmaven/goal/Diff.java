package io.github.kitmaven.goal;

import io.github.kitmaven.cluster.ClusterClients;
import io.github.kitmaven.event.Event.Warned;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.AnswerText;
import io.github.kitmaven.report.ClusterResult;
import io.github.kitmaven.report.Console;
import io.github.kitmaven.report.Result;
import io.github.kitmaven.report.RunListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Shows what a deploy would change in every cluster; writes nothing to any. */
public final class Diff {
    private final ClusterClients clients;
    private final Clock clock;
    private final Console console;

    /**
     * Makes the goal.
     *
     * @param clients opens clusters
     * @param clock tells when it began and how long it took
     * @param console shows the plan
     */
    public Diff(ClusterClients clients, Clock clock, Console console) {
        this.clients = clients;
        this.clock = clock;
        this.console = console;
    }

    /**
     * Plans every cluster and shows the plans.
     *
     * @param request the clusters and what is wanted of them
     * @param failOnChanges whether anything to change is a failure, for pipelines
     * @return the result, which is also written to the request's file
     * @throws UserException if a cluster would refuse a part, or on changes where that was asked for
     * @throws io.github.kitmaven.problem.EnvironmentException if a cluster does not answer
     */
    public Result run(FleetRequest request, boolean failOnChanges) {
        Instant start = clock.instant();
        if (request.desired().isEmpty()) {
            return Ending.ofNone("diff", start, request, console);
        }
        RunListener audience = request.reports().and(console);
        List<ClusterPlan> plans = plan(request, audience);
        List<ClusterResult> clusters = plans.stream().map(PlanFleet::result).toList();
        audience.planned(clusters);
        console.answer(AnswerText.of(clusters));
        Result result = new Result(
                "diff", start, Duration.between(start, clock.instant()), request.commit(), clusters, List.of());
        Ending.end(result, request.reports(), console);
        if (failOnChanges && result.changes()) {
            throw new UserException(Diagnostic.of(
                    "The clusters differ from the repo", "Run mvn kit:deploy to bring them in step with it"));
        }
        console.say(NextCommand.afterSuccess(result, true, request.reports().shown()));
        return result;
    }

    /** The diff of a branch is of interest even where the cluster has a newer commit. */
    private static void warnOfNewer(ClusterPlan plan, RunListener audience) {
        if (plan instanceof ClusterPlan.Ready ready) {
            ready.owned().flatMap(Owned::superseded).ifPresent(reason -> audience.on(new Warned(reason)));
        }
    }

    private List<ClusterPlan> plan(FleetRequest request, RunListener audience) {
        try (OpenClusters clusters = OpenClusters.open(request, clients)) {
            List<ClusterPlan> plans =
                    new PlanFleet(clusters, request, Preflight.ofDiff(audience), clock, audience).run();
            plans.forEach(plan -> warnOfNewer(plan, audience));
            return plans;
        }
    }
}
