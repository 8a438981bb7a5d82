package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.schema.Kind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a server gives an object of some kinds when it is created, and keeps for it ever after. */
final class FirstState {
    private FirstState() {}

    static void prepare(Kind kind, ObjectNode object, Store store) {
        if (kind.hasStatus()) {
            object.remove("status");
            if (!kind.custom()) {
                object.putObject("status");
            }
        }
        switch (kind.resource()) {
            case "namespaces" -> {
                Json.list(Json.child(object, "spec"), "finalizers").removeAll().add("kubernetes");
                Json.child(object, "status").put("phase", "Active");
            }
            case "persistentvolumeclaims" -> Json.child(object, "status").put("phase", "Pending");
            case "pods" -> pod(object);
            case "jobs.batch" -> job(object);
            case "services" -> service(object, store);
            default -> {}
        }
    }

    /** Keeps what an update may leave out, but can't take away. */
    static void keep(Kind kind, ObjectNode before, ObjectNode after, Store store) {
        if (kind.is("services") && after.get("spec") instanceof ObjectNode spec) {
            JsonNode old = before.path("spec");
            boolean sameType = spec.path("type")
                    .asText("ClusterIP")
                    .equals(old.path("type").asText());
            for (String field : List.of("clusterIP", "clusterIPs", "healthCheckNodePort")) {
                if (!spec.has(field) && old.has(field) && sameType) {
                    spec.set(field, old.get(field));
                }
            }
            keepNodePorts(old, spec, sameType);
            if (hasNodePorts(spec)) {
                nodePorts(spec, store.list("services", "").objects());
            }
        }
    }

    private static void keepNodePorts(JsonNode old, ObjectNode spec, boolean sameType) {
        if (!hasNodePorts(spec)) {
            if (!sameType) {
                Json.objects(spec.path("ports")).forEach(port -> port.remove("nodePort"));
                spec.remove(List.of("externalTrafficPolicy", "allocateLoadBalancerNodePorts"));
            }
            return;
        }
        for (ObjectNode port : Json.objects(spec.path("ports")).toList()) {
            Json.items(old.path("ports"))
                    .filter(other -> other.has("nodePort") && other.path("port").equals(port.path("port")))
                    .findFirst()
                    .filter(other -> !port.has("nodePort"))
                    .ifPresent(other -> port.set("nodePort", other.get("nodePort")));
        }
    }

    private static void pod(ObjectNode pod) {
        ObjectNode spec = Json.child(pod, "spec");
        spec.put("priority", 0).put("preemptionPolicy", "PreemptLowerPriority");
        if (!spec.has("tolerations")) {
            for (String taint : List.of("not-ready", "unreachable")) {
                Json.list(spec, "tolerations")
                        .addObject()
                        .put("key", "node.kubernetes.io/" + taint)
                        .put("operator", "Exists")
                        .put("effect", "NoExecute")
                        .put("tolerationSeconds", 300);
            }
        }
        boolean limited = Json.items(spec.path("containers"))
                .anyMatch(container -> !container.path("resources").isEmpty());
        Json.child(pod, "status").put("phase", "Pending").put("qosClass", limited ? "Burstable" : "BestEffort");
    }

    /** A Job's pods are told apart by its uid. */
    private static void job(ObjectNode job) {
        ObjectNode spec = Json.child(job, "spec");
        if (spec.path("manualSelector").asBoolean() || !(spec.get("template") instanceof ObjectNode template)) {
            return;
        }
        String uid = Metadata.uid(job);
        ObjectNode labels = Json.child(Json.child(template, "metadata"), "labels");
        labels.put("batch.kubernetes.io/controller-uid", uid).put("batch.kubernetes.io/job-name", Metadata.name(job));
        labels.put("controller-uid", uid).put("job-name", Metadata.name(job));
        Json.child(Json.child(spec, "selector"), "matchLabels").put("batch.kubernetes.io/controller-uid", uid);
        if (Metadata.labels(job).isEmpty()) {
            Metadata.edit(job).set("labels", labels.deepCopy());
        }
    }

    private static void service(ObjectNode service, Store store) {
        ObjectNode spec = Json.child(service, "spec");
        Json.child(service, "status").putObject("loadBalancer");
        if (spec.path("type").asText().equals("ExternalName")) {
            return;
        }
        List<ObjectNode> others = store.list("services", "").objects();
        if (!spec.has("clusterIP")) {
            Set<String> taken = others.stream()
                    .map(other -> other.at("/spec/clusterIP").asText())
                    .collect(Collectors.toSet());
            int next = 1;
            while (taken.contains(address(next))) {
                next++;
            }
            spec.put("clusterIP", address(next));
        }
        if (!spec.has("clusterIPs")) {
            spec.putArray("clusterIPs").add(spec.get("clusterIP"));
        }
        if (hasNodePorts(spec)) {
            nodePorts(spec, others);
        }
    }

    private static boolean hasNodePorts(JsonNode spec) {
        return Set.of("NodePort", "LoadBalancer").contains(spec.path("type").asText());
    }

    private static void nodePorts(ObjectNode spec, List<ObjectNode> others) {
        Set<Integer> taken = others.stream()
                .flatMap(other -> Json.items(other.at("/spec/ports")))
                .map(port -> port.path("nodePort").asInt())
                .collect(Collectors.toSet());
        int next = 30_000;
        for (ObjectNode port : Json.objects(spec.path("ports")).toList()) {
            while (!port.has("nodePort") && taken.contains(next)) {
                next++;
            }
            if (!port.has("nodePort")) {
                port.put("nodePort", next++);
            }
        }
    }

    private static String address(int number) {
        return "10.96." + number / 250 + "." + (number % 250 + 1);
    }
}
