package io.github.kitmaven.mojo;

import io.github.kitmaven.goal.Ending;
import io.github.kitmaven.goal.MergeResults;
import io.github.kitmaven.problem.KitException;
import io.github.kitmaven.render.ResultsFolder;
import io.github.kitmaven.report.Console;
import io.github.kitmaven.report.Reports;
import io.github.kitmaven.report.ResultJson;
import io.github.kitmaven.report.RunInfo;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Merges the results of shards ({@code kit.shard}) into one: {@code target/kit/result.json}, and the reports that are made of
 * it. It fails where a shard failed, and where one is missing; it shows what there is all the same. It needs no deployments
 * repo and no cluster, only the files.
 *
 * @since 1.0.0
 */
@Mojo(name = "report", requiresProject = false, threadSafe = true)
public class ReportMojo extends AbstractKitMojo {

    /**
     * Skips this goal.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.report.skip", defaultValue = "false")
    private boolean skipReport;

    /**
     * Where the results of the shards are: files, folders with a {@code result.json} anywhere in them, and globs of either,
     * separated by commas. A run with {@code kit.shard} leaves its result in {@code target/kit/shards/3-of-8}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.report.from", defaultValue = "target/kit/shards/*/result.json")
    private @Nullable String reportFrom;

    /**
     * Which reports to make of the result in {@code target/kit/report}, beside {@code target/kit/result.json}:
     * {@code html}, a page to look at; {@code junit}, what CI servers read as tests; {@code markdown}, for a summary or a
     * comment; separated by commas. {@code none} makes none.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.reports", defaultValue = "html,junit,markdown")
    private @Nullable String reports;

    /**
     * How to annotate files of a pull request: {@code github} prints workflow commands of GitHub Actions; {@code gitlab}
     * writes {@code target/kit/report/gl-code-quality.json} for GitLab; {@code auto} does what the CI server that runs the
     * build reads; {@code none} does nothing. It annotates files that are there.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.annotations", defaultValue = "auto")
    private String annotations;

    @Override
    boolean skipped() {
        return skipReport;
    }

    @Override
    void run() {
        Instant start = Instant.now();
        Path target = ResultsFolder.of(basedir(), Optional.empty());
        Reports outputs = new Reports(
                RunInfo.NONE,
                sops().secrets(),
                target.resolve(ResultJson.NAME),
                ReportOutputs.of(
                        DeploymentsRepoMojo.text(reports),
                        annotations,
                        basedir(),
                        target.resolve("report"),
                        System.getenv()),
                Clock.systemUTC());
        Console console = new Console(getLog()::info, getLog()::warn);
        try {
            new MergeResults(basedir(), console).run(DeploymentsRepoMojo.text(reportFrom), outputs);
        } catch (KitException e) {
            Ending.keepFailure("report", start, e, outputs);
            throw e;
        }
    }
}
