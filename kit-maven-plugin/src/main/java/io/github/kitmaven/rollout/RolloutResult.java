package io.github.kitmaven.rollout;

import io.github.kitmaven.model.ManifestKey;
import java.time.Duration;

/**
 * How the wait for one object ended.
 *
 * @param key the object
 * @param verdict {@link Verdict.Healthy} or {@link Verdict.Failed}
 * @param took how long it was waited for
 */
public record RolloutResult(ManifestKey key, Verdict verdict, Duration took) {

    /** {@return whether the object is healthy} */
    public boolean healthy() {
        return verdict instanceof Verdict.Healthy;
    }
}
