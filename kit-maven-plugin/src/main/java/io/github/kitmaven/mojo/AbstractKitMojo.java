package io.github.kitmaven.mojo;

import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.KitException;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.sops.Sops;
import java.io.File;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
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

    private final Secrets secrets = new Secrets();
    private final Sops sops = new Sops(System.getenv(), secrets);

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
            throw new MojoFailureException(secrets.mask(String.valueOf(e.getMessage())));
        } catch (EnvironmentException e) {
            trace(e);
            throw new MojoExecutionException(secrets.mask(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            throw withoutSecrets(e);
        }
    }

    /** A fault of kit's, which Maven prints with its trace and all its causes. */
    private RuntimeException withoutSecrets(RuntimeException fault) throws MojoExecutionException {
        String trace = MaskedLog.trace(fault);
        if (secrets.in(trace)) {
            throw new MojoExecutionException("Kit failed where it should not: " + secrets.mask(trace));
        }
        return fault;
    }

    /** {@return the log of the build, in which no secret shows} */
    @Override
    public final Log getLog() {
        return new MaskedLog(super.getLog(), secrets);
    }

    /** {@return whether Maven is to be quiet, so that a goal that answers a question prints only the answer} */
    final boolean quiet() {
        return !getLog().isInfoEnabled();
    }

    /**
     * Prints the answer of a goal where Maven is to be quiet; otherwise the log has told it.
     *
     * @param lines the answer
     */
    final void answer(List<String> lines) {
        if (quiet()) {
            PrintStream out = StandardOutput.stream();
            lines.forEach(line -> out.println(secrets.mask(line)));
            out.flush();
        }
    }

    /** {@return what decrypts files, and gathers the secrets of this run} */
    final Sops sops() {
        return sops;
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
