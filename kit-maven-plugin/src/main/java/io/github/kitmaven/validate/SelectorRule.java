package io.github.kitmaven.validate;

import io.github.kitmaven.model.LabelSelector;
import java.util.Set;

/** A workload selects the pods that it makes. */
final class SelectorRule implements ObjectRule {
    private static final Set<String> SELECTING =
            Set.of("deployments.apps", "statefulsets.apps", "daemonsets.apps", "replicasets.apps");

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
        if (wanted.isEmpty()) {
            findings.error(
                    "selector-mismatch",
                    object,
                    selector,
                    "spec.selector is empty, and so selects every pod",
                    "Give it matchLabels that the labels of the pod template have, too");
        } else if (!wanted.matches(object.tree().at("/spec/template/metadata/labels"))
                && labels.all().noneMatch(Unset::in)) {
            findings.error(
                    "selector-mismatch",
                    object,
                    selector,
                    "spec.selector does not select the pods of spec.template, for their labels differ",
                    "Let spec.template.metadata.labels have every label of spec.selector");
        }
    }
}
