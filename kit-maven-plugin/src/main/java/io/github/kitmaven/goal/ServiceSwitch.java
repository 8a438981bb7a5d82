package io.github.kitmaven.goal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.strategy.FastRollback;
import java.util.Map;
import java.util.Optional;

/**
 * The last look before a Service is led to the Deployments of another deploy: it must still be as it was planned from, and
 * have pods to lead to.
 */
final class ServiceSwitch {
    private final ClusterClient client;
    private final String cluster;
    private final Map<ManifestKey, ObjectNode> live;

    /** Looks at one cluster, which had those objects when it was planned. */
    ServiceSwitch(ClusterClient client, String cluster, Map<ManifestKey, ObjectNode> live) {
        this.client = client;
        this.cluster = cluster;
        this.live = live;
    }

    /** Why a Service must not be switched, if something speaks against it; anything else may be written. */
    Optional<Diagnostic> objection(Step step) {
        Manifest service = step.manifest();
        Optional<JsonNode> before = Optional.ofNullable(live.get(step.key())).map(ServiceSwitch::selector);
        boolean switches = step.key().kind().equals("Service")
                && step.action() == Action.UPDATE
                && FastRollback.leadsToOneDeploy(service)
                && !before.equals(Optional.of(selector(service.tree())));
        return switches ? objection(service, before) : Optional.empty();
    }

    private Optional<Diagnostic> objection(Manifest service, Optional<JsonNode> before) {
        ResourceType type = client.type(service.apiVersion(), service.kind()).orElseThrow();
        Optional<ObjectNode> now = client.get(type, service.namespace(), service.name());
        if (!now.map(ServiceSwitch::selector).equals(before)) {
            return Optional.of(
                    objection(service, "somebody has changed where it leads since this deploy began", "Deploy again"));
        }
        return hasPods(service)
                ? Optional.empty()
                : Optional.of(objection(
                        service,
                        "no pod has the labels that it would select",
                        "Look why its Deployment runs none: replicas: 0?"));
    }

    private boolean hasPods(Manifest service) {
        ResourceType pods = client.type("v1", "Pod").orElseThrow();
        return client.list(pods, service.namespace()).items().stream()
                .map(pod -> pod.path("metadata").path("labels"))
                .anyMatch(labels -> selector(service.tree()).properties().stream()
                        .allMatch(wanted -> labels.path(wanted.getKey()).equals(wanted.getValue())));
    }

    private Diagnostic objection(Manifest service, String why, String advice) {
        return Diagnostic.at(
                service.origin(), service.key() + " was not switched in cluster " + cluster + ": " + why, advice);
    }

    private static JsonNode selector(JsonNode service) {
        return service.path("spec").path("selector");
    }
}
