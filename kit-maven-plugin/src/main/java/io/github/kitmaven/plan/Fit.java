package io.github.kitmaven.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.KitLabels;
import io.github.kitmaven.model.Manifest;

/**
 * What of a wanted object gives way to the live one.
 *
 * @param strategy the strategy of this deploy
 * @param workloads the workloads of this deploy
 */
record Fit(String strategy, Workloads workloads) {
    static final String POD_LABELS = "/spec/template/metadata/labels";

    /**
     * Keeps the live selector of a Deployment where only labels that kit completes differ, since it can't change; and that
     * of a Service whose workload is not part of this deploy, since only that tells whether its pods have the label.
     */
    Manifest selector(Manifest wanted, JsonNode live) {
        JsonNode ours = wanted.tree().at("/spec/selector");
        boolean keeps = DeploymentLabels.applyTo(wanted)
                ? onlyCompletedDiffers(wanted, ours, live)
                : Marking.isService(wanted)
                        && workloads.areUnknown(wanted)
                        && live.path(KitLabels.STRATEGY).asText().equals(strategy)
                        && without(live, KitLabels.STRATEGY, KitLabels.ID).equals(ours);
        if (!keeps) {
            return wanted;
        }
        ObjectNode tree = wanted.tree().deepCopy();
        tree.withObjectProperty("spec").set("selector", live.deepCopy());
        return wanted.with(tree);
    }

    /** Leaves out the name that kit completes where the live pods have none, and nothing selects by it. */
    static Manifest podName(Manifest wanted, ObjectNode live) {
        boolean selects = wanted.tree().at("/spec/selector/matchLabels").has(KitLabels.APP_NAME);
        if (selects || live.at(POD_LABELS).isEmpty() || live.at(POD_LABELS).has(KitLabels.APP_NAME)) {
            return wanted;
        }
        ObjectNode tree = wanted.tree().deepCopy();
        tree.withObject(POD_LABELS).remove(KitLabels.APP_NAME);
        return wanted.with(tree);
    }

    private static boolean onlyCompletedDiffers(Manifest wanted, JsonNode ours, JsonNode live) {
        JsonNode podLabels = wanted.tree().at(POD_LABELS);
        String[] completed = DeploymentLabels.COMPLETED.toArray(String[]::new);
        return without(ours.path("matchLabels"), completed).equals(without(live.path("matchLabels"), completed))
                && ours.path("matchExpressions").equals(live.path("matchExpressions"))
                && live.path("matchLabels").properties().stream()
                        .allMatch(label -> podLabels.path(label.getKey()).equals(label.getValue()));
    }

    private static ObjectNode without(JsonNode labels, String... names) {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        labels.properties().forEach(label -> rest.set(label.getKey(), label.getValue()));
        for (String name : names) {
            rest.remove(name);
        }
        return rest;
    }
}
