package io.github.kitmaven.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.schema.Kind;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What kubectl asks for besides objects: tables to print, and a description of the API. */
class KubectlAnswersTest {
    private static final String CORE = "/api/v1/namespaces/default/";

    @AutoClose
    private final TestServer server = TestServer.of(Sandbox.start(SandboxOptions.defaults()));

    @Test
    void listsAreTablesWhereTheClientWantsThem() throws Exception {
        server.post(CORE + "services", """
                {"apiVersion":"v1","kind":"Service","metadata":{"name":"web"},"spec":{"ports":[{"port":80}]}}""");

        JsonNode table = Json.read(table(CORE + "services").get(0));

        assertThat(table.path("kind").asText()).isEqualTo("Table");
        assertThat(table.at("/columnDefinitions").findValuesAsText("name"))
                .containsExactly("Name", "Type", "Cluster-IP", "Port(s)", "Age");
        assertThat(table.at("/rows/0/cells/0").asText()).isEqualTo("web");
        assertThat(table.at("/rows/0/cells/3").asText()).isEqualTo("80/TCP");
        assertThat(table.at("/rows/0/object/metadata/namespace").asText()).isEqualTo("default");
    }

    @Test
    void everyKindHasATable() throws Exception {
        for (Kind kind : new KindTable().all().filter(Kind::stored).toList()) {
            String root = (kind.group().isEmpty() ? "/api/" : "/apis/") + kind.apiVersion() + "/";

            JsonNode table = Json.read(table(root + kind.plural()).get(0));

            List<String> columns = table.at("/columnDefinitions").findValuesAsText("name");
            assertThat(columns).as(kind.name()).startsWith("Name").endsWith("Age");
        }
    }

    @Test
    void watchesAreTablesToo() throws Exception {
        server.post(CORE + "configmaps", """
                {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}""");

        JsonNode event =
                Json.read(table(CORE + "configmaps?watch=true&timeoutSeconds=1").get(0));

        assertThat(event.path("type").asText()).isEqualTo("ADDED");
        assertThat(event.at("/object/kind").asText()).isEqualTo("Table");
        assertThat(event.at("/object/rows/0/cells/0").asText()).isEqualTo("a");
    }

    @Test
    void theDescriptionSaysThatTheServerChecksFields() {
        String root = server.get("/openapi/v3")
                .at("/paths")
                .path("apis/apps/v1")
                .path("serverRelativeURL")
                .asText();

        JsonNode paths = server.get(root).at("/paths");

        JsonNode patch = paths.path("/apis/apps/v1/namespaces/{namespace}/deployments/{name}")
                .path("patch");
        assertThat(patch.at("/parameters/0/name").asText()).isEqualTo("fieldValidation");
        assertThat(patch.path("x-kubernetes-group-version-kind").toString())
                .isEqualTo("{\"group\":\"apps\",\"version\":\"v1\",\"kind\":\"Deployment\"}");
    }

    @Test
    void strictValidationRefusesUnknownFields() {
        String deployment = """
                {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","lables":{}},"dat":{}}""";

        ApiAnswer refused = server.post(CORE + "configmaps?fieldValidation=Strict", deployment);

        assertThat(refused.code()).isEqualTo(400);
        assertThat(refused.message())
                .isEqualTo("ConfigMap in version \"v1\" cannot be handled as a ConfigMap: strict decoding error:"
                        + " unknown field \"metadata.lables\", unknown field \"dat\"");
        assertThat(server.post(CORE + "configmaps", deployment).body().has("dat"))
                .isFalse();
    }

    @Test
    void aPageInABrowserThatGivesThisMachineANameOfItsOwnLearnsNothing() throws Exception {
        assertThat(statusLine("127.0.0.1")).contains(" 200 ");
        assertThat(statusLine("localhost:1234")).contains(" 200 ");
        assertThat(statusLine("127.0.0.1.rebound.example:80")).contains(" 403 ");
    }

    private String statusLine(String host) throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.url().getPort())) {
            socket.getOutputStream()
                    .write(("GET /version HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }

    @Test
    void theDescriptionHasTheTypesOfAllFields() {
        for (Kind kind : new KindTable().all().toList()) {
            String root = (kind.group().isEmpty() ? "api/" : "apis/") + kind.apiVersion();
            JsonNode types = server.get("/openapi/v3/" + root).at("/components/schemas");
            assertThat(types.path(kind.apiVersion().replace('/', '.') + "." + kind.name())
                            .at("/properties/metadata/$ref")
                            .asText())
                    .as(kind.name())
                    .startsWith("#/components/schemas/");
            for (String type : types.findValuesAsText("$ref")) {
                assertThat(types.has(type.substring("#/components/schemas/".length())))
                        .as(type)
                        .isTrue();
            }
        }
    }

    @Test
    void whoAsksToRunSomethingIsRefusedInPlainWords() {
        ApiAnswer answer = server.get(CORE + "pods/web/exec?command=ls");
        assertThat(answer.code()).isEqualTo(501);
        assertThat(answer.message()).isEqualTo("the sandbox plays containers and runs none, so exec is not possible");
    }

    @Test
    void whoAsksForAllHisRightsGetsThem() {
        ApiAnswer answer = server.post("/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", """
                {"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectRulesReview","spec":{"namespace":"default"}}""");
        assertThat(answer.at("/status/resourceRules").toString())
                .isEqualTo("[{\"verbs\":[\"*\"],\"apiGroups\":[\"*\"],\"resources\":[\"*\"]}]");
    }

    private List<String> table(String path) throws Exception {
        URI uri = server.url().resolve(path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io,application/json")
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofLines())
                .body()
                .toList();
    }
}
