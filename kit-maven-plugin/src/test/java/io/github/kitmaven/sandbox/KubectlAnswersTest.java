package io.github.kitmaven.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.schema.Kind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
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
