package io.github.kitmaven.cluster.fabric8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ClusterClient.ApplyMode;
import io.github.kitmaven.cluster.ClusterClient.Listing;
import io.github.kitmaven.cluster.ClusterClient.Watch;
import io.github.kitmaven.cluster.Connection;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.testing.NoSops;
import io.github.kitmaven.testing.RealControlPlane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The adapter on a real kube-apiserver. */
@Tag("real-control-plane")
@Timeout(120)
class RealClusterTest {
    private static final String NAME = "cluster-test-adapter";
    private static final ApplyMode WRITE = new ApplyMode(false, false);
    private static final ApplyMode ASK = new ApplyMode(true, false);

    private static RealControlPlane plane;
    private static ClusterClient client;
    private static ResourceType configMap;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        plane = RealControlPlane.start(NAME);
        client = new Fabric8ClusterClients(Map.of(), NoSops.create(), "kit/test")
                .open(Connection.ofCluster(NAME, plane.kubeconfig(), Optional.empty()));
        configMap = client.type("v1", "ConfigMap").orElseThrow();
    }

    @AfterAll
    static void stop() {
        client.close();
        plane.close();
    }

    @Test
    void typesAreDiscovered() {
        assertThat(configMap).isEqualTo(new ResourceType("v1", "ConfigMap", "configmaps", true));
        assertThat(client.type("apps/v1", "Deployment"))
                .contains(new ResourceType("apps/v1", "Deployment", "deployments", true));
        assertThat(client.type("shop.example/v1", "Cart")).isEmpty();
    }

    @Test
    void anAppliedTypeIsDiscoveredOnceItIsServed() {
        assertThat(client.type("kit.example/v1", "Cart")).isEmpty();
        ResourceType crd = client.type("apiextensions.k8s.io/v1", "CustomResourceDefinition")
                .orElseThrow();
        client.apply(crd, object("""
                {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"carts.kit.example"},
                "spec":{"group":"kit.example","scope":"Namespaced","names":{"kind":"Cart","plural":"carts","singular":"cart","listKind":"CartList"},
                "versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}]}}
                """), WRITE);
        Heard heard = new Heard();
        try (Watch watch = client.watch(crd, "", heard)) {
            assertThat(watch).isNotNull();
            while (client.type("kit.example/v1", "Cart").isEmpty()) {
                heard.next(); // a change of the definition's conditions
            }
        }
        assertThat(client.type("kit.example/v1", "Cart"))
                .contains(new ResourceType("kit.example/v1", "Cart", "carts", true));
    }

    @Test
    void anObjectIsAppliedReadAndOwned() {
        ObjectNode applied = client.apply(configMap, configMap("owned", "one"), WRITE);
        ObjectNode read = client.get(configMap, "default", "owned").orElseThrow();
        assertThat(read).isEqualTo(applied);
        assertThat(read.at("/metadata/managedFields/0/manager").asText()).isEqualTo("kit");
        assertThat(read.at("/metadata/managedFields/0/operation").asText()).isEqualTo("Apply");
        assertThat(client.get(configMap, "default", "absent")).isEmpty();
    }

    @Test
    void aDryRunKeepsNothing() {
        ObjectNode answer = client.apply(configMap, configMap("dry", "one"), ASK);
        assertThat(answer.at("/data/key").asText()).isEqualTo("one");
        assertThat(client.get(configMap, "default", "dry")).isEmpty();
    }

    @Test
    void aConflictNamesFieldAndManagerAndForceTakesOver() {
        client.apply(configMap, configMap("disputed", "one"), WRITE);
        applyAsSomebody("disputed", "theirs");
        assertThatThrownBy(() -> client.apply(configMap, configMap("disputed", "ours"), ASK))
                .isInstanceOfSatisfying(ApiException.class, e -> {
                    assertThat(e.code()).isEqualTo(409);
                    assertThat(e.reason()).isEqualTo("Conflict");
                    assertThat(e.causes()).singleElement().satisfies(cause -> {
                        assertThat(cause.reason()).isEqualTo("FieldManagerConflict");
                        assertThat(cause.field()).isEqualTo(".data.key");
                        assertThat(cause.message()).contains("conflict with \"somebody\"");
                    });
                });
        ObjectNode forced = client.apply(configMap, configMap("disputed", "ours"), new ApplyMode(false, true));
        assertThat(forced.at("/data/key").asText()).isEqualTo("ours");
    }

    @Test
    void refusalsTellWhatTheServerSaid() {
        assertThatThrownBy(() -> client.apply(configMap, namespaced(configMap("x", "one"), "nowhere"), WRITE))
                .isInstanceOfSatisfying(ApiException.class, e -> {
                    assertThat(e.code()).isEqualTo(404);
                    assertThat(e.serverMessage()).isEqualTo("namespaces \"nowhere\" not found");
                });
        ResourceType deployment = client.type("apps/v1", "Deployment").orElseThrow();
        assertThatThrownBy(() -> client.apply(deployment, object("""
                        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"bad","namespace":"default"},"spec":{"replicas":-1,
                        "selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"i"}]}}}}
                        """), ASK))
                .isInstanceOfSatisfying(ApiException.class, e -> {
                    assertThat(e.code()).isEqualTo(422);
                    assertThat(e.causes())
                            .anySatisfy(cause -> assertThat(cause.field()).isEqualTo("spec.replicas"));
                });
    }

    @Test
    void aWrongTokenIsRefused() throws Exception {
        Path kubeconfig = Files.writeString(
                folder.resolve("kubeconfig"),
                Files.readString(plane.kubeconfig()).replaceAll("token: \\w+", "token: wrong"));
        try (ClusterClient stranger = new Fabric8ClusterClients(Map.of(), NoSops.create(), "kit/test")
                .open(Connection.ofCluster(NAME, kubeconfig, Optional.empty()))) {
            assertThatThrownBy(() -> stranger.list(configMap, "default"))
                    .isInstanceOfSatisfying(
                            ApiException.class, e -> assertThat(e.code()).isEqualTo(401));
        }
    }

    @Test
    void aLongListIsReadWhole() {
        for (int i = 0; i < 501; i++) {
            client.apply(configMap, configMap("many-" + i, "x"), WRITE);
        }
        Listing listing = client.list(configMap, "default");
        assertThat(listing.items())
                .filteredOn(item -> item.at("/metadata/name").asText().startsWith("many-"))
                .hasSize(501)
                .allMatch(item -> item.path("kind").asText().equals("ConfigMap"));
        assertThat(listing.resourceVersion()).matches("\\d+");
    }

    @Test
    void aWatchTellsWhatIsThereAndWhatChanges() {
        ResourceType secret = client.type("v1", "Secret").orElseThrow();
        ObjectNode object = object(
                "{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":{\"name\":\"watched\",\"namespace\":\"default\"},\"stringData\":{\"a\":\"b\"}}");
        Heard heard = new Heard();
        client.apply(secret, object, WRITE);
        try (Watch watch = client.watch(secret, "default", heard)) {
            assertThat(watch).isNotNull();
            String line = heard.next();
            while (!line.equals("synced")) {
                line = heard.next();
            }
            object.withObject("/stringData").put("a", "c");
            client.apply(secret, object, WRITE);
            assertThat(heard.next()).startsWith("changed watched ");
        }
    }

    /** Another field manager's change, as a human would make it. */
    private static void applyAsSomebody(String name, String value) {
        Endpoint endpoint = Endpoint.of(
                Connection.ofCluster(NAME, plane.kubeconfig(), Optional.empty()),
                Map.of(),
                NoSops.create(),
                Patience.DEFAULT);
        try (Http http = new Http(endpoint, Patience.DEFAULT, "somebody", 16)) {
            http.send(
                    "PATCH",
                    "/api/v1/namespaces/default/configmaps/" + name + "?fieldManager=somebody&force=true",
                    Http.APPLY_PATCH,
                    configMap(name, value).toString());
        }
    }

    private static ObjectNode configMap(String name, String value) {
        return object("{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"" + name
                + "\",\"namespace\":\"default\"},\"data\":{\"key\":\"" + value + "\"}}");
    }

    private static ObjectNode namespaced(ObjectNode object, String namespace) {
        object.withObject("/metadata").put("namespace", namespace);
        return object;
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) Answer.JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
