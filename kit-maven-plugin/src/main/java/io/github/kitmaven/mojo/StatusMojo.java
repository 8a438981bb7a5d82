package io.github.kitmaven.mojo;

import io.github.kitmaven.goal.Status;
import io.github.kitmaven.report.Console;
import java.time.Clock;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Tells of every cluster and resource whether it is in step with the repo, behind it, drifted, unhealthy, or not known, and
 * writes nothing to any cluster. {@code target/kit/status.json} has the same for machines.
 *
 * <p>With {@code mvn -q} it prints a line for each resource of each cluster: cluster, resource, images, state, with tabs between.
 *
 * @since 1.0.0
 */
@Mojo(name = "status", requiresProject = false, threadSafe = true)
public class StatusMojo extends FleetMojo {

    /**
     * Skips this goal.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.status.skip", defaultValue = "false")
    private boolean skipStatus;

    /**
     * Fails the build where anything is not in step with the repo, is not healthy, or is not known.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.failOnStatus", defaultValue = "false")
    private boolean failOnStatus;

    @Override
    boolean skipped() {
        return skipStatus;
    }

    @Override
    String goal() {
        return "status";
    }

    @Override
    String resultName() {
        return "status.json";
    }

    @Override
    void run(Console console) {
        new Status(clusters(), Clock.systemUTC(), console).run(request(console), failOnStatus);
    }
}
