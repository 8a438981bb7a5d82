package io.github.kitmaven.goal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.apply.Order;
import io.github.kitmaven.model.ManifestKey;
import java.util.Map;
import java.util.Set;

/**
 * A plan that may be carried out.
 *
 * @param ready the plan
 * @param order in which order
 * @param chosen the objects that others chose to wait for, by their dependency selectors
 * @param others those of them that are not of the plan, as the cluster has them
 */
record Ordered(ClusterPlan.Ready ready, Order order, Set<ManifestKey> chosen, Map<ManifestKey, ObjectNode> others) {}
