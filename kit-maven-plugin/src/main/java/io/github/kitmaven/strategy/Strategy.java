package io.github.kitmaven.strategy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.plan.Step;
import java.util.List;

/** How a new version of a service takes the place of the old one. */
public sealed interface Strategy permits RollingUpdate, FastRollback {

    /** {@return the strategy's name in parameters and in the label {@code strategy}} */
    String label();

    /**
     * Makes of the objects of one cluster what the strategy applies.
     *
     * @param prepared the objects, with their labels, selectors and namespaces
     * @return the objects, in the same order
     * @throws io.github.kitmaven.problem.UserException if an object sets by hand what the strategy sets
     */
    List<Manifest> adapt(List<Manifest> prepared);

    /**
     * Whether an object is left as it is where the cluster has it, although it may differ: a version that is there already
     * is not changed any more.
     *
     * @param adapted the object
     * @return whether it is only created
     */
    boolean createsOnly(Manifest adapted);

    /**
     * What is deleted once all Deployments are available and the Services lead to them.
     *
     * @param adapted the objects that are deployed
     * @param live the Deployments that the cluster has in its namespaces
     * @return a step for each object that goes, with the reason
     */
    List<Step> leftovers(List<Manifest> adapted, List<ObjectNode> live);
}
