package io.github.kitmaven.goal;

import io.github.kitmaven.rollout.RolloutOptions;
import java.time.Duration;

/**
 * How to deploy what was planned.
 *
 * @param dryRun plan only
 * @param stopOnUnreachable a cluster that does not answer stops the whole deploy, before anything is written
 * @param waitFor which objects to wait for
 * @param failOnUnhealthy whether an object that does not become healthy fails the build; otherwise it is a warning
 * @param rollout how to wait for one object, and what not to wait for
 * @param dependencyTimeout how long an object may take that others chose to wait for
 */
public record DeployOptions(
        boolean dryRun,
        boolean stopOnUnreachable,
        Wait waitFor,
        boolean failOnUnhealthy,
        RolloutOptions rollout,
        Duration dependencyTimeout) {

    /**
     * The same patience with every object.
     *
     * @param dryRun plan only
     * @param stopOnUnreachable a cluster that does not answer stops the whole deploy, before anything is written
     * @param waitFor which objects to wait for
     * @param failOnUnhealthy whether an object that does not become healthy fails the build; otherwise it is a warning
     * @param rollout how to wait for one object, and what not to wait for
     */
    public DeployOptions(
            boolean dryRun, boolean stopOnUnreachable, Wait waitFor, boolean failOnUnhealthy, RolloutOptions rollout) {
        this(dryRun, stopOnUnreachable, waitFor, failOnUnhealthy, rollout, rollout.timeout());
    }

    /** Which objects a deploy waits for. */
    public enum Wait {
        /** Every object of the repo, changed or not. */
        ALL,
        /** Those that this deploy wrote. */
        CHANGED,
        /** None. */
        NONE
    }
}
