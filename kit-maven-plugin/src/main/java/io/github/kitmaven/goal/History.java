package io.github.kitmaven.goal;

import io.github.kitmaven.cluster.ClusterClients;
import io.github.kitmaven.event.Event.Warned;
import io.github.kitmaven.git.CommitLog;
import io.github.kitmaven.git.CommitLog.Commit;
import io.github.kitmaven.history.Rows;
import io.github.kitmaven.history.Timeline;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.AnswerText;
import io.github.kitmaven.report.ChangesText;
import io.github.kitmaven.report.Console;
import io.github.kitmaven.report.FleetChanges;
import io.github.kitmaven.report.FleetHistory;
import io.github.kitmaven.report.FleetHistory.Row;
import io.github.kitmaven.report.HistoryJson;
import io.github.kitmaven.report.HistoryText;
import io.github.kitmaven.report.Period;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Tells which images ran where from when to when, from the clusters' inventories and from git; writes nothing to any. */
public final class History {
    private final ClusterClients clients;
    private final CommitLog log;
    private final Clock clock;
    private final Console console;

    /**
     * Makes the goal.
     *
     * @param clients opens clusters
     * @param log reads the commits of the repo
     * @param clock tells what is now
     * @param console shows the table
     */
    public History(ClusterClients clients, CommitLog log, Clock clock, Console console) {
        this.clients = clients;
        this.log = log;
        this.clock = clock;
        this.console = console;
    }

    /** The time that is asked about. */
    private record Span(Optional<Instant> since, Optional<Instant> until) {
        boolean touches(Period period) {
            return until.filter(end -> !period.from().isBefore(end)).isEmpty()
                    && since.filter(begin ->
                                    period.to().filter(to -> !to.isAfter(begin)).isPresent())
                            .isEmpty();
        }
    }

    /**
     * Tells the history. A cluster that can't be asked is told of from git, with a warning.
     *
     * @param request what is asked about
     * @return the history, which is also written to the request's file
     * @throws UserException if a moment or a resource that is asked about is none
     * @throws EnvironmentException if no cluster can be asked, and git tells nothing either
     */
    public FleetHistory run(HistoryRequest request) {
        Instant now = clock.instant();
        Moments moments = new Moments(log, request.kit().root(), now);
        Span span = new Span(
                request.since().map(text -> moments.of("kit.since", text).time()),
                request.until().map(text -> moments.of("kit.until", text).time()));
        HistorySources sources = HistorySources.read(request, clients, log, clock, List.of());
        List<Row> rows = Rows.of(periods(request, sources, span));
        checkKnown(sources, rows.isEmpty());
        int shown = request.limit() == 0 ? rows.size() : Math.min(request.limit(), rows.size());
        FleetHistory history = new FleetHistory(
                now,
                log.find(request.kit().root(), "HEAD").map(Commit::id),
                span.since(),
                span.until(),
                rows.subList(0, shown),
                rows.size() > shown,
                sources.gitAlone(),
                sources.names());
        keep(request, file -> HistoryJson.write(history, request.fleet().secrets(), file));
        sources.problems().forEach(problem -> console.on(new Warned(problem)));
        HistoryText.of(history).forEach(console::say);
        console.answer(AnswerText.of(history));
        console.say("All of it is in " + request.fleet().resultFile() + ".");
        return history;
    }

    private static List<Period> periods(HistoryRequest request, HistorySources sources, Span span) {
        TreeSet<String> names = new TreeSet<>();
        List<Period> periods = new ArrayList<>();
        for (String cluster : sources.names()) {
            Timeline timeline = sources.timeline(cluster);
            TreeSet<String> resources = new TreeSet<>(timeline.resources());
            resources.addAll(sources.images(cluster).keySet());
            names.addAll(resources);
            resources.removeIf(name -> !request.selection().resources().chooses(name));
            for (String resource : resources) {
                List<Period> all = timeline
                        .of(
                                resource,
                                sources.files(cluster, resource),
                                sources.images(cluster).containsKey(resource))
                        .stream()
                        .filter(span::touches)
                        .toList();
                periods.addAll(newest(all, request.limit()));
            }
        }
        request.selection().resources().check(names);
        return periods;
    }

    /** More of one resource and cluster than there are to be lines would not be shown, but for one that tells there are more. */
    private static List<Period> newest(List<Period> all, int limit) {
        return limit == 0 || all.size() <= limit ? all : all.subList(all.size() - limit - 1, all.size());
    }

    /**
     * Tells what changed between two moments.
     *
     * @param request what is asked about, with the two moments
     * @return what changed, which is also written to the request's file
     * @throws UserException if a moment or a resource that is asked about is none
     * @throws EnvironmentException if no cluster can be asked, and git tells nothing either
     */
    public FleetChanges compare(HistoryRequest request) {
        Instant now = clock.instant();
        Moments.Two moments = new Moments(log, request.kit().root(), now)
                .between(request.between().orElse(""));
        HistoryChanges comparing = new HistoryChanges(request, log, console);
        RepoThen from = comparing.at(moments.from());
        RepoThen to = comparing.at(moments.to());
        HistorySources sources = HistorySources.read(request, clients, log, clock, List.of(from, to));
        FleetChanges changes = comparing.between(from, to, sources, now);
        checkKnown(sources, changes.changes().isEmpty() && changes.unchanged() == 0);
        keep(request, file -> HistoryJson.write(changes, request.fleet().secrets(), file));
        sources.problems().forEach(problem -> console.on(new Warned(problem)));
        ChangesText.of(changes).forEach(console::say);
        console.answer(AnswerText.of(changes));
        console.say("All of it is in " + request.fleet().resultFile() + ".");
        return changes;
    }

    private static void checkKnown(HistorySources sources, boolean nothing) {
        boolean noneRead = sources.inventories().isEmpty() && !sources.names().isEmpty();
        if (nothing && noneRead && !sources.problems().isEmpty()) {
            List<Diagnostic> problems = new ArrayList<>(sources.problems());
            problems.add(
                    0,
                    Diagnostic.of(
                            "Nothing can be known: no cluster tells its releases, and git tells of no image",
                            "Mend what follows, or run it in a clone of the deployments repo that has its history"));
            throw new EnvironmentException(problems);
        }
    }

    private interface Writing {
        void to(Path file) throws IOException;
    }

    private static void keep(HistoryRequest request, Writing writing) {
        Path file = request.fleet().resultFile();
        try {
            writing.to(file);
        } catch (IOException e) {
            throw Ending.cannotWrite(file, e);
        }
    }
}
