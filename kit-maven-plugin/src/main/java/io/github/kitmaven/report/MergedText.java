package io.github.kitmaven.report;

import io.github.kitmaven.plan.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** What people read of a merged run, before it is said what failed. */
public final class MergedText {
    private MergedText() {}

    /**
     * Words a run.
     *
     * @param run the run
     * @return of a diff the plan, of all else how each cluster ended, a line each
     */
    public static List<String> of(MergedRun run) {
        List<String> lines = new ArrayList<>();
        RunReport report = run.report();
        if (!report.writes()) {
            PlanGroups plans = new PlanGroups();
            report.clusters().forEach(plans::add);
            lines.add("Plan for " + PlanText.clusters(plans.groups()) + ":");
            lines.addAll(PlanText.of(plans.groups()));
        } else if (report.progress().found() > 0) {
            Map<String, Duration> took = took(report.events());
            lines.addAll(ClosingTable.of(run.ended(), name -> took.getOrDefault(name, Duration.ZERO)));
            lines.add(sum(run, report.progress()));
        }
        return lines;
    }

    private static String sum(MergedRun run, RunReport.Progress progress) {
        StringJoiner words = new StringJoiner(", ", ": ", ".");
        words.setEmptyValue(".");
        run.counts()
                .forEach((action, n) -> words.add(n + PlanGroup.past(Action.valueOf(action.toUpperCase(Locale.ROOT)))));
        return "Done with " + progress.successful() + " of " + Console.count(progress.found(), "cluster") + " in "
                + FleetProgress.seconds(run.result().took()) + words;
    }

    /** From the first write, or the wait before it, to the end, as the console of a run counts it. */
    private static Map<String, Duration> took(List<EventReport> events) {
        Map<String, Double> begun = new HashMap<>();
        Map<String, Duration> took = new HashMap<>();
        for (EventReport event : events) {
            switch (event.type()) {
                case "waiting", "applying" -> begun.putIfAbsent(event.cluster(), event.after());
                case "finished", "failed" -> {
                    double seconds = event.after() - begun.getOrDefault(event.cluster(), event.after());
                    took.put(event.cluster(), Duration.ofMillis(Math.round(seconds * 1000)));
                }
                default -> {}
            }
        }
        return took;
    }
}
