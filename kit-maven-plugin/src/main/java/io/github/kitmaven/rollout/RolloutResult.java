package io.github.kitmaven.rollout;

import io.github.kitmaven.model.ManifestKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How the wait for one object ended.
 *
 * @param key the object
 * @param verdict {@link Verdict.Healthy} or {@link Verdict.Failed}
 * @param took how long it was waited for
 * @param troubles what was wrong with it in the end, worst first; a few where there are many
 * @param evidence what the cluster told of its failure
 * @param ignored how often troubles happened that did not count, as asked, by their reason
 */
public record RolloutResult(
        ManifestKey key,
        Verdict verdict,
        Duration took,
        List<Trouble> troubles,
        Evidence evidence,
        Map<String, Integer> ignored) {

    /** {@return whether the object is healthy} */
    public boolean healthy() {
        return verdict instanceof Verdict.Healthy;
    }
}
