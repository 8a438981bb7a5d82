package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/** Gives each namespace its default service account, and empties one that is being deleted. */
final class NamespaceController implements Controller {
    private static final String ACCOUNTS = "serviceaccounts";
    private static final Duration AGAIN = Duration.ofMillis(50);

    private final ControlPlane plane;
    private final Store store;

    NamespaceController(ControlPlane plane, Store store) {
        this.plane = plane;
        this.store = store;
    }

    @Override
    public void reconcile(ObjectNode namespace) {
        String name = Metadata.name(namespace);
        if (!Metadata.isBeingDeleted(namespace)) {
            if (plane.get(ACCOUNTS, name, "default").isEmpty()) {
                ObjectNode account = Json.object();
                Metadata.edit(account).put("name", "default");
                plane.create(ACCOUNTS, name, account);
            }
            return;
        }
        List<ObjectKey> content = store.keysIn(name);
        if (content.isEmpty()) {
            store.remove(new ObjectKey("namespaces", "", name));
            return;
        }
        plane.again(namespace, AGAIN);
        for (ObjectKey key : content) {
            store.get(key).filter(object -> !Metadata.isBeingDeleted(object)).ifPresent(plane::delete);
        }
    }
}
