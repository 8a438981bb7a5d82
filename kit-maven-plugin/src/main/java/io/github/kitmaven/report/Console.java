package io.github.kitmaven.report;

import io.github.kitmaven.event.Event;
import io.github.kitmaven.event.Event.ClusterFinished;
import io.github.kitmaven.event.Event.ClusterUnreachable;
import io.github.kitmaven.event.Event.LeaseAwaited;
import io.github.kitmaven.event.Event.ObjectRefused;
import io.github.kitmaven.event.Event.RolloutChanged;
import io.github.kitmaven.event.Event.StillApplying;
import io.github.kitmaven.event.Event.StillWaiting;
import io.github.kitmaven.event.Event.Warned;
import io.github.kitmaven.plan.Action;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Tells a person at a terminal, or in front of a CI's log, what happens: plan, progress, result. */
public final class Console implements RunListener {
    private static final int MOST_NAMED = 20;

    private final Consumer<String> out;
    private final Consumer<String> warnings;
    private final Paint paint;
    private final FleetProgress progress;
    private final boolean live;
    private final Consumer<List<String>> answers;
    /** Objects whose rollout took long enough to be told of; that of all others is told by the end alone. */
    private final Set<String> waitedFor = ConcurrentHashMap.newKeySet();

    /**
     * Makes a console that tells everything in lines.
     *
     * @param out takes a line
     * @param warnings takes a line that should stand out
     */
    public Console(Consumer<String> out, Consumer<String> warnings) {
        this(out, warnings, Paint.NONE, new FleetProgress(Clock.systemUTC()), false, answer -> {});
    }

    /**
     * Makes a console.
     *
     * @param out takes a line
     * @param warnings takes a line that should stand out
     * @param paint the colours
     * @param progress is kept up to date
     * @param live whether somebody shows the progress already, so that it needs no lines
     * @param answers takes what {@link AnswerText} makes of the answer to a question
     */
    public Console(
            Consumer<String> out,
            Consumer<String> warnings,
            Paint paint,
            FleetProgress progress,
            boolean live,
            Consumer<List<String>> answers) {
        this.out = out;
        this.warnings = warnings;
        this.paint = paint;
        this.progress = progress;
        this.live = live;
        this.answers = answers;
    }

    @Override
    public void planned(List<ClusterResult> clusters) {
        plan("Plan for ", clusters);
    }

    /**
     * Shows the plans of clusters that another run has written to while this one waited.
     *
     * @param clusters a result for each of them
     */
    public void planAgain(List<ClusterResult> clusters) {
        plan("Planned again, since another run was there: ", clusters);
    }

    private void plan(String title, List<ClusterResult> clusters) {
        PlanGroups grouping = new PlanGroups();
        clusters.forEach(cluster -> grouping.add(Reporting.plan(cluster)));
        List<PlanGroup> groups = grouping.groups();
        out.accept(paint.strong(title + PlanText.clusters(groups) + ":"));
        PlanText.of(groups).forEach(line -> out.accept(paint.plan(line)));
        clusters.stream()
                .filter(cluster -> cluster.status() == ClusterResult.Status.SUPERSEDED)
                .flatMap(cluster -> cluster.problems().stream())
                .forEach(problem -> warnings.accept(problem.text()));
    }

    /**
     * Shows how each cluster ended, where there are several.
     *
     * @param clusters the results of all clusters
     */
    public void ended(List<ClusterResult> clusters) {
        if (clusters.size() > 1) {
            List<String> table = ClosingTable.of(
                    clusters.stream().map(ClosingTable.Ended::of).toList(), progress::took);
            out.accept(paint.strong(table.get(0)));
            table.stream().skip(1).forEach(out);
        }
    }

    /**
     * Shows how a deploy ended, if it ended well; otherwise the exception tells.
     *
     * @param result the result
     */
    public void deployed(Result result) {
        long done = result.clusters().stream()
                .filter(cluster -> cluster.status() == ClusterResult.Status.SUCCEEDED)
                .count();
        Map<Action, Integer> counts = new EnumMap<>(Action.class);
        result.clusters().stream()
                .filter(cluster -> cluster.status() != ClusterResult.Status.PLANNED)
                .forEach(cluster -> cluster.counts().forEach((a, n) -> counts.merge(a, n, Integer::sum)));
        StringJoiner words = new StringJoiner(", ");
        counts.forEach((action, number) -> words.add(number + PlanGroup.past(action)));
        out.accept("Deployed " + done + " of " + count(result.clusters().size(), "cluster") + " in "
                + FleetProgress.seconds(result.took()) + (words.length() == 0 ? "." : ": " + words + "."));
    }

