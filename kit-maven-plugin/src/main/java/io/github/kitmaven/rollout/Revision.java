package io.github.kitmaven.rollout;

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
     * @param object the workload
     * @param replicaSets ReplicaSets, its own among them
     * @param pods pods, its own among them
     * @return those of the current revision that aren't being deleted
     */
    static List<Live> pods(Live object, Collection<Live> replicaSets, Collection<Live> pods) {
        Stream<Live> all = pods.stream().filter(pod -> !pod.isBeingDeleted());
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
        return current.toList();
    }

    private static Optional<Live> newest(Live deployment, Collection<Live> replicaSets) {
        String revision = annotation(deployment, DEPLOYMENT_REVISION);
        return replicaSets.stream()
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
