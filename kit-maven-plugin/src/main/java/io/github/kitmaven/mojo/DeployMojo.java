package io.github.kitmaven.mojo;

import io.github.kitmaven.goal.Deploy;
import io.github.kitmaven.report.Console;
import java.time.Clock;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Brings every cluster in step with the deployments repo: renders, plans, applies, waits until all is healthy, reports.
 *
 * @since 1.0.0
 */
@Mojo(name = "deploy", defaultPhase = LifecyclePhase.DEPLOY, requiresProject = false, threadSafe = true)
public class DeployMojo extends RolloutMojo {

    /**
     * Skips this goal.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.deploy.skip", defaultValue = "false")
    private boolean skipDeploy;

    @Override
    boolean skipped() {
        return skipDeploy;
    }

    @Override
    String goal() {
        return "deploy";
    }

    @Override
    void run(Console console) {
        var options = options(); // a mistake in them is told before anything is rendered
        new Deploy(clusters(), Clock.systemUTC(), console).run(request(console), options);
    }
}
