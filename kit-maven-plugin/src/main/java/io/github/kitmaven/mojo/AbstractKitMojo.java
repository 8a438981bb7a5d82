package io.github.kitmaven.mojo;

import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.KitException;
import io.github.kitmaven.problem.UserException;
import java.io.File;
import java.nio.file.Path;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** What all goals share: being skipped, and turning kit's exceptions into Maven's. A goal overrides {@link #run}. */
abstract class AbstractKitMojo extends AbstractMojo {

    /**
     * Skips every goal of kit.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.skip", defaultValue = "false")
    private boolean skip;

    /**
     * The folder that the goal works in: the deployments repo, or for {@code commit-image} the service.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.basedir", defaultValue = "${basedir}", required = true)
    private File basedir;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip || skipped()) {
            getLog().info("Skipped, as asked for.");
            return;
        }
        try {
            run();
        } catch (UserException e) {
            trace(e);
            throw new MojoFailureException(e.getMessage());
        } catch (EnvironmentException e) {
            trace(e);
            throw new MojoExecutionException(e.getMessage());
        }
    }

    /** For {@code mvn -X}. As a cause of Maven's exception it would add the words of libraries to ours. */
    private void trace(KitException e) {
        getLog().debug("The trace of what ends this goal", e);
    }

    /** {@return whether this goal alone is to be skipped} */
    abstract boolean skipped();

    /** Does what the goal is for; throws {@link UserException} or {@link EnvironmentException} where it can't. */
    abstract void run();

    final Path basedir() {
        return basedir.toPath().toAbsolutePath().normalize();
    }
}
