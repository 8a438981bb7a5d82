package io.github.kitmaven.goal;

import io.github.kitmaven.model.LabelSelector;

/**
 * How to plan.
 *
 * @param selector the objects to take; all others are passed over
 * @param force objects that are as wanted are applied again
 * @param forceConflicts fields that other managers own are taken over
 * @param createOnly objects that are there are left alone
 * @param raw nothing is added to the manifests but a namespace where one is needed
 */
public record PlanOptions(
        LabelSelector selector, boolean force, boolean forceConflicts, boolean createOnly, boolean raw) {}
