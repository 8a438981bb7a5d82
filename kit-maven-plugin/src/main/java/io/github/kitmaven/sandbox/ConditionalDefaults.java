package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.schema.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** The defaults that depend on other fields of the object. */
final class ConditionalDefaults {
    private ConditionalDefaults() {}

    static void fill(Kind kind, ObjectNode object) {
        if (!(object.get("spec") instanceof ObjectNode spec)) {
            fillWithoutSpec(kind, object);
            return;
        }
        switch (kind.resource()) {
            case "deployments.apps" -> rollingUpdate(spec, "strategy");
            case "daemonsets.apps" -> rollingUpdate(spec, "updateStrategy");
            case "statefulsets.apps" -> {
                rollingUpdate(spec, "updateStrategy");
                Json.objects(spec.path("volumeClaimTemplates")).forEach(ConditionalDefaults::claim);
            }
            case "replicasets.apps", "replicationcontrollers" -> selectTemplate(kind, object, spec);
            case "jobs.batch" -> completions(spec);
            case "services" -> service(spec);
            case "networkpolicies.networking.k8s.io" -> policyTypes(spec);
            case "customresourcedefinitions.apiextensions.k8s.io" -> names(spec);
            case "namespaces" -> namespace(object);
            case "pods" -> pod(spec);
            default -> {}
        }
        podSpec(kind, spec).ifPresent(ConditionalDefaults::fillPodSpec);
    }

    /** The pod spec inside the spec of a workload, or of a pod. */
    static Optional<ObjectNode> podSpec(Kind kind, ObjectNode spec) {
        JsonNode found = switch (kind.resource()) {
            case "pods" -> spec;
            case "cronjobs.batch" -> spec.at("/jobTemplate/spec/template/spec");
            default -> spec.at("/template/spec");
        };
        return found instanceof ObjectNode podSpec ? Optional.of(podSpec) : Optional.empty();
    }

    private static void fillWithoutSpec(Kind kind, ObjectNode object) {
        switch (kind.resource()) {
            case "secrets" -> encode(object);
            case "namespaces" -> namespace(object);
            case "rolebindings.rbac.authorization.k8s.io", "clusterrolebindings.rbac.authorization.k8s.io" ->
                roles(object);
            default -> {}
        }
    }

    private static void rollingUpdate(ObjectNode spec, String strategy) {
        if (spec.path(strategy).path("type").asText().equals("RollingUpdate")) {
            Json.child(Json.child(spec, strategy), "rollingUpdate");
        }
    }

    private static void claim(ObjectNode template) {
        setIfMissing(template, "apiVersion", "v1");
        setIfMissing(template, "kind", "PersistentVolumeClaim");
        setIfMissing(Json.child(template, "status"), "phase", "Pending");
    }

    private static void selectTemplate(Kind kind, ObjectNode object, ObjectNode spec) {
        JsonNode labels = spec.at("/template/metadata/labels");
        if (kind.is("replicationcontrollers") && !spec.has("selector") && labels.isObject()) {
            spec.set("selector", labels.deepCopy());
        }
        if (Metadata.labels(object).isEmpty() && labels.isObject()) {
            Metadata.edit(object).set("labels", labels.deepCopy());
        }
    }

    private static void completions(ObjectNode spec) {
        if (!spec.has("completions") && spec.path("parallelism").asInt() == 1) {
            spec.put("completions", 1);
        }
    }

    private static void service(ObjectNode spec) {
        String type = spec.path("type").asText();
        Json.objects(spec.path("ports")).filter(port -> !port.has("targetPort")).forEach(port -> {
            if (port.has("port")) {
                port.set("targetPort", port.get("port"));
            }
        });
        if (type.equals("ExternalName")) {
            spec.remove("internalTrafficPolicy");
            return;
        }
        setIfMissing(spec, "ipFamilyPolicy", "SingleStack");
        if (!spec.has("ipFamilies")) {
            spec.putArray("ipFamilies").add("IPv4");
        }
        if (type.equals("NodePort") || type.equals("LoadBalancer")) {
            setIfMissing(spec, "externalTrafficPolicy", "Cluster");
        }
        if (type.equals("LoadBalancer") && !spec.has("allocateLoadBalancerNodePorts")) {
            spec.put("allocateLoadBalancerNodePorts", true);
        }
    }

