package io.github.kitmaven.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.KitLabels;
import io.github.kitmaven.model.LabelSelector;
import java.util.Set;

/** A workload selects the pods that it makes. What a deploy completes of a Deployment's selector need not be there. */
final class SelectorRule implements ObjectRule {
    private static final Set<String> SELECTING =
            Set.of("deployments.apps", "statefulsets.apps", "daemonsets.apps", "replicasets.apps");

    /** Whether a deploy gives it the selector that it lacks: the labels of its pods. */
    static boolean isCompleted(KubeObject object) {
        return object.is("deployments.apps");
    }

    @Override
    public void check(KubeObject object, Findings findings) {
        Node selector = object.root().at("spec", "selector");
        boolean selects = object.kind()
                .filter(kind -> SELECTING.contains(kind.resource()) || kind.is("jobs.batch"))
                .isPresent();
        if (!selects || !selector.isMap() || selector.all().anyMatch(Unset::in)) {
            return;
        }
        LabelSelector wanted = LabelSelector.of(object.tree().at("/spec/selector"));
        Node labels = object.root().at("spec", "template", "metadata", "labels");
        if (labels.exists() && !labels.isMap()) {
            return; // the type is wrong, which is told already
        }
        if (wanted.isEmpty() && isCompleted(object)) {
            return;
        }
        if (wanted.isEmpty()) {
            findings.error(
                    "selector-mismatch",
                    object,
                    selector,
                    "spec.selector is empty, and so selects every pod",
                    "Give it matchLabels that the labels of the pod template have, too");
        } else if (!wanted.matches(podLabels(object)) && labels.all().noneMatch(Unset::in)) {
            findings.error(
                    "selector-mismatch",
                    object,
                    selector,
                    "spec.selector does not select the pods of spec.template, for their labels differ",
                    "Let spec.template.metadata.labels have every label of spec.selector");
        }
    }

    /** The labels that the pods will have: a deploy completes the name that the selector has. */
    private static JsonNode podLabels(KubeObject object) {
        JsonNode labels = object.tree().at("/spec/template/metadata/labels");
        JsonNode name = object.tree().at("/spec/selector/matchLabels").path(KitLabels.NAME);
        if (!isCompleted(object) || !name.isTextual() || labels.has(KitLabels.NAME)) {
            return labels;
        }
        ObjectNode completed = labels.isObject() ? labels.deepCopy() : JsonNodeFactory.instance.objectNode();
        return completed.set(KitLabels.NAME, name);
    }
}
