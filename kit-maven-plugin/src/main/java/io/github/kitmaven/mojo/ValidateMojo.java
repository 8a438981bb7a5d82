package io.github.kitmaven.mojo;

import io.github.kitmaven.goal.Validate;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.Annotation;
import io.github.kitmaven.report.AnswerText;
import io.github.kitmaven.report.Validation;
import io.github.kitmaven.report.ValidationText;
import io.github.kitmaven.validate.SharedFinding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Checks configuration, templates and manifests of every cluster, and tells all that is wrong at once. It needs no cluster,
 * and no external variable needs to be set. {@code target/kit/validate.json} has the findings for machines.
 *
 * <p>With {@code mvn -q} it prints a line for each finding, {@code file:line:column: severity: message}.
 *
 * @since 1.0.0
 */
@Mojo(name = "validate", defaultPhase = LifecyclePhase.VALIDATE, requiresProject = false, threadSafe = true)
public class ValidateMojo extends DeploymentsRepoMojo {

    /**
     * Skips this goal.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.validate.skip", defaultValue = "false")
    private boolean skipValidate;

    /**
     * Fails the build on warnings, too.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.failOnWarnings", defaultValue = "false")
    private boolean failOnWarnings;

    /**
     * How to annotate files of a pull request: {@code github} prints workflow commands of GitHub Actions; {@code gitlab}
     * writes {@code target/kit/report/gl-code-quality.json} for GitLab; {@code auto} does what the CI server that runs the
     * build reads; {@code none} does nothing.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.annotations", defaultValue = "auto")
    private String annotations;

    @Override
    boolean skipped() {
        return skipValidate;
    }

    @Override
    void run() {
        sayShard(getLog()::info);
        Path file = target().resolve("validate.json");
        CiAnnotations server = CiAnnotations.of(
                annotations, basedir(), target().resolve("report").resolve("gl-code-quality.json"), System.getenv());
        Validation validation = new Validate(System.getenv(), sops()).run(renderRequest(), file);
        if (quiet()) {
            answer(AnswerText.of(validation));
        } else {
            validation.findings().forEach(this::log);
        }
        annotate(server, Annotation.of(validation));
        validation.failure(failOnWarnings).ifPresent(failure -> {
            throw new UserException(failure);
        });
        getLog().info("Validated: " + validation.summary() + ". All of it is in " + file + ".");
    }

    private void log(SharedFinding shared) {
        String line = ValidationText.of(shared);
        switch (shared.finding().severity()) {
            case ERROR -> getLog().error(line);
            case WARNING -> getLog().warn(line);
            case NOTE -> getLog().info(line);
        }
    }

    private static void annotate(CiAnnotations server, List<Annotation> found) {
        server.github().ifPresent(github -> github.print(found));
        if (server.gitlab().isPresent()) {
            try {
                server.gitlab().get().write(found);
            } catch (IOException e) {
                throw new EnvironmentException(
                        Diagnostic.of("GitLab's report can't be written: " + e, "Make room under target"), e);
            }
        }
    }
}
