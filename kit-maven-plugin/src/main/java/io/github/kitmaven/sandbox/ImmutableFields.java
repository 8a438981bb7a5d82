package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.sandbox.ApiError.Cause;
import io.github.kitmaven.schema.Kind;
import java.util.List;
import java.util.Map;

/** Fields that keep the value they were created with. */
final class ImmutableFields {
    private static final Map<String, List<String>> FIELDS = Map.of(
            "deployments.apps", List.of("spec.selector"),
            "replicasets.apps", List.of("spec.selector"),
            "daemonsets.apps", List.of("spec.selector"),
            "jobs.batch", List.of("spec.selector", "spec.template", "spec.completionMode"),
            "secrets", List.of("type"),
            "storageclasses.storage.k8s.io", List.of("provisioner", "parameters", "reclaimPolicy"),
            "customresourcedefinitions.apiextensions.k8s.io", List.of("spec.scope", "spec.names.kind"));
    private static final List<String> STATEFUL_SET_MAY_CHANGE = List.of(
            "replicas",
            "ordinals",
            "template",
            "updateStrategy",
            "revisionHistoryLimit",
            "persistentVolumeClaimRetentionPolicy",
            "minReadySeconds");

    private ImmutableFields() {}

    static void check(Kind kind, ObjectNode before, ObjectNode after, List<Cause> causes) {
        for (String field : FIELDS.getOrDefault(kind.resource(), List.of())) {
            JsonNode value = value(after, field);
            if (!value.equals(value(before, field)) && !(field.equals("spec.template") && isSuspended(before))) {
                causes.add(Cause.invalid(field, GoValue.of(field, value), "field is immutable"));
            }
        }
        switch (kind.resource()) {
            case "statefulsets.apps" -> checkStatefulSet(before, after, causes);
            case "persistentvolumeclaims" -> checkClaim(before, after, causes);
            case "services" -> checkAddress(before, after, causes);
            case "configmaps", "secrets" -> checkData(before, after, causes);
            case "rolebindings.rbac.authorization.k8s.io", "clusterrolebindings.rbac.authorization.k8s.io" ->
                checkRole(before, after, causes);
            default -> {}
        }
    }

    private static boolean isSuspended(JsonNode job) {
        return job.at("/spec/suspend").asBoolean();
    }

    private static void checkStatefulSet(ObjectNode before, ObjectNode after, List<Cause> causes) {
        if (!without(before.path("spec"), STATEFUL_SET_MAY_CHANGE)
                .equals(without(after.path("spec"), STATEFUL_SET_MAY_CHANGE))) {
            causes.add(Cause.forbidden(
                    "spec",
                    "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template',"
                            + " 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and"
                            + " 'minReadySeconds' are forbidden"));
        }
    }

    private static void checkClaim(ObjectNode before, ObjectNode after, List<Cause> causes) {
        List<String> mayChange = List.of("resources", "volumeName", "volumeAttributesClassName");
        if (!without(before.path("spec"), mayChange).equals(without(after.path("spec"), mayChange))) {
            causes.add(Cause.forbidden(
                    "spec",
                    "spec is immutable after creation except resources.requests and volumeAttributesClassName"
                            + " for bound claims"));
        }
    }

    private static void checkAddress(ObjectNode before, ObjectNode after, List<Cause> causes) {
        JsonNode old = before.at("/spec/clusterIP");
        JsonNode now = after.at("/spec/clusterIP");
        if (!old.isMissingNode()
                && !old.equals(now)
                && !after.at("/spec/type").asText().equals("ExternalName")) {
            causes.add(Cause.invalid(
                    "spec.clusterIPs[0]", "[]string{\"" + now.asText() + "\"}", "may not change once set"));
        }
    }

    private static void checkData(ObjectNode before, ObjectNode after, List<Cause> causes) {
        boolean same = before.path("data").equals(after.path("data"))
                && after.path("immutable").asBoolean();
        if (before.path("immutable").asBoolean() && !same) {
            causes.add(Cause.forbidden("data", "field is immutable when `immutable` is set"));
        }
    }

    private static void checkRole(ObjectNode before, ObjectNode after, List<Cause> causes) {
        if (!before.path("roleRef").equals(after.path("roleRef"))) {
            causes.add(Cause.invalid("roleRef", Json.text(after.path("roleRef")), "cannot change roleRef"));
        }
    }

    private static JsonNode value(JsonNode object, String field) {
        return object.at("/" + field.replace('.', '/'));
    }

    private static JsonNode without(JsonNode spec, List<String> fields) {
        return spec instanceof ObjectNode object ? object.deepCopy().without(fields) : spec;
    }
}
