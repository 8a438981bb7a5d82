package io.github.kitmaven.report;

import io.github.kitmaven.event.Event.RolloutState;
import io.github.kitmaven.rollout.Evidence;
import io.github.kitmaven.rollout.RolloutResult;
import io.github.kitmaven.rollout.Trouble;
import io.github.kitmaven.rollout.Verdict.Failed;
import io.github.kitmaven.rollout.Verdict.Failed.Certainty;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How an object came out of its rollout.
 *
 * @param state where it stands
 * @param reason why, in one sentence
 * @param after how long after its cluster's apply that was known
 * @param certainty how sure it is that more patience would not have helped; of no meaning where it is healthy
 * @param troubles what is wrong with it and its pods, worst first
 * @param evidence what the cluster told of its failure
 * @param ignored how often troubles happened that did not count, as asked, by their reason
 */
public record ObjectHealth(
        RolloutState state,
        String reason,
        Duration after,
        Certainty certainty,
        List<Trouble> troubles,
        Evidence evidence,
        Map<String, Integer> ignored) {

    /**
     * What a rollout found.
     *
     * @param rollout the rollout
     * @return how the object came out of it
     */
    public static ObjectHealth of(RolloutResult rollout) {
        return new ObjectHealth(
                rollout.healthy() ? RolloutState.HEALTHY : RolloutState.FAILED,
                rollout.verdict().reason(),
                rollout.took(),
                rollout.verdict() instanceof Failed failed ? failed.certainty() : Certainty.UNKNOWN,
                rollout.troubles(),
                rollout.evidence(),
                rollout.ignored());
    }

    /** {@return whether it is not as desired} */
    public boolean failed() {
        return state == RolloutState.FAILED;
    }
}
