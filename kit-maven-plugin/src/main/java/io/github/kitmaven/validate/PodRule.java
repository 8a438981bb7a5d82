package io.github.kitmaven.validate;

import io.github.kitmaven.schema.Names;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What must fit together inside of a pod. */
final class PodRule implements ObjectRule {

    @Override
    public void check(KubeObject object, Findings findings) {
        PodTemplate.of(object).ifPresent(pod -> {
            restartPolicy(object, pod, findings);
            volumes(object, pod, findings);
            Map<String, Node> names = new HashMap<>();
            for (Node container : pod.containers()) {
                new ContainerRule(object, findings).check(container);
                Node name = container.get("name");
                Node first = names.putIfAbsent(name.text(), name);
                // a list refuses twins by itself; this is about those of two lists
                if (first != null && !Unset.in(name) && !list(first).equals(list(name))) {
                    findings.error(
                            "duplicate-item",
                            object,
                            name,
                            name.path() + " is " + name.shown() + ", as " + first.path() + " is",
                            "Give each container a name of its own");
                }
            }
        });
    }

    private static String list(Node name) {
        return name.path().substring(0, name.path().lastIndexOf('['));
    }

    private static void volumes(KubeObject object, PodTemplate pod, Findings findings) {
        for (Node volume : pod.spec().get("volumes").items()) {
            Node name = volume.get("name");
            if (name.exists()
                    && !Unset.in(name)
                    && Names.labelProblem(name.text(), false).isPresent()) {
                findings.error("invalid-name", object, name, "A volume can't be named " + name.shown(), NameRule.LABEL);
            }
            List<String> sources = volume.members().stream()
                    .map(Node::name)
                    .filter(key -> !key.equals("name"))
                    .sorted()
                    .toList();
            if (sources.size() > 1) {
                findings.error(
                        "invalid-value",
                        object,
                        volume,
                        volume.path() + " has several sources: " + String.join(", ", sources),
                        "Leave one; the content of several can be put together with projected");
            }
        }
        mounts(object, pod, findings);
    }

    private static void mounts(KubeObject object, PodTemplate pod, Findings findings) {
        Map<String, String> volumes = new HashMap<>();
        Stream.concat(
                        pod.spec().get("volumes").items().stream().map(volume -> volume.get("name")),
                        object.root().at("spec", "volumeClaimTemplates").items().stream()
                                .map(claim -> claim.at("metadata", "name")))
                .forEach(name -> volumes.put(name.text(), name.shown()));
        pod.containers().stream()
                .flatMap(container -> Stream.of("volumeMounts", "volumeDevices")
                        .flatMap(field -> container.get(field).items().stream()))
                .map(mount -> mount.get("name"))
                .filter(name -> name.exists() && !Unset.in(name) && !volumes.containsKey(name.text()))
                .forEach(name -> findings.error(
                        "unknown-volume",
                        object,
                        name,
                        name.path() + " names the volume " + name.shown() + ", which the pod doesn't have",
                        name.advice(volumes.values())));
    }

    private static void restartPolicy(KubeObject object, PodTemplate pod, Findings findings) {
        Node policy = pod.spec().get("restartPolicy");
        List<String> allowed = switch (object.kindName()) {
            case "Job", "CronJob" -> List.of("Never", "OnFailure");
            case "Pod", "PodTemplate" -> List.of("Always", "Never", "OnFailure");
            default -> List.of("Always");
        };
        boolean left = policy.text().isEmpty();
        boolean wrong = left ? !allowed.contains("Always") : !allowed.contains(policy.text()) && !Unset.in(policy);
        if (wrong && pod.spec().exists()) {
            findings.error(
                    "invalid-value",
                    object,
                    policy,
                    left ? policy.path() + " is missing" : policy.path() + " can't be " + policy.shown(),
                    object.shownKind() + " takes " + String.join(" or ", allowed));
        }
    }
}
