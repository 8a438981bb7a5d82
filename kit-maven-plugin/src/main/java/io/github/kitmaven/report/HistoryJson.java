package io.github.kitmaven.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.report.FleetChanges.By;
import io.github.kitmaven.report.FleetChanges.Change;
import io.github.kitmaven.report.FleetChanges.Moment;
import io.github.kitmaven.report.FleetChanges.RepoCommit;
import io.github.kitmaven.report.FleetChanges.Side;
import io.github.kitmaven.report.FleetHistory.Row;
import io.github.kitmaven.report.Period.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * A history for machines, {@code target/kit/history.json}. A key once in it keeps its meaning; new ones may join. Times are
 * ISO 8601, in UTC.
 *
 * <p>{@code version}, {@code goal} ({@code history}), {@code successful} (whether anything could be known),
 * {@code startedAt}, {@code problems} (what ended it before it was known), and {@code gitAlone} (the names of clusters of
 * which no release is known). Then, of a history:
 *
 * <ul>
 *   <li>{@code commit} (of the deployments repo), {@code since} and {@code until} (where asked for), {@code more} (whether
 *       older periods were left out)
 *   <li>{@code periods}: each with {@code resource}, {@code images}, {@code result} ({@code succeeded}, {@code failed},
 *       {@code in progress}, {@code committed} where only git tells), {@code end} ({@code replaced}, {@code rolled back},
 *       {@code taken out}; none where it goes on), {@code commit}, {@code dirty}, {@code by}, {@code rollback} (what was
 *       rolled back to), {@code set} ({@code commit}, {@code author}, {@code time}, {@code serviceCommit}: what named the
 *       image in the repo), and {@code clusters}: each with {@code name}, {@code from}, {@code orEarlier}, {@code to},
 *       {@code deploys} and {@code failedDeploys} (how many)
 * </ul>
 *
 * <p>Of what changed between two moments, instead:
 *
 * <ul>
 *   <li>{@code between}: {@code from} and {@code to}, each with {@code asked}, {@code time} and {@code commit}
 *   <li>{@code changes}: each with {@code kind} ({@code added}, {@code removed}, {@code changed}), {@code resource},
 *       {@code clusters}, {@code before} and {@code after} (each with {@code images} and {@code result}), and {@code by}:
 *       each with {@code commit}, {@code who}, {@code time}, {@code result}, {@code rollback}
 *   <li>{@code unchanged}, and {@code commits} that changed more than images: each with {@code commit}, {@code author},
 *       {@code time}, {@code subject}, {@code files}
 * </ul>
 */
public final class HistoryJson {
    /** The format's version; raised when a key changes its meaning or goes. */
    static final int VERSION = 1;

    private HistoryJson() {}

    /**
     * Writes the file, whole or not at all.
     *
     * @param history the history
     * @param secrets values that are masked wherever they stand in it
     * @param file where to; its folder is made
     * @throws IOException if the disk is full or the folder can't be written
     */
    public static void write(FleetHistory history, Secrets secrets, Path file) throws IOException {
        ObjectNode tree = head(history.startedAt());
        history.commit().ifPresent(commit -> tree.put("commit", commit));
        put(tree, "since", history.since());
        put(tree, "until", history.until());
        texts(tree, "gitAlone", history.gitAlone());
        tree.put("more", history.more());
        ArrayNode periods = tree.putArray("periods");
        history.rows().forEach(row -> periods.add(row(row)));
        JsonFile.write(JsonFile.text(tree, secrets), file);
    }

    /**
     * Writes the file, whole or not at all.
     *
     * @param changes what changed
     * @param secrets values that are masked wherever they stand in it
     * @param file where to; its folder is made
     * @throws IOException if the disk is full or the folder can't be written
     */
    public static void write(FleetChanges changes, Secrets secrets, Path file) throws IOException {
        ObjectNode tree = head(changes.startedAt());
        texts(tree, "gitAlone", changes.gitAlone());
        ObjectNode between = tree.putObject("between");
        between.set("from", moment(changes.from()));
        between.set("to", moment(changes.to()));
        ArrayNode all = tree.putArray("changes");
        changes.changes().forEach(change -> all.add(change(change)));
        tree.put("unchanged", changes.unchanged());
        ArrayNode commits = tree.putArray("commits");
        changes.commits().forEach(commit -> commits.add(commit(commit)));
        JsonFile.write(JsonFile.text(tree, secrets), file);
    }

