package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Binds every PersistentVolumeClaim. */
final class ClaimController implements Controller {
    private final ControlPlane plane;

    ClaimController(ControlPlane plane) {
        this.plane = plane;
    }

    @Override
    public void reconcile(ObjectNode claim) {
        if (claim.at("/status/phase").asText().equals("Bound")) {
            return;
        }
        plane.update(claim, bound -> Json.child(bound, "spec").put("volumeName", "pvc-" + Metadata.uid(claim)));
        ObjectNode status = Json.object().put("phase", "Bound");
        status.set("accessModes", claim.at("/spec/accessModes"));
        status.set("capacity", claim.at("/spec/resources/requests"));
        plane.setStatus(claim, status);
    }
}
