package io.github.kitmaven.apply;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.plan.Handover;
import io.github.kitmaven.plan.Ownership;
import java.util.Optional;
import java.util.Set;

/** Changes who owns the fields of a live object, so that the apply which follows takes away what it must, and no more. */
final class HandingOver {
    /** Controllers write the same object; each time they are faster, it is read again. */
    private static final int TRIES = 10;

    private final ClusterClient client;

    HandingOver(ClusterClient client) {
        this.client = client;
    }

    /** Hands over on the object as it is now; an object that is gone meanwhile has nothing to hand over. */
    void run(ResourceType type, Manifest manifest, Set<Handover> handovers) {
        for (int i = 1; !handovers.isEmpty(); i++) {
            try {
                attempt(type, manifest, handovers);
                return;
            } catch (ApiException e) {
                if (e.code() != 409 || i == TRIES) {
                    throw e;
                }
            }
        }
    }

    private void attempt(ResourceType type, Manifest manifest, Set<Handover> handovers) {
        Optional<ObjectNode> live = client.get(type, manifest.namespace(), manifest.name());
        live.flatMap(object -> Ownership.of(manifest, object).after(handovers).map(owners -> patch(object, owners)))
                .ifPresent(patch -> client.patch(type, manifest.namespace(), manifest.name(), patch));
    }

    /** The version is written rather than tested, for then a server answers 409 where the object has changed. */
    private static ArrayNode patch(ObjectNode live, ArrayNode owners) {
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        patch.addObject()
                .put("op", "replace")
                .put("path", "/metadata/managedFields")
                .set("value", owners);
        patch.addObject()
                .put("op", "replace")
                .put("path", "/metadata/resourceVersion")
                .set("value", live.path("metadata").path("resourceVersion"));
        return patch;
    }
}
