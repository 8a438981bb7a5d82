package io.github.kitmaven.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.KitAnnotations;
import io.github.kitmaven.model.LabelSelector;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.Plan;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the dependency selectors of a plan's objects select: other objects of the plan, of any kind, and objects that the
 * cluster has of the kinds of {@link #LIVE_KINDS}; of the same namespace, or of the whole cluster. Pure.
 *
 * @param needs what must be healthy before an object is written
 * @param problems selectors that can't be read, that select nothing, and objects that wait for each other
 */
public record Dependencies(Map<ManifestKey, Set<ManifestKey>> needs, List<Diagnostic> problems) {
    /** API versions and kinds of objects that may be waited for although they are not of the deploy. */
    public static final Map<String, String> LIVE_KINDS = Map.of(
            "Deployment", "apps/v1",
            "DaemonSet", "apps/v1",
            "StatefulSet", "apps/v1",
            "Job", "batch/v1",
            "Secret", "v1",
            "Service", "v1");

    /**
     * The namespaces whose live objects decide.
     *
     * @param plan the plan
     * @return the namespaces of objects that will be written and have a selector
     */
    public static Set<String> namespaces(Plan plan) {
        Set<String> namespaces = new TreeSet<>();
        plan.steps().stream()
                .filter(step -> step.action().writes() && !selector(step).isEmpty())
                .forEach(step -> namespaces.add(step.key().namespace()));
        namespaces.remove("");
        return namespaces;
    }

    /**
     * Finds what each object waits for.
     *
     * @param plan the plan
     * @param live the objects of {@link #LIVE_KINDS} in {@link #namespaces}
     * @return the dependencies
     */
    public static Dependencies of(Plan plan, Collection<ObjectNode> live) {
        List<Step> steps = plan.steps().stream()
                .filter(step -> step.action() != Action.DELETE)
                .toList();
        Map<ManifestKey, JsonNode> candidates = candidates(plan, live);
        Map<ManifestKey, Set<ManifestKey>> needs = new LinkedHashMap<>();
        List<Diagnostic> problems = new ArrayList<>();
        for (Step step : steps) {
            Hooks.problem(step.manifest()).ifPresent(problems::add);
            if (!selector(step).isEmpty()) {
                select(step, candidates, needs, problems);
            }
        }
        problems.addAll(Cycles.of(steps.stream().map(Step::manifest).toList(), needs));
        return new Dependencies(needs, problems);
    }

    private static void select(
            Step step,
            Map<ManifestKey, JsonNode> candidates,
            Map<ManifestKey, Set<ManifestKey>> needs,
            List<Diagnostic> problems) {
        Manifest manifest = step.manifest();
        String text = selector(step);
        if (step.key().isNamespace()) {
            problems.add(Diagnostic.at(
                    manifest.origin(),
                    step.key() + " has a dependency selector, but namespaces are made before anything else",
                    "Move the annotation to what is in the namespace"));
            return;
        }
        LabelSelector selector;
        try {
            selector = LabelSelector.parse(text);
        } catch (IllegalArgumentException e) {
            problems.add(Diagnostic.at(
                    manifest.origin(),
                    "'" + manifest.masked(String.valueOf(e.getMessage())) + "' in the dependency selector '"
                            + manifest.masked(text)
                            + "' of " + step.key()
                            + " is not a requirement",
                    "Write it as kubectl's -l: a=b, a!=b, a in (b,c), a notin (b,c), a, !a, a>1, joined by commas"));
            return;
        }
        Set<ManifestKey> selected = new LinkedHashSet<>();
        candidates.forEach((other, tree) -> {
            boolean isOther = !other.equals(step.key()) && meets(step.key(), other);
            if (isOther && selector.matches(tree.path("metadata").path("labels"))) {
                selected.add(other);
            }
        });
        needs.put(step.key(), selected);
        if (selected.isEmpty() && step.action().writes()) {
            problems.add(nothing(manifest, text));
        }
    }

    private static Diagnostic nothing(Manifest manifest, String text) {
        String where = manifest.namespace().isEmpty() ? "" : " in namespace " + manifest.shown("metadata", "namespace");
        return Diagnostic.at(
                manifest.origin(),
                manifest.key() + " waits for '" + manifest.masked(text)
                        + "', which selects no other object of this deploy, and none that is" + " there already"
                        + where,
                "Correct the selector or the labels of what it should select, or deploy that first");
    }

    /** The objects of the plan; and those of the cluster that the plan neither has, nor takes away, nor replaces. */
    private static Map<ManifestKey, JsonNode> candidates(Plan plan, Collection<ObjectNode> live) {
        Set<ManifestKey> planned = new LinkedHashSet<>();
        Map<ManifestKey, JsonNode> candidates = new LinkedHashMap<>();
        for (Step step : plan.steps()) {
            planned.add(step.key());
            planned.add(ofName(step.manifest().tree()));
            if (step.action() != Action.DELETE) {
                candidates.put(step.key(), step.manifest().tree());
            }
        }
        live.stream()
                .filter(object -> !planned.contains(ManifestKey.of(object)) && !planned.contains(ofName(object)))
                .forEach(object -> candidates.put(ManifestKey.of(object), object));
        return candidates;
    }

    /** By the name in the repo: the object of an earlier deploy, which the plan's takes the place of, has the same. */
    private static ManifestKey ofName(JsonNode object) {
        ManifestKey key = ManifestKey.of(object);
        String original = annotation(object, KitAnnotations.ORIGINAL_NAME);
        return new ManifestKey(key.group(), key.kind(), key.namespace(), original.isEmpty() ? key.name() : original);
    }

    private static boolean meets(ManifestKey waiting, ManifestKey other) {
        return waiting.namespace().isEmpty()
                || other.namespace().isEmpty()
                || waiting.namespace().equals(other.namespace());
    }

    private static String selector(Step step) {
        return annotation(step.manifest().tree(), KitAnnotations.DEPENDENCY_SELECTOR)
                .strip();
    }

    private static String annotation(JsonNode object, String name) {
        return object.path("metadata").path("annotations").path(name).asText("");
    }
}
