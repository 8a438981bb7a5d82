package io.github.kitmaven.goal;

import io.github.kitmaven.event.Event.Warned;
import io.github.kitmaven.event.EventSink;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.KitException;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.ClusterResult;
import io.github.kitmaven.report.ClusterResult.Status;
import io.github.kitmaven.report.Console;
import io.github.kitmaven.report.FailureText;
import io.github.kitmaven.report.Reports;
import io.github.kitmaven.report.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a diff and a deploy end: the result is kept, and what failed is said once, together. */
public final class Ending {
    private Ending() {}

    /**
     * Takes the last run's result away, so that no one takes it for this run's.
     *
     * @param file the file that may hold it
     */
    public static void begin(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    /**
     * Keeps what ended a run before it had a result.
     *
     * @param goal the goal
     * @param start when it began
     * @param cause what ended it
     * @param reports where that goes, unless the run has put its result there already
     * @throws EnvironmentException if it can't be kept; it tells what ended the run, too
     */
    public static void keepFailure(String goal, Instant start, KitException cause, Reports reports) {
        if (!reports.isWritten()) {
            Duration took = Duration.between(start, Instant.now());
            Result result = new Result(goal, start, took, Optional.empty(), List.of(), cause.diagnostics());
            try {
                keep(result, reports);
            } catch (EnvironmentException e) {
                throw both(cause, e);
            }
        }
    }

    /**
     * Keeps the result, and ends the goal with all that failed, if anything did. Where the result can't be kept, what failed
     * is told all the same.
     *
     * @throws UserException if the user can mend some of it
     * @throws EnvironmentException if clusters did not answer, and that is all, or the result can't be kept
     */
    static void end(Result result, Reports reports, EventSink events) {
        Part part = new Part(reports.info().shard());
        try {
            keep(result, reports);
        } catch (EnvironmentException e) {
            try {
                failWhereNeeded(result, Optional.empty(), part, events);
            } catch (KitException failure) {
                throw both(failure, e);
            }
            throw e;
        }
        failWhereNeeded(result, Optional.of(reports.shown()), part, events);
    }

    /** Ends a run that has no cluster to work on, as a shard has none where there are more shards than clusters. */
    static Result ofNone(String goal, Instant start, FleetRequest request, Console console) {
        Result result = new Result(goal, start, Duration.ZERO, request.commit(), List.of(), List.of());
        request.reports().planned(List.of()); // who follows the run hears of its begin before its end
        end(result, request.reports(), console);
        console.say("No cluster is left for this shard, since there are more shards than clusters; nothing was done.");
        return result;
    }

    private static EnvironmentException both(KitException failure, EnvironmentException unkept) {
        List<Diagnostic> problems = new ArrayList<>(failure.diagnostics());
        unkept.diagnostics().stream().filter(it -> !problems.contains(it)).forEach(problems::add);
        return new EnvironmentException(problems);
    }

    /** Makes all reports of the result. */
    private static void keep(Result result, Reports reports) {
        try {
            reports.write(result);
        } catch (IOException e) {
            throw cannotWrite(reports.file(), e);
        }
    }

    static EnvironmentException cannotWrite(Path file, IOException cause) {
        return new EnvironmentException(
                Diagnostic.of(
                        "The result can't be written to " + file + ": " + cause,
                        "Make room there and let this user write it, and run the build again"),
                cause);
    }

    /**
     * Ends the goal with all that failed, if anything did; clusters that may fail are only warned of.
     *
     * @throws UserException if the user can mend some of it
     * @throws EnvironmentException if clusters did not answer, and that is all
     */
    static void failWhereNeeded(Result result, Optional<Path> kept, Part part, EventSink events) {
        result.clusters().stream()
                .filter(cluster -> cluster.cluster().allowFailure())
                .flatMap(cluster -> cluster.problems().stream())
                .forEach(problem -> events.on(new Warned(problem)));
        List<ClusterResult> failed =
                result.clusters().stream().filter(ClusterResult::failsBuild).toList();
        if (failed.isEmpty() && result.problems().isEmpty()) {
            return;
        }
        List<Diagnostic> problems = new ArrayList<>();
        if (!failed.isEmpty()) {
            problems.add(headline(result, failed, kept, part));
        }
        problems.addAll(FailureText.of(failed));
        problems.addAll(result.problems());
        if (result.problems().isEmpty()
                && failed.stream().allMatch(cluster -> cluster.status() == Status.UNREACHABLE)) {
            throw new EnvironmentException(problems);
        }
        throw new UserException(problems);
    }

    private static Diagnostic headline(Result result, List<ClusterResult> failed, Optional<Path> kept, Part part) {
        String names = Console.listed(failed.stream().map(ClusterResult::name).toList());
        boolean refused = failed.stream().anyMatch(cluster -> cluster.status() == Status.REFUSED);
        boolean writes = result.goal().equals("deploy") || result.goal().equals(Rollback.GOAL);
        String consequence = refused && writes ? "; nothing was written to any cluster" + part.words() : "";
        return new Diagnostic(
                failed.size() + " of " + Console.count(result.clusters().size(), "cluster") + " failed (" + names + ")"
                        + consequence,
                Optional.empty(),
                kept.map(file -> "All of it is in " + file + "; mend what it tells, "
                        + NextCommand.afterFailure(result, failed, part.shard())));
    }
}
