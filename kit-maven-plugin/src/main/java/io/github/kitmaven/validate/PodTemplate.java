package io.github.kitmaven.validate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The pods that an object makes, or the one that it is.
 *
 * @param metadata their metadata
 * @param spec their spec
 */
record PodTemplate(Node metadata, Node spec) {

    /** Finds the pods of an object of a built-in kind. */
    static Optional<PodTemplate> of(KubeObject object) {
        Node spec = object.root().get("spec");
        Node holder = switch (object.kind().map(kind -> kind.resource()).orElse("")) {
            case "pods" -> object.root();
            case "podtemplates" -> object.root().get("template");
            case "cronjobs.batch" -> spec.at("jobTemplate", "spec", "template");
            case "deployments.apps",
                    "replicasets.apps",
                    "statefulsets.apps",
                    "daemonsets.apps",
                    "replicationcontrollers",
                    "jobs.batch" -> spec.get("template");
            default -> new Node("", "", object.root().origin(), Optional.empty());
        };
        return holder.exists()
                ? Optional.of(new PodTemplate(holder.get("metadata"), holder.get("spec")))
                : Optional.empty();
    }

    Node labels() {
        return metadata.get("labels");
    }

    /** All containers, in the order they start. */
    List<Node> containers() {
        return Stream.of("initContainers", "containers")
                .flatMap(field -> spec.get(field).items().stream())
                .toList();
    }
}
