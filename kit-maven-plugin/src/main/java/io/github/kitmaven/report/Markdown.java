package io.github.kitmaven.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The result as a pull request or a job's summary shows it: what came of it, what failed and why, what changes. It goes to a
 * file, for a bot to comment with, and to the summary of a GitHub Actions job, where that names a file for it.
 */
public final class Markdown implements RunListener {
    /** GitHub takes 65,536 characters in a comment; other platforms take more. */
    private static final int MOST = 60_000;

    private final Path file;
    private final Optional<Path> summary;

    /**
     * Makes the report.
     *
     * @param file where it goes
     * @param summary the file that it is added to, such as the one that {@code GITHUB_STEP_SUMMARY} names
     */
    public Markdown(Path file, Optional<Path> summary) {
        this.file = file;
        this.summary = summary;
    }

    @Override
    public void ended(RunReport report) throws IOException {
        String text = text(report);
        WholeFile.write(file, out -> out.write(text));
        if (summary.isPresent()) {
            Files.writeString(
                    summary.get(),
                    text + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    /** The whole text; where it would be too long for a comment, plans are left out, and that is said. */
    static String text(RunReport report) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        PlanGroups plans = new PlanGroups();
        for (ClusterReport cluster : report.clusters()) {
            rows.computeIfAbsent(row(cluster), key -> new ArrayList<>()).add(escaped(cluster.name()));
            plans.add(cluster);
        }
        StringBuilder text = new StringBuilder(headline(report))
                .append(facts(report))
                .append(failures(report.failures()))
                .append(table(rows));
        for (PlanGroup group : plans.groups()) {
            String plan = plan(group, report.writes());
            if (text.length() + plan.length() > MOST) {
                text.append("\nThe rest is too long for a comment; the report of the build has it.\n");
                break;
            }
            text.append(plan);
        }
        return text.length() > MOST ? text.substring(0, MOST) + "\n...\n" : text.toString();
    }

    private static String headline(RunReport report) {
        RunReport.Progress progress = report.progress();
        String how = report.successful() ? ":white_check_mark: " : ":x: ";
        String what = progress.found() == 0
                ? (report.successful() ? "no cluster to work on" : "failed before it came to clusters")
                : report.writes() && progress.remaining() < progress.found()
                        ? progress.successful() + " of " + Console.count(progress.found(), "cluster") + " done"
                        : "plan for " + Console.count(progress.found(), "cluster");
        return "### " + how + "kit:" + report.goal() + ": " + what + "\n\n";
    }

    private static String facts(RunReport report) {
        StringJoiner facts = new StringJoiner(" · ", "", "\n");
        report.commit()
                .ifPresent(commit -> facts.add("commit `" + commit.substring(0, Math.min(10, commit.length())) + "`"));
        if (!report.by().isEmpty()) {
            facts.add("by " + escaped(report.by()));
        }
        report.shard().ifPresent(shard -> facts.add(shard.toString()));
        report.deployId().ifPresent(id -> facts.add("deploy " + escaped(id)));
        facts.add(String.format(Locale.ROOT, "%.1f s", report.seconds()));
        report.build()
                .filter(build -> build.startsWith("http"))
                .ifPresent(build -> facts.add("[build](" + build + ")"));
        return facts.toString();
    }

    private static String failures(List<ProblemReport> failures) {
        if (failures.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("\n#### What failed\n\n");
        for (ProblemReport failure : failures) {
            String place =
                    failure.origin().map(origin -> " (`" + origin.text() + "`)").orElse("");
            text.append("- ").append(escaped(failure.message())).append(place);
            failure.advice().ifPresent(advice -> text.append(". ").append(escaped(advice)));
            text.append('\n');
            if (!failure.details().isEmpty()) {
                text.append('\n').append(fenced(failure.details(), "", "  ")).append('\n');
            }
        }
        return text.toString();
    }

    /** How a cluster ended, as a row for all that ended the same way tells it. */
    private static String row(ClusterReport cluster) {
        StringJoiner counts = new StringJoiner(", ");
        cluster.counts().forEach((action, count) -> counts.add(count + " " + action));
        return cluster.status() + " | " + counts;
    }

    private static String table(Map<String, List<String>> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("\n| clusters | result | objects |\n|---|---|---|\n");
        rows.forEach((row, names) -> text.append("| ")
                .append(Console.listed(names))
                .append(" | ")
                .append(row)
                .append(" |\n"));
        return text.toString();
    }

    private static String plan(PlanGroup group, boolean done) {
        if (group.lines().isEmpty()) {
            return "";
        }
        String what = done && !group.status().equals("planned") ? "What changed" : "What changes";
        return "\n<details><summary>" + what + " in " + escaped(group.title()) + ": "
                + escaped(done && !group.status().equals("planned") ? group.done() : group.words())
                + "</summary>\n\n"
                + (group.names().size() > 1 ? escaped(Console.listed(group.names())) + "\n\n" : "")
                + fenced(group.lines(), "diff", "") + "\n</details>\n";
    }

    /** Lines as they are, fenced by more backticks than stand in any of them. */
    private static String fenced(List<String> lines, String language, String indent) {
        String fence = "```";
        while (String.join("\n", lines).contains(fence)) {
            fence += "`";
        }
        StringBuilder text = new StringBuilder(indent + fence + language + "\n");
        lines.forEach(line -> text.append(indent).append(line).append('\n'));
        return text.append(indent).append(fence).append("\n").toString();
    }

    /** Words of others are no markup, and call nobody. */
    private static String escaped(String words) {
        return words.replace("\\", "\\\\")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replaceAll("([`*_\\[\\]|#~])", "\\\\$1")
                .replace("@", "&#64;")
                .replaceAll("\\R", " ");
    }
}
