package io.github.kitmaven.goal;

import io.github.kitmaven.cluster.ClusterClients;
import io.github.kitmaven.inventory.PruneOptions;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.AnswerText;
import io.github.kitmaven.report.Console;
import io.github.kitmaven.report.FleetStatus;
import io.github.kitmaven.report.StatusJson;
import io.github.kitmaven.report.StatusText;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Tells how every cluster stands to the repo; writes nothing to any. */
public final class Status {
    private final ClusterClients clients;
    private final Clock clock;
    private final Console console;

    /**
     * Makes the goal.
     *
     * @param clients opens clusters
     * @param clock tells when it was looked
     * @param console shows the table
     */
    public Status(ClusterClients clients, Clock clock, Console console) {
        this.clients = clients;
        this.clock = clock;
        this.console = console;
    }

    /**
     * Looks at every cluster. What can't be looked at is unknown, and no failure by itself.
     *
     * @param request the clusters and what is wanted of them
     * @param failOnStatus whether anything that is not in step, or not healthy, is a failure, for scripts
     * @return the status, which is also written to the request's file
     * @throws UserException where something is not in step and that was to be a failure
     */
    public FleetStatus run(FleetRequest request, boolean failOnStatus) {
        Instant now = clock.instant();
        FleetRequest looking = looking(request);
        List<ClusterPlan> plans;
        try (OpenClusters clusters = OpenClusters.open(looking, clients)) {
            plans = new PlanFleet(clusters, looking, Preflight.ofDiff(console), clock, console).run();
        }
        FleetStatus status = new FleetStatus(now, request.commit(), StatusOfCluster.all(looking, plans, now));
        try {
            StatusJson.write(status, request.secrets(), request.resultFile());
        } catch (IOException e) {
            throw Ending.cannotWrite(request.resultFile(), e);
        }
        StatusText.of(status).forEach(console::say);
        console.answer(AnswerText.of(status));
        console.say("All of it is in " + request.resultFile() + ".");
        if (failOnStatus && !status.inStep()) {
            throw new UserException(Diagnostic.of(
                    "Not all is as the repo wants it: " + status.countInStep() + " of "
                            + Console.count(status.count(), "resource") + " in step",
                    "The table above tells why; mvn kit:diff shows what differs, mvn kit:deploy brings it in step"));
        }
        return status;
    }

    /** A conflict or a leftover is something to tell, not to stop at. */
    private static FleetRequest looking(FleetRequest request) {
        OwnerOptions owner = request.owner();
        PlanOptions plan = request.plan();
        return new FleetRequest(
                request.desired(),
                request.kubeconfig(),
                request.userKubeconfigs(),
                request.sandboxes(),
                new PlanOptions(plan.selector(), false, true, false, plan.raw(), true, plan.strategy(), plan.marks()),
                request.parallelism(),
                request.commit(),
                request.reports(),
                request.secrets(),
                new OwnerOptions(
                        owner.run(),
                        owner.inventory(),
                        owner.whole(),
                        false,
                        PruneOptions.OFF,
                        owner.lease(),
                        owner.version()));
    }
}
