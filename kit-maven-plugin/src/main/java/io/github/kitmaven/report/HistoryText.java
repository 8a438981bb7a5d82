package io.github.kitmaven.report;

import io.github.kitmaven.report.FleetHistory.Row;
import io.github.kitmaven.report.Period.End;
import io.github.kitmaven.report.Period.Outcome;
import io.github.kitmaven.report.Period.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A history as a table, newest first: a line for each time in which a resource had the same images, in one cluster or several. */
public final class HistoryText {
    private static final List<String> HEAD =
            List.of("CLUSTER", "RESOURCE", "IMAGE", "FROM (UTC)", "TO (UTC)", "RESULT", "COMMIT", "BY", "NOTE");

    private final ImageWords images;
    private final ClusterWords clusters;

    private HistoryText(FleetHistory history) {
        this.images = new ImageWords(history.rows().stream()
                .flatMap(row -> row.first().images().stream())
                .toList());
        this.clusters = new ClusterWords(history.clusters());
    }

    /**
     * Makes the table.
     *
     * @param history the history
     * @return its lines
     */
    public static List<String> of(FleetHistory history) {
        return new HistoryText(history).lines(history);
    }

    private List<String> lines(FleetHistory history) {
        List<String> lines = new ArrayList<>();
        if (history.rows().isEmpty()) {
            lines.add("Nothing is known to have run"
                    + history.since()
                            .map(time -> " since " + Times.utc(time) + " UTC")
                            .orElse("")
                    + history.until()
                            .map(time -> " until " + Times.utc(time) + " UTC")
                            .orElse("")
                    + " in " + Console.count(history.clusters().size(), "cluster")
                    + ": neither the inventories nor git tell of it.");
            return lines;
        }
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        history.rows().forEach(row -> rows.add(cells(row)));
        lines.addAll(TextTable.of(rows));
        lines.addAll(clusters.legend());
        lines.addAll(earlier(history.rows()));
        lines.addAll(gitAlone(history.gitAlone(), history.clusters()));
        if (history.more()) {
            lines.add(
                    "Older lines are not shown; -Dkit.limit=0 shows all, -Dkit.resources, -Dkit.clusters and -Dkit.since"
                            + " choose.");
        }
        return lines;
    }

    /** Why some may have been there earlier, once. */
    private static List<String> earlier(List<Row> rows) {
        List<Period> unsure =
                rows.stream().map(Row::first).filter(Period::orEarlier).toList();
        List<String> lines = new ArrayList<>();
        if (unsure.stream().anyMatch(period -> !period.fromGit())) {
            lines.add("\"or earlier\": an inventory keeps the last ten releases only.");
        }
        if (unsure.stream().anyMatch(Period::fromGit)) {
            lines.add("\"or earlier\": this clone is shallow; git fetch --unshallow brings what came before.");
        }
        return lines;
    }

    static List<String> gitAlone(List<String> some, List<String> all) {
        if (some.isEmpty()) {
            return List.of();
        }
        String which = some.size() == all.size() ? "any cluster" : Console.listed(some);
        return List.of(
                "Of " + which + " no release is known: what stands here is from git, which tells when an image was"
                        + " committed, not when it was deployed.");
    }

    private List<String> cells(Row row) {
        Period period = row.first();
        return List.of(
                clusters.of(row.clusters()),
                period.resource(),
                images.of(period.images()),
                Times.utc(period.from()) + (period.orEarlier() ? " or earlier" : ""),
                row.to().map(Times::utc).orElse(period.fromGit() ? "HEAD" : "now"),
                result(period),
                Times.commit(period.deploy().commit()),
                period.deploy().who().isEmpty() ? "-" : period.deploy().who(),
                String.join("; ", notes(row)));
    }

    private static String result(Period period) {
        boolean back = period.end().filter(End.ROLLED_BACK::equals).isPresent();
        if (!back) {
            return period.outcome().label();
        }
        return period.outcome() == Outcome.SUCCEEDED
                ? "rolled back"
                : period.outcome().label() + ", rolled back";
    }

    private List<String> notes(Row row) {
        Period period = row.first();
        Period.Deploy deploy = period.deploy();
        Stream.Builder<String> notes = Stream.builder();
        switch (period.outcome()) {
            case FAILED -> notes.add("may have run, or what was there before ran on");
            case IN_PROGRESS -> notes.add("has not told its end");
            case COMMITTED -> notes.add("from git: not known when it was deployed");
            case SUCCEEDED -> {}
        }
        if (!deploy.rollback().isEmpty()) {
            notes.add("rollback to " + deploy.rollback());
        }
        if (deploy.dirty()) {
            notes.add("files differed from the commit");
        }
        int failed = deploy.failed() - (period.outcome() == Outcome.FAILED ? 1 : 0);
        if (failed > 0) {
            notes.add(Console.count(failed, "later deploy") + " with it failed");
        }
        period.set().map(set -> set(period, set)).ifPresent(notes::add);
        period.end().filter(End.TAKEN_OUT::equals).ifPresent(end -> notes.add("taken out of the repo"));
        Duration spread = Duration.between(period.from(), row.lastFrom());
        if (spread.toSeconds() >= 60) {
            notes.add("in the last cluster " + spread.toMinutes() + " min later");
        }
        return notes.build().filter(note -> !note.isEmpty()).toList();
    }

    /** Who made the image, where the deploy does not say it already. */
    private static String set(Period period, Setting set) {
        boolean other = !set.commit().equals(period.deploy().commit())
                || !set.author().equals(period.deploy().who());
        String where = set.commit().equals(period.deploy().commit()) ? "" : " in " + Times.commit(set.commit());
        String who = other ? "image set by " + set.author() + where : "";
        String service = set.service()
                .map(Times::commit)
                .filter(commit -> period.images().stream()
                        .noneMatch(image -> image.contains(commit.substring(0, Math.min(7, commit.length())))))
                .map(commit -> "built from " + commit)
                .orElse("");
        return Stream.of(who, service)
                .filter(word -> !word.isEmpty())
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }
}
