package io.github.kitmaven.mojo;

import io.github.kitmaven.goal.Deploy;
import io.github.kitmaven.goal.DeployOptions;
import io.github.kitmaven.goal.DeployOptions.Wait;
import io.github.kitmaven.inventory.LeaseOptions;
import io.github.kitmaven.report.Console;
import java.time.Clock;
import java.time.Duration;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Brings every cluster in step with the deployments repo: renders, plans, applies, waits until all is healthy, reports.
 *
 * @since 1.0.0
 */
@Mojo(name = "deploy", defaultPhase = LifecyclePhase.DEPLOY, requiresProject = false, threadSafe = true)
public class DeployMojo extends FleetMojo {

    /**
     * Skips this goal.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.deploy.skip", defaultValue = "false")
    private boolean skipDeploy;

    /**
     * Plans and shows what would be done, and writes nothing.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.dryRun", defaultValue = "false")
    private boolean dryRun;

    /**
     * What a cluster that does not answer does to the others: {@code continue} deploys to them, and the build fails at the
     * end; {@code stop} deploys to none.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.onUnreachable", defaultValue = "continue")
    private String onUnreachable;

    /**
     * Which objects to wait for until they are healthy: {@code all} of the repo, {@code changed} by this deploy, or
     * {@code none}. What must be healthy before something else is written is waited for in any case.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.wait", defaultValue = "all")
    private String wait;

    /**
     * What an object that does not become healthy means: {@code fail} fails the build, {@code warn} is a warning.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.onUnhealthy", defaultValue = "fail")
    private String onUnhealthy;

    /**
     * How long one object may take to become healthy, such as {@code 90s}, {@code 5m} or {@code 1h}; a bare number is
     * seconds.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.timeout", defaultValue = "5m")
    private String timeout;

    /**
     * How long an object may take to become healthy that another chose to wait for by its dependency selector; as long as
     * {@code kit.timeout} unless set.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.dependency.timeout")
    private @Nullable String dependencyTimeout;

    /**
     * Deploys although a cluster has a newer commit of the deployments repo, which otherwise is left as it is.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.allowOlder", defaultValue = "false")
    private boolean allowOlder;

    /**
     * Lets one run at a time write to a cluster's namespace, by a Lease there; others wait.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.lease", defaultValue = "true")
    private boolean lease;

    /**
     * How long to wait for another run to end.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.lease.timeout", defaultValue = "10m")
    private String leaseTimeout;

    /**
     * How long a run that was killed keeps others waiting. A run that lives renews its Lease six times in that time, and
     * stops writing where it can't.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.lease.ttl", defaultValue = "30s")
    private String leaseTtl;

    @Override
    boolean allowOlder() {
        return allowOlder;
    }

    @Override
    LeaseOptions lease() {
        return new LeaseOptions(
                lease,
                TimeSpan.parse("kit.lease.timeout", leaseTimeout),
                TimeSpan.parse("kit.lease.ttl", leaseTtl));
    }

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
        DeployOptions options = options();
        new Deploy(clusters(), Clock.systemUTC(), console).run(request(console), options);
    }

    private DeployOptions options() {
        Duration patience = TimeSpan.parse("kit.timeout", timeout);
        return new DeployOptions(
                dryRun,
                Choice.of("kit.onUnreachable", onUnreachable, "continue", "stop")
                        .equals("stop"),
                Wait.valueOf(
                        Choice.of("kit.wait", wait, "all", "changed", "none").toUpperCase(java.util.Locale.ROOT)),
                Choice.of("kit.onUnhealthy", onUnhealthy, "fail", "warn").equals("fail"),
                patience,
                dependencyTimeout == null ? patience : TimeSpan.parse("kit.dependency.timeout", dependencyTimeout));
    }
}
