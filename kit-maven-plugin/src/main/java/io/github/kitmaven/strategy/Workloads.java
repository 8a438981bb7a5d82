package io.github.kitmaven.strategy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The workloads that a cluster has in the namespaces of a deploy.
 *
 * @param deployments its Deployments
 * @param replicaSets its ReplicaSets
 */
public record Workloads(List<ObjectNode> deployments, List<ObjectNode> replicaSets) {}
