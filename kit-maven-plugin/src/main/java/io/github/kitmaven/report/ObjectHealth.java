package io.github.kitmaven.report;

import io.github.kitmaven.event.Event.RolloutState;
import java.time.Duration;

/**
 * How an object came out of its rollout.
 *
 * @param state where it stands
 * @param reason why, in one sentence
 * @param after how long after its cluster's apply that was known
 */
public record ObjectHealth(RolloutState state, String reason, Duration after) {}
