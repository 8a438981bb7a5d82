package io.github.kitmaven.plan;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a run writes on the objects that it applies, beside what their manifests say.
 *
 * @param strategy the strategy that the objects are deployed with, as label {@code strategy}
 * @param deployId the deploy, as label {@code id}; empty for no such label
 * @param nameRequired whether Deployments and the selectors of Services must have their label {@code name} in the repo, as
 *     the original demanded; otherwise it is completed
 * @param annotations the facts of the run that have no empty value, such as the commit
 */
public record Marks(String strategy, String deployId, boolean nameRequired, Map<String, String> annotations) {
    /** The strategy that is taken unless another is asked for. */
    public static final String ROLLING_UPDATE = "rolling-update";

    /** No facts of a run, and the usual strategy. */
    public static final Marks NONE = new Marks(ROLLING_UPDATE, "", false, Map.of());

    /**
     * Copies the annotations.
     *
     * @param strategy the strategy
     * @param deployId the deploy; empty for none
     * @param nameRequired whether the label {@code name} must be in the repo
     * @param annotations the facts of the run; those that are empty are left out
     */
    public Marks {
        annotations = annotations.entrySet().stream()
                .filter(fact -> !fact.getValue().isEmpty())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
