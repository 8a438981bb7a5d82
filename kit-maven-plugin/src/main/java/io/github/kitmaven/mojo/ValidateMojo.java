package io.github.kitmaven.mojo;

import io.github.kitmaven.goal.Validate;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.Annotations;
import io.github.kitmaven.report.Validation;
import io.github.kitmaven.report.ValidationText;
import io.github.kitmaven.validate.SharedFinding;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Checks configuration, templates and manifests of every cluster, and tells all that is wrong at once. It needs no cluster,
 * and no external variable needs to be set. {@code target/kit/validate.json} has the findings for machines.
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
     * Annotates the files of a pull request: prints workflow commands of GitHub Actions. Unless set, it does so where
     * GitHub Actions runs it.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.annotations")
    private @Nullable Boolean annotations;

    @Override
    boolean skipped() {
        return skipValidate;
    }

    @Override
    void run() {
        Path file = basedir().resolve("target").resolve("kit").resolve("validate.json");
        Validation validation = new Validate(System.getenv(), sops()).run(renderRequest(), file);
        validation.findings().forEach(this::log);
        if (annotations == null ? text(System.getenv("GITHUB_ACTIONS")).equals("true") : annotations) {
            annotate(validation);
        }
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

    /** Past the log, and past System.out, which Maven 4 turns into lines of the log. */
    private void annotate(Validation validation) {
        Optional<Path> workspace = Optional.of(text(System.getenv("GITHUB_WORKSPACE")))
                .filter(path -> !path.isEmpty())
                .map(Path::of);
        String lines = String.join("\n", new Annotations(basedir(), workspace).lines(validation)) + "\n";
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        out.print(lines);
        out.flush();
    }
}
