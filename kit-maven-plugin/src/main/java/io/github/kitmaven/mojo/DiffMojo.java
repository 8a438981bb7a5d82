package io.github.kitmaven.mojo;

import io.github.kitmaven.goal.Diff;
import io.github.kitmaven.report.Console;
import java.time.Clock;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Shows what a deploy would change in every cluster, as the clusters themselves answer, and writes nothing to any.
 *
 * <p>With {@code mvn -q} it prints a line for each change: cluster, action, kind, namespace/name, with tabs between.
 *
 * @since 1.0.0
 */
@Mojo(name = "diff", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public class DiffMojo extends FleetMojo {

    /**
     * Skips this goal.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.diff.skip", defaultValue = "false")
    private boolean skipDiff;

    /**
     * Fails the build where a deploy would change anything.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.failOnChanges", defaultValue = "false")
    private boolean failOnChanges;

    @Override
    boolean skipped() {
        return skipDiff;
    }

    @Override
    String goal() {
        return "diff";
    }

    @Override
    void run(Console console) {
        new Diff(clusters(), Clock.systemUTC(), console).run(request(console), failOnChanges);
    }
}
