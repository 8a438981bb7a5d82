package io.github.kitmaven.apply;

import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.plan.Step;
import java.util.List;
import java.util.Set;

/**
 * What is written side by side.
 *
 * @param awaits the objects that must be healthy before, for one step or another
 * @param steps what is written
 */
public record Stage(Set<ManifestKey> awaits, List<Step> steps) {}
