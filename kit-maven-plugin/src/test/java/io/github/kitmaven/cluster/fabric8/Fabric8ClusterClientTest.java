package io.github.kitmaven.cluster.fabric8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ClusterClient.ApplyMode;
import io.github.kitmaven.cluster.ClusterClient.Listing;
import io.github.kitmaven.cluster.Connection;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.testing.ConnectionThreads;
import io.github.kitmaven.testing.NoSops;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Fabric8ClusterClientTest {
    private static final ResourceType CONFIG_MAP = new ResourceType("v1", "ConfigMap", "configmaps", true);
    private static final ResourceType DEPLOYMENT = new ResourceType("apps/v1", "Deployment", "deployments", true);
    private static final ResourceType ROLE =
            new ResourceType("rbac.authorization.k8s.io/v1", "ClusterRole", "clusterroles", false);
    private static final ResourceType CRD =
            new ResourceType("apiextensions.k8s.io/v1", "CustomResourceDefinition", "customresourcedefinitions", false);

    @TempDir
    Path folder;

    private FakeApi api;
    private ClusterClient client;

    @BeforeEach
    void start() {
        api = FakeApi.plain();
        client = Kubeconfigs.open(folder, api, "token: s3cret");
    }

    @AfterEach
    void stop() {
        client.close();
        api.close();
    }

    @Test
    void typesAreLearntByOneRequestPerVersion() {
        api.on("/api/v1", FakeApi.json(200, """
                {"resources":[{"name":"pods","kind":"Pod","namespaced":true},{"name":"pods/log","kind":"Pod","namespaced":true},
                {"name":"namespaces","kind":"Namespace","namespaced":false}]}"""));
        api.on("/apis/apps/v1", FakeApi.json(200, """
                {"resources":[{"name":"deployments","kind":"Deployment","namespaced":true}]}"""));
        assertThat(client.type("v1", "Pod")).contains(new ResourceType("v1", "Pod", "pods", true));
        assertThat(client.type("v1", "Namespace")).contains(new ResourceType("v1", "Namespace", "namespaces", false));
        assertThat(client.type("v1", "Unheard")).isEmpty();
        assertThat(client.type("apps/v1", "Deployment")).contains(DEPLOYMENT);
        assertThat(api.lines()).containsExactly("GET /api/v1", "GET /apis/apps/v1");
    }

    @Test
    void anUnknownVersionServesNothingUntilTypesAreAdded() {
        assertThat(client.type("shop.example/v1", "Cart")).isEmpty();
        api.on("/apis/shop.example/v1", FakeApi.json(200, """
                {"resources":[{"name":"carts","kind":"Cart","namespaced":true}]}"""));
        assertThat(client.type("shop.example/v1", "Cart")).isEmpty();

        api.on("/apis/apiextensions.k8s.io/v1/", FakeApi.json(200, "{}"));
        client.apply(CRD, object("{\"metadata\":{\"name\":\"carts.shop.example\"}}"), new ApplyMode(true, false));
        assertThat(client.type("shop.example/v1", "Cart")).isEmpty();

        client.apply(CRD, object("{\"metadata\":{\"name\":\"carts.shop.example\"}}"), new ApplyMode(false, false));
        assertThat(client.type("shop.example/v1", "Cart"))
                .contains(new ResourceType("shop.example/v1", "Cart", "carts", true));
    }

    @Test
    void listsAreReadByPages() {
        api.on("/api/v1/namespaces/a/configmaps", FakeApi.json(200, """
                {"metadata":{"resourceVersion":"7","continue":"next +"},"items":[{"metadata":{"name":"one"}}]}"""));
        api.on("/api/v1/namespaces/a/configmaps?limit=500&continue=next%20%2B", FakeApi.json(200, """
                {"metadata":{"resourceVersion":"7"},"items":[{"metadata":{"name":"two"}}]}"""));
        Listing listing = client.list(CONFIG_MAP, "a");
        assertThat(listing.resourceVersion()).isEqualTo("7");
        assertThat(listing.items())
                .map(ObjectNode::toString)
                .containsExactly(
                        "{\"metadata\":{\"name\":\"one\"},\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\"}",
                        "{\"metadata\":{\"name\":\"two\"},\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\"}");
        assertThat(api.lines())
                .containsExactly(
                        "GET /api/v1/namespaces/a/configmaps?limit=500",
                        "GET /api/v1/namespaces/a/configmaps?limit=500&continue=next%20%2B");
    }

    /** A fleet's lists would not fit into memory otherwise. */
    @Test
    void whatFieldsAreOwnedIsKeptOnceForAllObjectsThatHaveTheSame() {
        String item =
                "{\"metadata\":{\"managedFields\":[{\"manager\":\"kit\",\"fieldsV1\":{\"f:data\":{\"f:%s\":{}}}},{}]}}";
        api.on(
                "/api/v1/configmaps",
                FakeApi.json(
                        200,
                        "{\"items\":["
                                + String.join(",", item.formatted("a"), item.formatted("a"), item.formatted("b"))
                                + "]}"));
        List<JsonNode> owned = client.list(CONFIG_MAP, "").items().stream()
                .map(object -> object.at("/metadata/managedFields/0/fieldsV1"))
                .toList();
        assertThat(owned.get(1)).isSameAs(owned.get(0));
        assertThat(owned).map(JsonNode::toString).element(2).isEqualTo("{\"f:data\":{\"f:b\":{}}}");
    }

    @Test
    void aListWhoseStateWasForgottenIsBegunAgain() {
        api.on("/api/v1/configmaps", FakeApi.json(200, """
                {"metadata":{"continue":"next"},"items":[{"metadata":{"name":"one"}}]}"""));
        api.on(
                "/api/v1/configmaps?limit=500&continue=next",
                FakeApi.status(410, "Expired", "too old"),
                FakeApi.json(
                        200,
                        "{\"metadata\":{\"resourceVersion\":\"9\"},\"items\":[{\"metadata\":{\"name\":\"two\"}}]}"));
        Listing listing = client.list(CONFIG_MAP, "");
        assertThat(listing.items()).hasSize(2);
        assertThat(listing.resourceVersion()).isEqualTo("9");
        assertThat(api.asked).hasSize(4);
    }

    @Test
    void aListThatIsAlwaysForgottenIsReadAtOnce() {
        api.on("/api/v1/configmaps", FakeApi.json(200, "{\"metadata\":{\"resourceVersion\":\"9\"},\"items\":[]}"));
        api.on("/api/v1/configmaps?limit", FakeApi.json(200, "{\"metadata\":{\"continue\":\"next\"},\"items\":[]}"));
        api.on("/api/v1/configmaps?limit=500&continue", FakeApi.status(410, "Expired", "too old"));
        assertThat(client.list(CONFIG_MAP, "").resourceVersion()).isEqualTo("9");
        assertThat(api.lines()).last().isEqualTo("GET /api/v1/configmaps");
    }

    @Test
    void anObjectIsReadOrAbsent() {
        api.on(
                "/apis/rbac.authorization.k8s.io/v1/clusterroles/system%3Anode",
                FakeApi.json(200, "{\"kind\":\"ClusterRole\"}"));
        assertThat(client.get(ROLE, "ignored", "system:node")).contains(object("{\"kind\":\"ClusterRole\"}"));
        assertThat(client.get(CONFIG_MAP, "a", "none")).isEmpty();
    }

    @Test
    void anApplyIsAPatchByFieldManagerKit() {
        api.on("/", FakeApi.json(200, "{\"kind\":\"Deployment\"}"));
        ObjectNode manifest = object("{\"kind\":\"Deployment\",\"metadata\":{\"namespace\":\"a\",\"name\":\"web\"}}");
        assertThat(client.apply(DEPLOYMENT, manifest, new ApplyMode(false, false)))
                .isEqualTo(object("{\"kind\":\"Deployment\"}"));
        client.apply(DEPLOYMENT, manifest, new ApplyMode(true, true));
        String target = "PATCH /apis/apps/v1/namespaces/a/deployments/web?fieldManager=kit";
        assertThat(api.lines()).containsExactly(target, target + "&force=true&dryRun=All");
        FakeApi.Asked first = api.asked.get(0);
        assertThat(first.header("Content-type")).isEqualTo("application/apply-patch+yaml");
        assertThat(first.header("User-agent")).isEqualTo("kit/test");
        assertThat(first.body()).isEqualTo(manifest.toString());
    }

    @Test
    void aConflictTellsItsCauses() {
        api.on("/", FakeApi.json(409, """
                {"kind":"Status","code":409,"reason":"Conflict","message":"Apply failed with 1 conflict","details":{"causes":[
                {"reason":"FieldManagerConflict","field":".spec.replicas","message":"conflict with \\"hpa\\""}]}}"""));
        assertThatThrownBy(() -> client.apply(DEPLOYMENT, object("{}"), new ApplyMode(true, false)))
                .isInstanceOfSatisfying(ApiException.class, e -> {
                    assertThat(e.code()).isEqualTo(409);
                    assertThat(e.reason()).isEqualTo("Conflict");
                    assertThat(e.serverMessage()).isEqualTo("Apply failed with 1 conflict");
                    assertThat(e.causes())
                            .containsExactly(new ApiException.Cause(
                                    "FieldManagerConflict", ".spec.replicas", "conflict with \"hpa\""));
                });
        assertThat(api.asked).hasSize(1);
    }

    @Test
    void anAnswerThatIsNotOfKubernetesIsTold() {
        api.on("/", FakeApi.json(403, "<html>s3cret</html>"));
        assertThatThrownBy(() -> client.list(CONFIG_MAP, "a"))
                .isInstanceOf(ApiException.class)
                .hasMessage("HTTP status 403, but not in the words of Kubernetes: is this a Kubernetes API?");
        api.on("/", FakeApi.json(200, "<html>log in</html>"));
        assertThatThrownBy(() -> client.list(CONFIG_MAP, "a"))
                .isInstanceOf(ApiException.class)
                .hasMessage("the answer is no JSON object: is this a Kubernetes API?");
    }

    @Test
    void aServerThatIsBusyIsAskedAgain() {
        api.on(
                "/",
                FakeApi.json(429, "", Map.of("Retry-After", "0")),
                FakeApi.status(503, "", "starting"),
                FakeApi.json(200, "{\"items\":[]}"));
        assertThat(client.list(CONFIG_MAP, "a").items()).isEmpty();
        assertThat(api.asked).hasSize(3);
    }

    @Test
    void aServerThatStaysBusyIsGivenUp() {
        api.on("/", FakeApi.status(503, "ServiceUnavailable", "etcd is away"));
        assertThatThrownBy(() -> client.list(CONFIG_MAP, "a"))
                .isInstanceOf(ApiException.class)
                .hasMessage("etcd is away");
        assertThat(api.asked).hasSizeBetween(3, 12);
    }

    @Test
    void aRedirectIsNotFollowedWithOurToken() {
        try (FakeApi other = FakeApi.plain()) {
            api.on("/", FakeApi.json(302, "", Map.of("Location", other.url() + "/api/v1")));
            assertThatThrownBy(() -> client.type("v1", "Pod")).isInstanceOf(ApiException.class);
            assertThat(other.asked).isEmpty();
        }
    }

    @Test
    void theServerMayStandBelowAPath() {
        api.on("/k8s/clusters/c-1/api/v1", FakeApi.json(200, "{\"resources\":[]}"));
        try (ClusterClient below = Kubeconfigs.open(
                Kubeconfigs.write(folder, "server: '" + api.url() + "/k8s/clusters/c-1/'", "token: abc"))) {
            below.type("v1", "Pod");
        }
        assertThat(api.lines()).containsExactly("GET /k8s/clusters/c-1/api/v1");
    }

    @Test
    void whatFabric8WouldConfigureByItselfIsNotUsed() {
        Map<String, String> properties = Map.of(
                "kubernetes.master", "https://elsewhere.example",
                "kubernetes.auth.token", "stolen",
                "kubernetes.namespace", "elsewhere",
                "kubeconfig", folder.resolve("absent").toString(),
                "kubernetes.request.retry.backoffLimit", "50",
                "https.proxy", "http://elsewhere.example:1",
                "http.proxy", "http://elsewhere.example:1",
                "kubernetes.trust.certificates", "true");
        properties.forEach(System::setProperty);
        try (ClusterClient fresh = new Fabric8ClusterClients(
                        Map.of("KUBECONFIG", "/elsewhere", "KUBERNETES_SERVICE_HOST", "elsewhere.example"),
                        NoSops.create(),
                        "kit/test")
                .open(Connection.ofCluster("shop", folder.resolve("kubeconfig.yaml"), Optional.empty()))) {
            fresh.type("v1", "Pod");
        } finally {
            properties.keySet().forEach(System::clearProperty);
        }
        assertThat(api.lines()).containsExactly("GET /api/v1");
        assertThat(api.asked.get(0).header("Authorization")).isEqualTo("Bearer s3cret");
    }

    @Test
    void aClosedClientLeavesNoThreadThatKeepsTheProcessAlive() {
        client.watch(CONFIG_MAP, "", new Heard());
        client.type("v1", "Pod");
        client.close();
        assertThat(Stream.of(threads()).filter(thread -> !thread.isDaemon()).map(Thread::getName))
                .noneMatch(name -> name.contains("HttpClient") || name.contains("kit-") || name.contains("fabric8"));
    }

    /** The end of the process would wait for such a thread. */
    @Test
    void aClosedClientLeavesNoThreadThatWaitsForItsConnections() {
        ConnectionThreads threads = new ConnectionThreads();
        ClusterClient another = Kubeconfigs.open(folder, api, "token: s3cret");
        another.type("v1", "Pod");
        Set<Thread> waiting = threads.begun();
        another.close();
        ConnectionThreads.awaitEnd(waiting);
    }

    private static Thread[] threads() {
        return Thread.getAllStackTraces().keySet().toArray(new Thread[0]);
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) Answer.JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