    private static void policyTypes(ObjectNode spec) {
        if (!spec.has("policyTypes")) {
            ArrayNode types = spec.putArray("policyTypes").add("Ingress");
            if (spec.has("egress")) {
                types.add("Egress");
            }
        }
    }

    private static void names(ObjectNode spec) {
        ObjectNode names = Json.child(spec, "names");
        String kind = names.path("kind").asText();
        setIfMissing(names, "singular", kind.toLowerCase(Locale.ROOT));
        setIfMissing(names, "listKind", kind + "List");
    }

    private static void namespace(ObjectNode object) {
        Json.child(Metadata.edit(object), "labels").put("kubernetes.io/metadata.name", Metadata.name(object));
    }

    private static void pod(ObjectNode spec) {
        if (!spec.has("enableServiceLinks")) {
            spec.put("enableServiceLinks", true);
        }
        for (ObjectNode container : Json.objects(spec.path("containers")).toList()) {
            ObjectNode resources = Json.child(container, "resources");
            resources.path("limits").properties().forEach(limit -> {
                ObjectNode requests = Json.child(resources, "requests");
                if (!requests.has(limit.getKey())) {
                    requests.set(limit.getKey(), limit.getValue());
                }
            });
        }
    }

    private static void fillPodSpec(ObjectNode spec) {
        if (spec.path("serviceAccountName").isTextual()) {
            spec.set("serviceAccount", spec.get("serviceAccountName"));
        } else if (spec.path("serviceAccount").isTextual()) {
            spec.set("serviceAccountName", spec.get("serviceAccount"));
        }
        for (String containers : new String[] {"initContainers", "containers"}) {
            Json.objects(spec.path(containers)).forEach(container -> {
                boolean latest = tag(container.path("image").asText()).equals("latest");
                setIfMissing(container, "imagePullPolicy", latest ? "Always" : "IfNotPresent");
            });
        }
        Json.objects(spec.path("volumes")).filter(volume -> volume.size() == 1).forEach(volume -> {
            if (volume.has("name")) {
                volume.putObject("emptyDir");
            }
        });
    }

    /** The tag of an image; {@code latest} where it names neither a tag nor a digest. */
    private static String tag(String image) {
        String last = image.substring(image.lastIndexOf('/') + 1);
        if (last.contains("@")) {
            return "";
        }
        int colon = last.lastIndexOf(':');
        return colon < 0 ? "latest" : last.substring(colon + 1);
    }

    /** Plain values of a secret move to the encoded ones. */
    private static void encode(ObjectNode secret) {
        if (secret.remove("stringData") instanceof ObjectNode plain) {
            ObjectNode data = Json.child(secret, "data");
            plain.properties()
                    .forEach(entry -> data.put(
                            entry.getKey(),
                            Base64.getEncoder()
                                    .encodeToString(entry.getValue().asText().getBytes(StandardCharsets.UTF_8))));
        }
    }

    private static void roles(ObjectNode binding) {
        String rbac = "rbac.authorization.k8s.io";
        if (binding.get("roleRef") instanceof ObjectNode role) {
            setIfMissing(role, "apiGroup", rbac);
        }
        Json.objects(binding.path("subjects"))
                .filter(subject -> !subject.path("kind").asText().equals("ServiceAccount"))
                .forEach(subject -> setIfMissing(subject, "apiGroup", rbac));
    }

    private static void setIfMissing(ObjectNode object, String field, String value) {
        if (!object.has(field)) {
            object.put(field, value);
        }
    }
}
