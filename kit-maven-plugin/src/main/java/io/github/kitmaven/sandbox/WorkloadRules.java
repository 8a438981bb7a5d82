package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.LabelSelector;
import io.github.kitmaven.sandbox.ApiError.Cause;
import io.github.kitmaven.schema.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must fit together inside workloads and Services. */
final class WorkloadRules {
    private static final Set<String> SELECTING =
            Set.of("deployments.apps", "replicasets.apps", "statefulsets.apps", "daemonsets.apps");

    private WorkloadRules() {}

    static void check(Kind kind, ObjectNode object, List<Cause> causes) {
        JsonNode spec = object.path("spec");
        if (SELECTING.contains(kind.resource())) {
            checkSelector(spec, causes);
        }
        if (kind.is("services")) {
            checkService(spec, causes);
        }
        if (spec instanceof ObjectNode wanted) {
            String path = switch (kind.resource()) {
                case "pods" -> "spec";
                case "cronjobs.batch" -> "spec.jobTemplate.spec.template.spec";
                default -> "spec.template.spec";
            };
            ConditionalDefaults.podSpec(kind, wanted)
                    .ifPresent(podSpec -> checkPodSpec(kind, spec, podSpec, path, causes));
        }
    }

    private static void checkSelector(JsonNode spec, List<Cause> causes) {
        JsonNode labels = spec.at("/template/metadata/labels");
        LabelSelector selector = LabelSelector.of(spec.path("selector"));
        if (spec.has("selector") && selector.isEmpty()) {
            causes.add(Cause.invalid(
                    "spec.selector",
                    GoValue.selector(spec.path("selector")),
                    "empty selector is invalid for deployment"));
        } else if (!spec.has("selector") || !selector.matches(labels)) {
            causes.add(Cause.invalid(
                    "spec.template.metadata.labels",
                    GoValue.map(labels),
                    "`selector` does not match template `labels`"));
        }
    }

    private static void checkPodSpec(Kind kind, JsonNode spec, ObjectNode podSpec, String path, List<Cause> causes) {
        Set<String> names = new HashSet<>();
        Set<String> volumes = Stream.concat(
                        Json.items(podSpec.path("volumes")).map(volume -> volume.path("name")),
                        Json.items(spec.path("volumeClaimTemplates")).map(claim -> claim.at("/metadata/name")))
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
        for (String field : List.of("initContainers", "containers")) {
            JsonNode containers = podSpec.path(field);
            for (int i = 0; i < containers.size(); i++) {
                String at = path + "." + field + "[" + i + "]";
                JsonNode container = containers.get(i);
                if (container.path("image").asText().isBlank()) {
                    causes.add(Cause.required(at + ".image", ""));
                }
                String name = container.path("name").asText();
                if (!names.add(name)) {
                    causes.add(new Cause("FieldValueDuplicate", at + ".name", "Duplicate value: \"" + name + '"'));
                }
                checkMounts(volumes, container, at, causes);
            }
        }
        checkRestartPolicy(kind, podSpec, path, causes);
    }

    private static void checkMounts(Set<String> volumes, JsonNode container, String path, List<Cause> causes) {
        JsonNode mounts = container.path("volumeMounts");
        for (int i = 0; i < mounts.size(); i++) {
            String name = mounts.get(i).path("name").asText();
            if (!volumes.contains(name)) {
                causes.add(new Cause(
                        "FieldValueNotFound", path + ".volumeMounts[" + i + "].name", "Not found: \"" + name + '"'));
            }
        }
    }

    private static void checkRestartPolicy(Kind kind, JsonNode podSpec, String path, List<Cause> causes) {
        String policy = podSpec.path("restartPolicy").asText();
        List<String> supported = switch (kind.resource()) {
            case "jobs.batch", "cronjobs.batch" -> List.of("OnFailure", "Never");
            case "pods", "podtemplates" -> List.of("Always", "OnFailure", "Never");
            default -> List.of("Always");
        };
        if (!supported.contains(policy)) {
            causes.add(
                    kind.group().equals("batch") && policy.equals("Always")
                            ? new Cause(
                                    "FieldValueRequired",
                                    path + ".restartPolicy",
                                    "Required value: valid values: \"OnFailure\", \"Never\"")
                            : Cause.unsupported(path + ".restartPolicy", policy, supported));
        }
    }

    private static void checkService(JsonNode spec, List<Cause> causes) {
        String type = spec.path("type").asText();
        boolean headless = spec.path("clusterIP").asText().equals("None");
        if (type.equals("ExternalName")) {
            if (spec.path("externalName").asText().isEmpty()) {
                causes.add(Cause.required("spec.externalName", ""));
            }
        } else if (spec.path("ports").isEmpty() && !headless) {
            causes.add(Cause.required("spec.ports", ""));
        }
        JsonNode ports = spec.path("ports");
        for (int i = 0; i < ports.size(); i++) {
            if (ports.size() > 1 && ports.get(i).path("name").asText().isEmpty()) {
                causes.add(Cause.required("spec.ports[" + i + "].name", ""));
            }
        }
    }
}
