package io.github.kitmaven.mojo;

import io.github.kitmaven.event.EventSink;
import io.github.kitmaven.git.CiBuild;
import io.github.kitmaven.git.jgit.JGitLineHistory;
import io.github.kitmaven.goal.Provenance;
import io.github.kitmaven.report.Reports;
import io.github.kitmaven.report.ResultJson;
import io.github.kitmaven.report.RunInfo;
import io.github.kitmaven.report.RunListener;
import io.github.kitmaven.report.ShardJson;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals that talk to clusters make of their result, beside what the console shows. */
abstract class ReportsMojo extends PlanMojo {

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
     * build reads; {@code none} does nothing.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.annotations", defaultValue = "auto")
    private String annotations;

    /** {@return the name of the file with the result} */
    String resultName() {
        return ResultJson.NAME;
    }

    /** {@return all outputs but the console} */
    final Reports reports(EventSink console) {
        RunInfo info = info();
        return new Reports(
                info,
                sops().secrets(),
                target().resolve(resultName()),
                outputs(info),
                Clock.systemUTC(),
                new Provenance(System.getenv(), sops(), this::renderRequest, new JGitLineHistory(), console));
    }

    private List<RunListener> outputs(RunInfo info) {
        List<RunListener> outputs = new ArrayList<>(
                ReportOutputs.of(text(reports), annotations, basedir(), target().resolve("report"), System.getenv()));
        shardResult().ifPresent(file -> outputs.add(new ShardJson(file)));
        outputs.addAll(moreOutputs(info)); // last, as they may wait for others
        return outputs;
    }

    /** {@return outputs of this goal alone} */
    List<RunListener> moreOutputs(RunInfo info) {
        return List.of();
    }

    private RunInfo info() {
        return new RunInfo(
                uuid().isEmpty() ? UUID.randomUUID().toString() : uuid(),
                who(),
                Optional.of(deployId()).filter(id -> !id.isEmpty()),
                CiBuild.in(System.getenv()).flatMap(CiBuild::build),
                shard());
    }

    /** {@return where {@code kit:report} finds the result of a shard; empty where it is of none, or makes another file} */
    Optional<Path> shardResult() {
        return shard().filter(it -> resultName().equals(ResultJson.NAME)).map(it -> ShardJson.file(target(), it));
    }
}
