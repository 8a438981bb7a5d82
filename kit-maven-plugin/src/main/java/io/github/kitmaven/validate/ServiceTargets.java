package io.github.kitmaven.validate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Service selects pods of its namespace, and the ports it names are theirs. It is only likely a mistake if not: the pods
 * may be made by others, or by custom resources.
 */
final class ServiceTargets {
    private final List<KubeObject> objects;
    private final Map<Label, List<PodTemplate>> pods = new HashMap<>();
    private final Findings findings;

    ServiceTargets(List<KubeObject> objects, Findings findings) {
        this.objects = objects;
        this.findings = findings;
        objects.forEach(object -> PodTemplate.of(object).ifPresent(pod -> add(object.namespace(), pod)));
    }

    /** A label of pods in a namespace; its value is empty where it can't be told. */
    private record Label(String namespace, String name, String value) {
        static Label of(String namespace, Node label) {
            return new Label(namespace, label.name(), Unset.in(label) ? "" : label.text());
        }
    }

    private void add(String namespace, PodTemplate pod) {
        for (Node label : pod.labels().members()) {
            pods.computeIfAbsent(Label.of(namespace, label), any -> new ArrayList<>())
                    .add(pod);
        }
    }

    void check() {
        objects.stream().filter(object -> object.is("services")).forEach(this::check);
    }

    private void check(KubeObject service) {
        Node spec = service.root().get("spec");
        List<Node> wanted = spec.get("selector").members();
        boolean external = spec.get("type").text().equals("ExternalName");
        if (external || wanted.isEmpty() || wanted.stream().anyMatch(Unset::in)) {
            return;
        }
        Label first = Label.of(service.namespace(), wanted.get(0));
        List<PodTemplate> selected = Stream.of(first, new Label(first.namespace(), first.name(), ""))
                .distinct()
                .flatMap(label -> pods.getOrDefault(label, List.of()).stream())
                .filter(pod -> has(pod.labels(), wanted))
                .toList();
        if (!selected.isEmpty()) {
            ports(service, selected);
        } else if (!customPods(wanted)) {
            findings.warning(
                    "service-selects-nothing",
                    service,
                    spec.get("selector"),
                    "no pod of the cluster's manifests has the labels that spec.selector wants",
                    "Let the labels of a pod template in the same namespace have them");
        }
    }

    private static boolean has(Node labels, List<Node> wanted) {
        return wanted.stream().allMatch(label -> {
            Node own = labels.get(label.name());
            return own.exists() && (own.text().equals(label.text()) || Unset.in(own));
        });
    }

    /** Whether a custom resource, which may make pods, holds these labels anywhere. */
    private boolean customPods(List<Node> wanted) {
        return objects.stream()
                .filter(object -> object.kind().isEmpty())
                .flatMap(object -> object.root().all())
                .anyMatch(node -> node.isMap() && has(node, wanted));
    }

    private void ports(KubeObject service, List<PodTemplate> selected) {
        Map<String, String> names = new HashMap<>();
        selected.stream()
                .flatMap(pod -> pod.containers().stream())
                .flatMap(container -> container.get("ports").items().stream())
                .map(port -> port.get("name"))
                .filter(name -> !name.text().isEmpty())
                .forEach(name -> names.put(name.text(), name.shown()));
        for (Node port : service.root().at("spec", "ports").items()) {
            Node target = port.get("targetPort");
            if (target.isString() && !Unset.in(target) && !names.containsKey(target.text())) {
                findings.warning(
                        "unknown-port",
                        service,
                        target,
                        "none of the selected containers has a port named " + target.shown(),
                        names.isEmpty()
                                ? "Name a port of a container so, or give its number"
                                : target.advice(names.values()));
            }
        }
    }
}
