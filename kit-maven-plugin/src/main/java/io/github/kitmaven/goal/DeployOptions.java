package io.github.kitmaven.goal;

import java.time.Duration;

/**
 * How to deploy what was planned.
 *
 * @param dryRun plan only
 * @param stopOnUnreachable a cluster that does not answer stops the whole deploy, before anything is written
 * @param waitFor which objects to wait for
 * @param failOnUnhealthy whether an object that does not become healthy fails the build; otherwise it is a warning
 * @param timeout how long one object may take to become healthy
 * @param dependencyTimeout how long an object may take that others chose to wait for
 */
public record DeployOptions(
        boolean dryRun,
        boolean stopOnUnreachable,
        Wait waitFor,
        boolean failOnUnhealthy,
        Duration timeout,
        Duration dependencyTimeout) {

    /**
     * The same patience with every object.
     *
     * @param dryRun plan only
     * @param stopOnUnreachable a cluster that does not answer stops the whole deploy, before anything is written
     * @param waitFor which objects to wait for
     * @param failOnUnhealthy whether an object that does not become healthy fails the build; otherwise it is a warning
     * @param timeout how long one object may take to become healthy
     */
    public DeployOptions(
            boolean dryRun, boolean stopOnUnreachable, Wait waitFor, boolean failOnUnhealthy, Duration timeout) {
        this(dryRun, stopOnUnreachable, waitFor, failOnUnhealthy, timeout, timeout);
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
