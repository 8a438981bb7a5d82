package io.github.kitmaven.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.model.Manifest;
import java.util.List;

/** The pods that the workloads of one deploy will run, by their labels: what its Services select. */
final class Workloads {
    private final List<Pods> pods;

    /**
     * The pods of one workload.
     *
     * @param deployment whether a Deployment runs them
     * @param namespace their namespace
     * @param labels their labels
     */
    private record Pods(boolean deployment, String namespace, JsonNode labels) {

        boolean match(Manifest service) {
            JsonNode selector = service.tree().path("spec").path("selector");
            return namespace.equals(service.namespace())
                    && !selector.isEmpty()
                    && selector.properties().stream()
                            .allMatch(label -> labels.path(label.getKey()).equals(label.getValue()));
        }
    }

    private Workloads(List<Pods> pods) {
        this.pods = pods;
    }

    /** Those among some manifests, each in its namespace, their labels completed. */
    static Workloads of(List<Manifest> manifests) {
        return new Workloads(manifests.stream()
                .map(manifest -> new Pods(DeploymentLabels.applyTo(manifest), manifest.namespace(), labels(manifest)))
                .toList());
    }

    private static JsonNode labels(Manifest manifest) {
        return manifest.kind().equals("Pod")
                ? manifest.labels()
                : manifest.tree().at("/spec/template/metadata/labels");
    }

    /** Whether all that a Service selects here is run by Deployments, which carry kit's labels. */
    boolean areDeployments(Manifest service) {
        return !areUnknown(service) && pods.stream().allMatch(some -> some.deployment() || !some.match(service));
    }

    /** Whether a Service selects nothing here. */
    boolean areUnknown(Manifest service) {
        return pods.stream().noneMatch(some -> some.match(service));
    }
}