    private static ObjectNode head(Instant startedAt) {
        ObjectNode tree = JsonFile.object();
        tree.put("version", VERSION);
        tree.put("goal", "history");
        tree.put("successful", true);
        tree.put("startedAt", startedAt.toString());
        tree.putArray("problems");
        return tree;
    }

    private static ObjectNode row(Row row) {
        Period period = row.first();
        Period.Deploy deploy = period.deploy();
        ObjectNode tree = JsonFile.object();
        tree.put("resource", period.resource());
        texts(tree, "images", period.images());
        tree.put("result", period.outcome().label());
        period.end().ifPresent(end -> tree.put("end", end.label()));
        put(tree, "commit", deploy.commit());
        tree.put("dirty", deploy.dirty());
        put(tree, "by", deploy.who());
        put(tree, "rollback", deploy.rollback());
        period.set().ifPresent(set -> tree.set("set", set(set)));
        ArrayNode clusters = tree.putArray("clusters");
        for (Period each : row.periods()) {
            ObjectNode cluster = clusters.addObject();
            cluster.put("name", each.cluster());
            cluster.put("from", each.from().toString());
            cluster.put("orEarlier", each.orEarlier());
            put(cluster, "to", each.to());
            cluster.put("deploys", each.deploy().times());
            cluster.put("failedDeploys", each.deploy().failed());
        }
        return tree;
    }

    private static ObjectNode set(Setting set) {
        ObjectNode tree = JsonFile.object();
        tree.put("commit", set.commit());
        tree.put("author", set.author());
        tree.put("time", set.time().toString());
        set.service().ifPresent(commit -> tree.put("serviceCommit", commit));
        return tree;
    }

    private static ObjectNode moment(Moment moment) {
        ObjectNode tree = JsonFile.object();
        tree.put("asked", moment.asked());
        tree.put("time", moment.time().toString());
        moment.commit().ifPresent(commit -> tree.put("commit", commit));
        return tree;
    }

    private static ObjectNode change(Change change) {
        ObjectNode tree = JsonFile.object();
        tree.put("kind", change.kind());
        tree.put("resource", change.resource());
        texts(tree, "clusters", change.clusters());
        change.before().ifPresent(side -> tree.set("before", side(side)));
        change.after().ifPresent(side -> tree.set("after", side(side)));
        ArrayNode by = tree.putArray("by");
        change.by().forEach(each -> by.add(by(each)));
        return tree;
    }

    private static ObjectNode side(Side side) {
        ObjectNode tree = JsonFile.object();
        texts(tree, "images", side.images());
        tree.put("result", side.outcome().label());
        return tree;
    }

    private static ObjectNode by(By by) {
        ObjectNode tree = JsonFile.object();
        put(tree, "commit", by.commit());
        put(tree, "who", by.who());
        tree.put("time", by.time().toString());
        tree.put("result", by.outcome().label());
        put(tree, "rollback", by.rollback());
        return tree;
    }

    private static ObjectNode commit(RepoCommit commit) {
        ObjectNode tree = JsonFile.object();
        tree.put("commit", commit.commit());
        tree.put("author", commit.author());
        tree.put("time", commit.time().toString());
        tree.put("subject", commit.subject());
        texts(tree, "files", commit.files());
        return tree;
    }

    private static void put(ObjectNode tree, String key, Optional<Instant> time) {
        time.ifPresent(it -> tree.put(key, it.toString()));
    }

    private static void put(ObjectNode tree, String key, String text) {
        if (!text.isEmpty()) {
            tree.put(key, text);
        }
    }

    private static void texts(ObjectNode tree, String key, Collection<String> texts) {
        ArrayNode list = tree.putArray(key);
        texts.forEach(list::add);
    }
}
