package io.github.kitmaven.goal;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.Problems;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.Console;
import io.github.kitmaven.report.MergedRun;
import io.github.kitmaven.report.MergedText;
import io.github.kitmaven.report.Reports;
import io.github.kitmaven.report.ShardResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes one result, and its reports, of those of shards. It needs nothing but their files. */
public final class MergeResults {
    private final Path basedir;
    private final Console console;

    /**
     * Makes the goal.
     *
     * @param basedir what relative names of files start from
     * @param console shows how it ended
     */
    public MergeResults(Path basedir, Console console) {
        this.basedir = basedir;
        this.console = console;
    }

    /**
     * Merges. What is missing or broken is a failure, and the reports are made of the rest, and say so.
     *
     * @param from names of the results: files, folders, globs, separated by commas
     * @param reports what to make
     * @throws UserException if a shard failed or is missing, or the results are not of one run
     * @throws EnvironmentException if clusters did not answer, and that is all
     */
    public void run(String from, Reports reports) {
        ResultFiles named = ResultFiles.of(basedir, from);
        if (named.files().contains(reports.file())) {
            throw new UserException(Diagnostic.of(
                    name(reports.file()) + " is where the merged result goes",
                    "Leave the results of shards in target/kit/shards, or copy them elsewhere, and name that with"
                            + " -Dkit.report.from"));
        }
        Ending.begin(reports.file());
        Problems broken = new Problems();
        named.problems().forEach(broken::add);
        List<ShardResult> results = new ArrayList<>();
        for (Path file : named.files()) {
            broken.attempt(() -> ShardResult.read(file, name(file))).ifPresent(results::add);
        }
        if (results.isEmpty()) {
            broken.throwIfAny();
            throw new UserException(Diagnostic.of(
                    "kit.report.from names no results", "Name files, folders or globs, separated by commas"));
        }
        List<Diagnostic> missing = new ArrayList<>(broken.all());
        missing.addAll(ShardCheck.missing(results));
        merge(new MergedRun(results, missing), results.size(), reports);
    }

    private void merge(MergedRun run, int results, Reports reports) {
        console.say("Merging " + Console.count(results, "result") + " of kit:"
                + run.result().goal() + ".");
        try {
            reports.write(run.report());
        } catch (IOException e) {
            throw Ending.cannotWrite(reports.file(), e);
        } catch (UncheckedIOException e) {
            throw new EnvironmentException(
                    Diagnostic.of(
                            "A result changed or went while it was read: " + e.getCause(),
                            "Merge once all jobs are done"),
                    e);
        }
        MergedText.of(run).forEach(console::say);
        Ending.failWhereNeeded(run.result(), Optional.of(reports.shown()), Part.SHARDS, console);
        console.say("All of it is in " + reports.shown() + ".");
    }

    private String name(Path file) {
        return (file.startsWith(basedir) ? basedir.relativize(file) : file)
                .toString()
                .replace('\\', '/');
    }
}
