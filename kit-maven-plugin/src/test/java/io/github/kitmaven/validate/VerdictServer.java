package io.github.kitmaven.validate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ClusterClient.ApplyMode;
import io.github.kitmaven.cluster.Connection;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.cluster.fabric8.Fabric8ClusterClients;
import io.github.kitmaven.config.SourceText;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.render.Manifests;
import io.github.kitmaven.testing.NoSops;
import io.github.kitmaven.testing.RealControlPlane;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real kube-apiserver that is asked whether it would take manifests. */
final class VerdictServer implements AutoCloseable {
    private static final ApplyMode DRY_RUN = new ApplyMode(true, false);

    private final RealControlPlane plane;
    private final ClusterClient client;

    private VerdictServer(RealControlPlane plane, ClusterClient client) {
        this.plane = plane;
        this.client = client;
    }

    static VerdictServer start(String name) {
        RealControlPlane plane = RealControlPlane.start(name);
        ClusterClient client = new Fabric8ClusterClients(Map.of(), NoSops.create(), "kit/test")
                .open(Connection.ofCluster(name, plane.kubeconfig(), Optional.empty()));
        return new VerdictServer(plane, client);
    }

    /** Applies the first manifest of a text, a definition, and waits until its kind is served. */
    void define(String text, String apiVersion, String kind) {
        Manifest definition = Manifests.parse(new SourceText("crd", text)).get(0);
        ResourceType type =
                client.type(definition.apiVersion(), definition.kind()).orElseThrow();
        client.apply(type, definition.tree(), new ApplyMode(false, false));
        while (client.type(apiVersion, kind).isEmpty()) {
            Thread.onSpinWait();
        }
    }

    /** Why it would not take the last manifest of a text; empty if it would. */
    Optional<String> refusal(String text) {
        List<Manifest> manifests = Manifests.parse(new SourceText("case", text));
        Manifest last = manifests.get(manifests.size() - 1);
        ResourceType type = client.type(last.apiVersion(), last.kind()).orElseThrow();
        ObjectNode object = last.tree().deepCopy();
        if (type.namespaced()) {
            object.withObject("/metadata").put("namespace", "default");
        }
        try {
            client.apply(type, object, DRY_RUN);
            return Optional.empty();
        } catch (ApiException e) {
            return Optional.of(e.code() + " " + e.serverMessage());
        }
    }

    @Override
    public void close() {
        client.close();
        plane.close();
    }
}
