package io.github.kitmaven.goal;

import io.github.kitmaven.model.LabelSelector;
import io.github.kitmaven.plan.Marks;
import io.github.kitmaven.strategy.RollingUpdate;
import io.github.kitmaven.strategy.Strategy;

/**
 * How to plan.
 *
 * @param selector the objects to take; all others are passed over
 * @param force objects that are as wanted are applied again
 * @param forceConflicts fields that other managers own are taken over
 * @param createOnly objects that are there are left alone
 * @param raw nothing is added to the manifests but a namespace where one is needed
 * @param replace objects are deleted and made anew where a field can't be changed
 * @param strategy how new versions take the place of old ones
 * @param marks what is written on the objects, unless they are to stay raw
 */
public record PlanOptions(
        LabelSelector selector,
        boolean force,
        boolean forceConflicts,
        boolean createOnly,
        boolean raw,
        boolean replace,
        Strategy strategy,
        Marks marks) {

    /**
     * Replaces nothing, and knows no facts of the run.
     *
     * @param selector the objects to take
     * @param force objects that are as wanted are applied again
     * @param forceConflicts fields that other managers own are taken over
     * @param createOnly objects that are there are left alone
     * @param raw nothing is added to the manifests
     */
    public PlanOptions(LabelSelector selector, boolean force, boolean forceConflicts, boolean createOnly, boolean raw) {
        this(selector, force, forceConflicts, createOnly, raw, false, new RollingUpdate(), Marks.NONE);
    }
}
