package io.github.kitmaven.mojo;

import io.github.kitmaven.explain.ExplainJson;
import io.github.kitmaven.explain.ExplainText;
import io.github.kitmaven.explain.ExplainValue;
import io.github.kitmaven.explain.Explanation;
import io.github.kitmaven.explain.ValuePath;
import io.github.kitmaven.git.jgit.JGitLineHistory;
import io.github.kitmaven.goal.Explain;
import io.github.kitmaven.goal.RenderedLine;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.UserException;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Explains a value of a cluster, or a rendered line: every layer that set it, with file and line, and from git the commit,
 * author and date. {@code kit.clusters} chooses the cluster, {@code kit.resources} the resource whose templates see the
 * value; each may be left out where there is one only, and the resource also for a path into the vars.
 *
 * <p>With {@code mvn -q} it prints the value alone, a map or list as JSON in one line; of a rendered line, the places that it
 * comes from.
 *
 * @since 1.0.0
 */
@Mojo(name = "explain", requiresProject = false, threadSafe = true)
public class ExplainMojo extends DeploymentsRepoMojo {

    /**
     * Skips this goal.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.explain.skip", defaultValue = "false")
    private boolean skipExplain;

    /**
     * The path to the value, keys and list indexes with dots between: {@code deployment.replicaCount},
     * {@code web.env.0.value}. An element of a list may also be named by its {@code name}: {@code web.env.LOG_LEVEL.value}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.explain.path")
    private @Nullable String explainPath;

    /**
     * The namespace, where the cluster's cluster.yaml sets several apart.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.explain.namespace")
    private @Nullable String explainNamespace;

    /**
     * In place of a path, the line of a rendered file: {@code web.yaml:14}, or {@code eu-1/web.yaml:14} to choose the
     * cluster too. It explains the values printed on it, and those of the sections around it.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.explain.line")
    private @Nullable String explainLine;

    /**
     * The form of the answer: {@code text} for people; {@code json} for programs, one document on the standard output,
     * alone there with {@code mvn -q}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.explain.format", defaultValue = "text")
    private String explainFormat;

    /**
     * A file to write the JSON to as well, whatever the format of the answer.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.explain.file")
    private @Nullable File explainFile;

    @Override
    boolean skipped() {
        return skipExplain;
    }

    @Override
    void run() {
        refuseShard("an explanation, which is of one cluster", "Choose that with -Dkit.clusters");
        String format = Choice.of("kit.explain.format", explainFormat, "text", "json");
        Explanation explanation = explain();
        if (explainFile != null) {
            write(basedir().resolve(explainFile.toPath()), ExplainJson.of(explanation));
        }
        if (format.equals("json")) {
            document(StandardOutput.stream(), ExplainJson.of(explanation));
        } else {
            answer(ExplainValue.of(explanation));
            ExplainText.of(explanation).forEach(getLog()::info);
        }
    }

    private Explanation explain() {
        String path = text(explainPath);
        String line = text(explainLine);
        if (path.isEmpty() == line.isEmpty()) {
            throw new UserException(Diagnostic.of(
                    path.isEmpty()
                            ? "It is not said what to explain"
                            : "-Dkit.explain.path and -Dkit.explain.line exclude each other",
                    "Name a value with -Dkit.explain.path=deployment.replicaCount,"
                            + " or a rendered line with -Dkit.explain.line=web.yaml:14"));
        }
        Explain goal = new Explain(System.getenv(), sops(), new JGitLineHistory());
        return path.isEmpty()
                ? goal.line(renderRequest(), RenderedLine.of(line))
                : goal.path(renderRequest(), text(explainNamespace), ValuePath.of(path));
    }

    private static void write(Path file, String document) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, document + "\n");
        } catch (IOException e) {
            throw new EnvironmentException(
                    Diagnostic.of(
                            "Can't write " + file + ": " + e, "Let kit.explain.file name a file that can be written"),
                    e);
        }
    }

    private static void document(PrintStream out, String document) {
        out.println(document);
        out.flush();
    }
}
