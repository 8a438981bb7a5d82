package io.github.kitmaven.mojo;

import io.github.kitmaven.goal.DeployOptions;
import io.github.kitmaven.goal.DeployOptions.Wait;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.rollout.HealthOptions;
import io.github.kitmaven.rollout.RolloutOptions;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals share that deploy: what to wait for, and how long. */
abstract class RolloutMojo extends WebhooksMojo {

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
     * How long an object that others wait for, by their dependency selector, may take to become healthy; as long as
     * {@code kit.timeout} unless set.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.dependency.timeout")
    private @Nullable String dependencyTimeout;

    /**
     * Fails an object that can't become healthy at once, with its pods' states, events and logs, instead of waiting until
     * its time is over.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.health", defaultValue = "true")
    private boolean health;

    /**
     * How long a trouble that may heal by itself is borne: a pod without a node, a quota, a Secret that comes later.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.health.grace", defaultValue = "30s")
    private String healthGrace;

    /**
     * How often a trouble may happen, such as a restart after a crash, before it counts.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.health.threshold", defaultValue = "0")
    private int healthThreshold;

    /**
     * Reasons of troubles that never count, as pods and events name them, separated by commas: {@code BackOff,FailedMount}. What
     * was ignored is told at the end.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.health.ignore")
    private @Nullable String healthIgnore;

    /**
     * After how long a silence the build says that it goes on, and what it waits for.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.keepAlive", defaultValue = "30s")
    private String keepAlive;

    @Override
    final boolean isDryRun() {
        return dryRun;
    }

    /** {@return how to deploy, as the parameters say} */
    final DeployOptions options() {
        Duration patience = TimeSpan.parse("kit.timeout", timeout);
        return new DeployOptions(
                dryRun,
                Choice.of("kit.onUnreachable", onUnreachable, "continue", "stop")
                        .equals("stop"),
                Wait.valueOf(
                        Choice.of("kit.wait", wait, "all", "changed", "none").toUpperCase(java.util.Locale.ROOT)),
                Choice.of("kit.onUnhealthy", onUnhealthy, "fail", "warn").equals("fail"),
                new RolloutOptions(patience, TimeSpan.parse("kit.keepAlive", keepAlive), health()),
                dependencyTimeout == null ? patience : TimeSpan.parse("kit.dependency.timeout", dependencyTimeout));
    }

    private HealthOptions health() {
        if (healthThreshold < 0) {
            throw new UserException(Diagnostic.of(
                    "kit.health.threshold is " + healthThreshold, "Set it to how often a trouble may happen, or to 0"));
        }
        Set<String> ignored = Stream.of(text(healthIgnore).split(","))
                .map(String::strip)
                .filter(reason -> !reason.isEmpty())
                .collect(Collectors.toSet());
        return new HealthOptions(health, TimeSpan.parse("kit.health.grace", healthGrace), healthThreshold, ignored);
    }
}
