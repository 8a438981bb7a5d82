package io.github.kitmaven.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the pods of a workload's current revision; what an older one left behind says nothing about this rollout. */
final class Revision {
    private static final String DEPLOYMENT_REVISION = "deployment.kubernetes.io/revision";
    private static final String TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

    private Revision() {}

    /**
     * Selects pods by their owner.
     *
     * @param workload the workload
     * @param replicaSets all ReplicaSets of its namespace
     * @param pods all pods of its namespace
     * @return those of the current revision that aren't being deleted
     */
    static List<ObjectNode> pods(ObjectNode workload, Collection<ObjectNode> replicaSets, Collection<ObjectNode> pods) {
        Live object = new Live(workload);
        Stream<Live> all = pods.stream().map(Live::new).filter(pod -> !pod.isBeingDeleted());
        Stream<Live> current = switch (object.kind()) {
            case "Deployment" ->
                newest(object, replicaSets).map(set -> ownedBy(set, all)).orElse(Stream.empty());
            case "StatefulSet" ->
                ownedBy(object, all)
                        .filter(pod -> label(pod, "controller-revision-hash")
                                .equals(object.status().path("updateRevision").asText("")));
            case "DaemonSet" ->
                ownedBy(object, all)
                        .filter(pod ->
                                label(pod, "pod-template-generation").equals(annotation(object, TEMPLATE_GENERATION)));
            default -> ownedBy(object, all);
        };
        return current.map(Live::tree).toList();
    }

    private static Optional<Live> newest(Live deployment, Collection<ObjectNode> replicaSets) {
        String revision = annotation(deployment, DEPLOYMENT_REVISION);
        return replicaSets.stream()
                .map(Live::new)
                .filter(set -> set.isControlledBy(deployment.uid()))
                .filter(set -> annotation(set, DEPLOYMENT_REVISION).equals(revision))
                .findFirst();
    }

    private static Stream<Live> ownedBy(Live owner, Stream<Live> pods) {
        return pods.filter(pod -> pod.isControlledBy(owner.uid()));
    }

    private static String label(Live object, String name) {
        return object.metadata().path("labels").path(name).asText("");
    }

    private static String annotation(Live object, String name) {
        return object.metadata().path("annotations").path(name).asText("");
    }
}
