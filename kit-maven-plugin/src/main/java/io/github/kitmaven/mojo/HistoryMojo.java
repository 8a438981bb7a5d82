package io.github.kitmaven.mojo;

import io.github.kitmaven.config.ClusterConfig;
import io.github.kitmaven.config.Fleet;
import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.config.Selection;
import io.github.kitmaven.git.jgit.JGitCommitLog;
import io.github.kitmaven.goal.Desired;
import io.github.kitmaven.goal.History;
import io.github.kitmaven.goal.HistoryRequest;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.Console;
import io.github.kitmaven.strategy.RollingUpdate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Tells which images ran where from when to when, by which commit and whom: from the clusters' inventories, which keep the
 * last ten releases, and before that, and where a cluster does not answer, from git. It writes nothing to any cluster.
 * {@code target/kit/history.json} has the same for machines.
 *
 * <p>A moment, in the parameters below, is a day ({@code 2026-12-31}), a time ({@code 2026-12-31T12:00}, in UTC unless it
 * has a zone), how long ago it was ({@code 90m}, {@code 24h}, {@code 7d}), or a commit or tag of the deployments repo.
 *
 * <p>With {@code mvn -q} it prints a line for each time of each cluster, newest first: cluster, resource, images, begin, end,
 * result, commit, who deployed; with {@code kit.between}: cluster, resource, images before, images after. There are tabs
 * between, and a dash stands for what is not known.
 *
 * @since 1.0.0
 */
@Mojo(name = "history", requiresProject = false, threadSafe = true)
public class HistoryMojo extends FleetMojo {

    /**
     * Skips this goal.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.history.skip", defaultValue = "false")
    private boolean skipHistory;

    /**
     * Asks no cluster, so that git alone tells.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.offline", defaultValue = "false")
    private boolean offline;

    /**
     * The moment before which nothing matters.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.since")
    private @Nullable String since;

    /**
     * The moment after which nothing matters.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.until")
    private @Nullable String until;

    /**
     * Two moments with {@code ..} between, such as {@code 2026-12-30..2026-12-31}, {@code v1..v2} or {@code 24h..}: tells what
     * changed in each cluster between them, instead of the whole story. Without the second it is now. A commit stands for
     * each cluster as it was deployed to from it, or from the nearest commit before it.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.between")
    private @Nullable String between;

    /**
     * How many lines are told at most, the newest; 0 for all.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.limit", defaultValue = "50")
    private int limit;

    @Override
    boolean skipped() {
        return skipHistory;
    }

    @Override
    String goal() {
        return "history";
    }

    @Override
    String resultName() {
        return "history.json";
    }

    @Override
    void run(Console console) {
        HistoryRequest request = request();
        History history = new History(clusters(), new JGitCommitLog(), Clock.systemUTC(), console);
        if (request.between().isPresent()) {
            history.compare(request);
        } else {
            history.run(request);
        }
    }

    private HistoryRequest request() {
        check();
        KitYaml kit = KitYaml.read(basedir(), sops());
        Selection chosen = selection();
        List<ClusterConfig> clusters = Fleet.read(
                kit,
                new Selection(
                        chosen.clusters(),
                        chosen.types(),
                        Selection.of("", "", "").resources()));
        List<Desired> desired = clusters.stream()
                .map(cluster -> new Desired(cluster.cluster(), List.of(), List.of()))
                .toList();
        return new HistoryRequest(
                request(desired, new RollingUpdate()),
                kit,
                clusters,
                chosen,
                offline,
                given(since),
                given(until),
                given(between),
                limit);
    }

    private void check() {
        refuseShard("a history, which only reads", "Leave it out; -Dkit.clusters chooses clusters");
        if (limit < 0) {
            throw new UserException(
                    Diagnostic.of("kit.limit is " + limit, "Set it to how many lines to show, or to 0 for all"));
        }
        if (given(between).isPresent()
                && (given(since).isPresent() || given(until).isPresent())) {
            throw new UserException(Diagnostic.of(
                    "-Dkit.between and -Dkit.since or -Dkit.until exclude each other",
                    "Compare two moments with -Dkit.between, or look at a time with -Dkit.since and -Dkit.until"));
        }
        if (areManifestsGiven()) {
            throw new UserException(Diagnostic.of(
                    "kit.manifests has no place in a history, which is of the repo's resources", "Leave it out"));
        }
    }

    private static Optional<String> given(@Nullable String value) {
        return Optional.of(text(value)).filter(it -> !it.isEmpty());
    }
}
