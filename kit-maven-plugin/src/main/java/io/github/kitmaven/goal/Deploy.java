package io.github.kitmaven.goal;

import io.github.kitmaven.apply.Parallel;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClients;
import io.github.kitmaven.cluster.UnreachableException;
import io.github.kitmaven.event.Event.ClusterFinished;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.report.ClusterResult;
import io.github.kitmaven.report.ClusterResult.Status;
import io.github.kitmaven.report.Console;
import io.github.kitmaven.report.Result;
import io.github.kitmaven.report.RunListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** Brings every cluster in step with the repo: plans all, then applies and waits until healthy, several at once. */
public final class Deploy {
    private final ClusterClients clients;
    private final Clock clock;
    private final Console console;

    /**
     * Makes the goal.
     *
     * @param clients opens clusters
     * @param clock tells when it began and how long things took
     * @param console shows the plan, the progress and the result
     */
    public Deploy(ClusterClients clients, Clock clock, Console console) {
        this.clients = clients;
        this.clock = clock;
        this.console = console;
    }

    /**
     * Deploys. Everything is planned, and checked by each cluster, before the first write to any; a refusal stops it all.
     * A cluster that fails after that doesn't stop the others, and a rerun converges.
     *
     * @param request the clusters and what is wanted of them
     * @param options how to deploy it
     * @return the result, which is also written to the request's file
     * @throws io.github.kitmaven.problem.UserException if a cluster refuses a part, or a part does not become healthy
     * @throws io.github.kitmaven.problem.EnvironmentException if clusters did not answer, and all others succeeded
     */
    public Result run(FleetRequest request, DeployOptions options) {
        return run(request, options, "deploy");
    }

    /** Deploys for another goal. */
    Result run(FleetRequest request, DeployOptions options, String goal) {
        Instant start = clock.instant();
        if (request.desired().isEmpty()) {
            return Ending.ofNone(goal, start, request, console);
        }
        List<ClusterResult> results;
        RunListener audience = request.reports().and(console);
        try (OpenClusters clusters = OpenClusters.open(request, clients)) {
            Preflight preflight = Preflight.ofDeploy(options, audience);
            PlanFleet planning = new PlanFleet(clusters, request, preflight, clock, audience);
            List<ClusterPlan> plans = planning.run();
            List<ClusterResult> planned = results(plans);
            audience.planned(planned);
            try (Writing writing = new Writing(clusters, planning, request, clock, audience)) {
                results = options.dryRun() || stops(planned, options)
                        ? planned
                        : carryOut(plans, writing, request.parallelism(), options);
            }
        }
        Duration took = Duration.between(start, clock.instant());
        Result result = new Result(goal, start, took, request.commit(), results, List.of());
        console.ignored(results);
        if (!options.dryRun()) {
            console.ended(results);
        }
        Ending.end(result, request.reports(), console);
        if (options.dryRun()) {
            console.say("Nothing was written: this was a dry run.");
        } else {
            console.deployed(result);
        }
        console.say(NextCommand.afterSuccess(
                result, options.dryRun(), request.reports().shown()));
        return result;
    }

    /** Whether what is known before the first write forbids it. */
    private static boolean stops(List<ClusterResult> planned, DeployOptions options) {
        return planned.stream()
                .filter(cluster -> !cluster.cluster().allowFailure())
                .anyMatch(cluster -> cluster.status() == Status.REFUSED
                        || (cluster.status() == Status.UNREACHABLE && options.stopOnUnreachable()));
    }

    private static List<ClusterResult> results(List<ClusterPlan> plans) {
        return plans.stream().map(PlanFleet::result).toList();
    }

    /** Has this run's turn everywhere, and still all checked, before the first object is written to any. */
    private List<ClusterResult> carryOut(
            List<ClusterPlan> planned, Writing writing, int parallelism, DeployOptions options) {
        List<ClusterPlan> mine = writing.take(planned);
        List<ClusterPlan> anew = new ArrayList<>(mine);
        anew.removeAll(planned);
        if (!anew.isEmpty()) {
            console.planAgain(results(anew));
        }
        if (stops(results(mine), options)) {
            return results(mine);
        }
        List<ClusterPlan> begun = writing.begin(mine);
        if (stops(results(begun), options)) {
            writing.undo(begun);
            return results(begun);
        }
        return write(begun, writing, parallelism, options);
    }

    private List<ClusterResult> write(
            List<ClusterPlan> plans, Writing writing, int parallelism, DeployOptions options) {
        AtomicInteger finished = new AtomicInteger();
        List<Callable<ClusterResult>> tasks = new ArrayList<>();
        for (ClusterPlan plan : plans) {
            tasks.add(() -> {
                ClusterResult result = carryOut(plan, writing, options);
                synchronized (finished) {
                    boolean successful = result.status() == Status.SUCCEEDED || result.status() == Status.SUPERSEDED;
                    writing.audience()
                            .on(new ClusterFinished(
                                    result.name(), successful, finished.incrementAndGet(), plans.size()));
                }
                return result;
            });
        }
        console.say(
                plans.stream().anyMatch(ClusterPlan::changes)
                        ? "Deploying:"
                        : "Nothing to write; looking at its health:");
        try (Parallel parallel = new Parallel("kit-cluster", parallelism)) {
            return parallel.all(tasks);
        }
    }

    /** What is refused once others have been written to is a failure of that cluster alone. */
    private static ClusterResult late(ClusterResult result) {
        return result.status() == Status.REFUSED
                ? new ClusterResult(result.cluster(), Status.FAILED, result.objects(), result.problems())
                : result;
    }

    /** One cluster's end, whatever that is: what fails in it says nothing of the others. */
    private ClusterResult carryOut(ClusterPlan plan, Writing writing, DeployOptions options) {
        if (!(plan instanceof ClusterPlan.Ready planned)) {
            return told(PlanFleet.result(plan), writing);
        }
        ClusterPlan entered = plan;
        try {
            entered = writing.enter(planned);
            if (!(entered instanceof ClusterPlan.Ready ready)) {
                return told(late(PlanFleet.result(entered)), writing);
            }
            return ready.opened(() -> {
                ClusterResult result = new DeployCluster(
                                writing.client(ready.cluster()), options, clock, writing.audience())
                        .run(ready);
                writing.leave(ready, result);
                return told(result, writing);
            });
        } catch (ApiException | UnreachableException e) {
            writing.abandon(plan.cluster());
            Diagnostic lost = Diagnostic.of(
                    "Cluster " + plan.cluster().name() + " was lost in the middle of the deploy: "
                            + planned.masked(String.valueOf(e.getMessage())),
                    "Look what is in it with mvn kit:diff, and deploy again");
            return told(
                    new ClusterResult(
                            plan.cluster(),
                            Status.FAILED,
                            PlanFleet.result(entered).objects(),
                            List.of(lost)),
                    writing);
        }
    }

    private static ClusterResult told(ClusterResult result, Writing writing) {
        writing.audience().deployed(result);
        return result;
    }
}
