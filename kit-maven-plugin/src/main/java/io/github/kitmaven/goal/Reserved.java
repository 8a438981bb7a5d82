package io.github.kitmaven.goal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.KitAnnotations;
import io.github.kitmaven.model.KitLabels;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.plan.LastApplied;
import io.github.kitmaven.plan.Step;
import java.util.List;
import java.util.Optional;

/**
 * A Deployment that its deploy id has made before: it is what it was then, and only learns that it is part of this deploy.
 *
 * @param wanted the Deployment as the repo wants it now
 * @param live the Deployment as it is
 */
record Reserved(Manifest wanted, ObjectNode live) {

    Step step() {
        String id = live.at("/metadata/labels/" + KitLabels.ID).asText("");
        String reason = "deploy " + id + " is there already, and stays as it is";
        String uuid = annotation(wanted.tree());
        Optional<ObjectNode> applied = uuid.isEmpty() || uuid.equals(annotation(live))
                ? Optional.empty()
                : LastApplied.of(live); // what another tool made has nothing that could be applied again
        return applied.map(same -> {
                    same.withObject("/metadata/annotations").put(KitAnnotations.UUID, uuid);
                    return Step.update(
                            wanted.with(same), reason + "; only the uuid of this deploy is noted on it", List.of());
                })
                .orElseGet(() -> Step.unchanged(wanted, reason));
    }

    private static String annotation(ObjectNode object) {
        return object.path("metadata")
                .path("annotations")
                .path(KitAnnotations.UUID)
                .asText("");
    }
}
