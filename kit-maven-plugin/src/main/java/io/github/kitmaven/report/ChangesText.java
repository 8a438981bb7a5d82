package io.github.kitmaven.report;

import io.github.kitmaven.report.FleetChanges.By;
import io.github.kitmaven.report.FleetChanges.Change;
import io.github.kitmaven.report.FleetChanges.Moment;
import io.github.kitmaven.report.FleetChanges.RepoCommit;
import io.github.kitmaven.report.FleetChanges.Side;
import io.github.kitmaven.report.Period.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What changed between two moments, as two tables: images, and the other commits of the repo. */
public final class ChangesText {
    private static final List<String> HEAD = List.of("CLUSTER", "RESOURCE", "WAS", "IS", "BY");
    private static final List<String> COMMITS = List.of("COMMIT", "COMMITTED (UTC)", "AUTHOR", "FILES", "SUBJECT");
    private static final int MOST_FILES = 3;
    private static final int MOST_COMMITS = 50;
    private static final int MOST_BY = 3;

    private ChangesText() {}

    /**
     * Makes the tables.
     *
     * @param changes what changed
     * @return their lines
     */
    public static List<String> of(FleetChanges changes) {
        List<String> lines = new ArrayList<>();
        lines.add("From " + words(changes.from()) + " to " + words(changes.to()) + ":");
        if (changes.changes().isEmpty()) {
            lines.add("No image changed in " + Console.count(changes.clusters().size(), "cluster") + ".");
        } else {
            ClusterWords clusters = new ClusterWords(changes.clusters());
            ImageWords images = new ImageWords(changes.changes().stream()
                    .flatMap(change -> Stream.of(change.before(), change.after()))
                    .flatMap(Optional::stream)
                    .flatMap(side -> side.images().stream())
                    .toList());
            List<List<String>> rows = new ArrayList<>(List.of(HEAD));
            changes.changes().forEach(change -> rows.add(cells(change, clusters, images)));
            lines.addAll(TextTable.of(rows));
            lines.addAll(clusters.legend());
            lines.add(
                    changes.unchanged() == 0
                            ? "No other resource was there."
                            : Console.count(changes.unchanged(), "resource") + " did not change.");
        }
        lines.addAll(HistoryText.gitAlone(changes.gitAlone(), changes.clusters()));
        lines.addAll(commits(changes.commits()));
        return lines;
    }

    private static String words(Moment moment) {
        String time = Times.utc(moment.time()) + " UTC";
        return moment.commit()
                .map(id -> "commit " + Times.commit(id)
                        + (id.startsWith(moment.asked()) ? "" : " (" + moment.asked() + ")") + " of " + time)
                .orElse(time);
    }

    private static List<String> cells(Change change, ClusterWords clusters, ImageWords images) {
        return List.of(
                clusters.of(change.clusters()),
                change.resource(),
                change.before().map(side -> words(side, images)).orElse("- (added)"),
                change.after().map(side -> words(side, images)).orElse("- (taken out of the repo)"),
                by(change.by()));
    }

    /** The last come first: they made it what it is. */
    private static String by(List<By> oldestFirst) {
        List<By> newestFirst = new ArrayList<>(oldestFirst);
        Collections.reverse(newestFirst);
        int more = newestFirst.size() - MOST_BY;
        return newestFirst.isEmpty()
                ? "-"
                : newestFirst.stream().limit(MOST_BY).map(ChangesText::words).collect(Collectors.joining("; "))
                        + (more > 0 ? "; and " + more + " before" : "");
    }

    private static String words(Side side, ImageWords images) {
        return images.of(side.images())
                + switch (side.outcome()) {
                    case SUCCEEDED -> "";
                    case FAILED -> " (failed)";
                    case IN_PROGRESS -> " (in progress)";
                    case COMMITTED -> " (in git)";
                };
    }

    private static String words(By by) {
        return (by.commit().isEmpty() ? "no commit" : Times.commit(by.commit()))
                + " by " + by.who() + " at " + Times.utc(by.time())
                + (by.outcome() == Outcome.COMMITTED ? ", committed" : "")
                + (by.outcome() == Outcome.FAILED ? ", failed" : "")
                + (by.rollback().isEmpty() ? "" : ", rollback to " + by.rollback());
    }

    private static List<String> commits(List<RepoCommit> commits) {
        if (commits.isEmpty()) {
            return List.of("No commit between them changed anything but images.");
        }
        List<String> lines = new ArrayList<>();
        lines.add(Console.count(commits.size(), "commit") + " between them changed more than images:");
        List<List<String>> rows = new ArrayList<>(List.of(COMMITS));
        commits.stream()
                .limit(MOST_COMMITS)
                .forEach(commit -> rows.add(List.of(
                        Times.commit(commit.commit()),
                        Times.utc(commit.time()),
                        commit.author(),
                        files(commit.files()),
                        commit.subject())));
        lines.addAll(TextTable.of(rows));
        if (commits.size() > MOST_COMMITS) {
            lines.add("and " + (commits.size() - MOST_COMMITS) + " more");
        }
        return lines;
    }

    private static String files(List<String> files) {
        int more = files.size() - MOST_FILES;
        return String.join(", ", files.subList(0, Math.min(MOST_FILES, files.size())))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