    /**
     * Says which troubles did not count, as asked, if there were any.
     *
     * @param clusters the results of all clusters
     */
    public void ignored(List<ClusterResult> clusters) {
        Map<String, Integer> times = new TreeMap<>();
        clusters.stream()
                .flatMap(cluster -> cluster.objects().stream())
                .flatMap(object -> object.health().stream())
                .forEach(health -> health.ignored().forEach((reason, n) -> times.merge(reason, n, Integer::sum)));
        if (!times.isEmpty()) {
            StringJoiner words = new StringJoiner(", ");
            times.forEach((reason, n) -> words.add(reason + " x" + n));
            out.accept("Ignored as asked: " + words + ".");
        }
    }

    /**
     * Says one sentence.
     *
     * @param line the sentence
     */
    public void say(String line) {
        out.accept(line);
    }

    /**
     * Answers a program of a shell, which gets nothing else.
     *
     * @param lines the answer
     */
    public void answer(List<String> lines) {
        answers.accept(lines);
    }

    @Override
    public void on(Event event) {
        progress.on(event);
        if (event instanceof Warned warned) {
            warnings.accept(warned.diagnostic().text());
        } else if (event instanceof ClusterUnreachable unreachable) {
            warnings.accept(unreachable.diagnostic().text());
        } else if (event instanceof ObjectRefused refused) {
            warnings.accept("  " + refused.cluster() + ": " + refused.key() + ": refused");
        } else if (event instanceof RolloutChanged changed) {
            rollout(changed);
        } else if (event instanceof ClusterFinished finished) {
            finished(finished);
        } else if (!live) {
            keepAlive(event);
        }
    }

    private void finished(ClusterFinished finished) {
        if (!live || !finished.successful()) {
            String how = finished.successful() ? paint.good("done") : paint.bad("failed");
            out.accept("  " + finished.cluster() + ": " + how + " " + progress.done(finished.cluster()) + " ("
                    + finished.finished() + " of " + count(finished.of(), "cluster") + ")");
        }
    }

    /** What is only told so that nobody takes the build for dead. */
    private void keepAlive(Event event) {
        if (event instanceof StillWaiting waiting) {
            out.accept("  " + waiting.cluster() + ": still waiting for " + count(waiting.waitingFor(), "object")
                    + " after " + waiting.seconds() + " s" + worst(waiting));
        } else if (event instanceof LeaseAwaited lease) {
            out.accept("  " + lease.cluster() + ": waiting for the deploy of " + lease.holder()
                    + ", which goes on since " + lease.since() + " (" + lease.seconds() + " s)");
        } else if (event instanceof StillApplying applying) {
            out.accept("  " + applying.cluster() + ": still applying after " + applying.seconds() + " s: "
                    + applying.applied() + " of " + count(applying.of(), "object") + " written");
        }
    }

    private static String worst(StillWaiting waiting) {
        return waiting.worst().stream()
                .map(object -> object.key() + ": " + object.reason())
                .collect(Collectors.joining("; ", waiting.worst().isEmpty() ? "" : ": ", ""));
    }

    private void rollout(RolloutChanged changed) {
        String line = "  " + changed.cluster() + ": " + changed.key() + ": ";
        switch (changed.state()) {
            case FAILED -> warnings.accept(line + paint.bad("failed") + ": " + changed.reason());
            case PROGRESSING -> {
                if (!live) {
                    waitedFor.add(line);
                    out.accept(line + changed.reason());
                }
            }
            case HEALTHY -> {
                if (waitedFor.remove(line)) {
                    out.accept(line + "healthy");
                }
            }
        }
    }

    /**
     * Counts things.
     *
     * @param number how many there are
     * @param noun what one is called
     * @return such as {@code 1 cluster} or {@code 2 clusters}
     */
    public static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /**
     * Names some, and counts the rest.
     *
     * @param names all names
     * @return such as {@code a, b, c and 17 more}
     */
    public static String listed(List<String> names) {
        int more = names.size() - MOST_NAMED;
        String first = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
        return more > 0 ? first + " and " + more + " more" : first;
    }
}
