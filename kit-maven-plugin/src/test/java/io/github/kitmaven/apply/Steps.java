package io.github.kitmaven.apply;

import static io.github.kitmaven.testing.Trees.manifest;

import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.Plan;
import io.github.kitmaven.plan.Step;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Plans for tests, a line for each object: {@code create Deployment shop/web labels; annotations}. */
final class Steps {
    private static final Map<String, String> GROUPS = Map.of(
            "Deployment", "apps/v1",
            "StatefulSet", "apps/v1",
            "DaemonSet", "apps/v1",
            "Job", "batch/v1",
            "CustomResourceDefinition", "apiextensions.k8s.io/v1",
            "Ingress", "networking.k8s.io/v1",
            "Widget", "example.com/v1");

    private Steps() {}

    static Plan plan(String lines) {
        List<String> all = lines.lines().toList();
        return new Plan(
                "dev",
                java.util.stream.IntStream.range(0, all.size())
                        .mapToObj(line -> step(all.get(line), line + 1))
                        .toList());
    }

    static Step step(String text, int line) {
        String[] words = text.strip().split(" ", 4);
        Action action = Action.valueOf(words[0].toUpperCase(java.util.Locale.ROOT));
        String more = words.length > 3 ? words[3] : "";
        Manifest manifest = object(words[1], words[2], more, line);
        return new Step(manifest, action, "as the test says", List.of(), false, false);
    }

    static Manifest object(String kind, String place, String more, int line) {
        String[] parts = more.split(";", -1);
        int slash = place.indexOf('/');
        return new Manifest(
                manifest("{apiVersion: '%s', kind: '%s', metadata: {name: '%s'%s, labels: {%s}, annotations: {%s}}}"
                                .formatted(
                                        GROUPS.getOrDefault(kind, "v1"),
                                        kind,
                                        place.substring(slash + 1),
                                        slash < 0 ? "" : ", namespace: '" + place.substring(0, slash) + "'",
                                        parts[0].strip(),
                                        parts.length > 1 ? parts[1].strip() : ""))
                        .tree(),
                new Origin("dev/all.yaml", line, 1));
    }

    /** The order of a plan that has no problems, a line for each stage: {@code after a, b: action object, action object}. */
    static String order(String lines) {
        Plan plan = plan(lines);
        Dependencies dependencies = Dependencies.of(plan, List.of());
        if (!dependencies.problems().isEmpty()) {
            throw new AssertionError(dependencies.problems());
        }
        return Order.of(plan, dependencies.needs()).stages().stream()
                .map(stage -> (stage.awaits().isEmpty() ? "" : "after " + names(stage.awaits()) + ": ")
                        + stage.steps().stream()
                                .map(step -> step.action().label() + " " + step.key())
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("\n"));
    }

    private static String names(Set<ManifestKey> keys) {
        return keys.stream().sorted().map(ManifestKey::toString).collect(Collectors.joining(", "));
    }
}
