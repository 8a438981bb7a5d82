package io.github.kitmaven.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.testing.RealControlPlane;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What kit relies on in an API server: holds for the sandbox and, where one is asked for, for a real control plane. */
@ParameterizedClass(name = "{0}")
@MethodSource("servers")
class ApiServerContractTest {
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    private final TestServer server;
    private final String namespace = "contract-" + NAMESPACES.incrementAndGet();
    private final String configMaps = "/api/v1/namespaces/" + namespace + "/configmaps";
    private final String deployments = "/apis/apps/v1/namespaces/" + namespace + "/deployments";
    private final String pods = "/api/v1/namespaces/" + namespace + "/pods";

    ApiServerContractTest(TestServer server) {
        this.server = server;
    }

    static Stream<TestServer> servers() {
        Stream<Supplier<TestServer>> servers = Stream.of(() -> TestServer.of(
                Sandbox.start(SandboxOptions.defaults().withPodDelays(Duration.ofMillis(50), Duration.ofSeconds(10)))));
        if (RealControlPlane.requested()) {
            servers = Stream.concat(servers, Stream.of(() -> TestServer.real("contract")));
        }
        return servers.map(Supplier::get);
    }

    @BeforeEach
    void makeNamespace() {
        ApiAnswer made = server.post("/api/v1/namespaces", """
                {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"%s"}}""".formatted(namespace));
        assertThat(made.code()).isEqualTo(201);
        assertThat(made.text("/status/phase")).isEqualTo("Active");
    }

    @Nested
    class Creating {
        @Test
        void createdObjectsGetWhatTheServerSets() {
            ApiAnswer created = server.post(configMaps, configMap("a", "k", "1"));

            assertThat(created.code()).isEqualTo(201);
            for (String field : List.of("uid", "resourceVersion", "creationTimestamp")) {
                assertThat(created.text("/metadata/" + field)).as(field).isNotEmpty();
            }
            assertThat(created.text("/metadata/namespace")).isEqualTo(namespace);
            assertThat(created.owned("contract").toString()).isEqualTo("{\"f:data\":{\".\":{},\"f:k\":{}}}");
            assertThat(server.get(configMaps + "/a").body()).isEqualTo(created.body());
        }

        @Test
        void namesAreMadeUpWhenAskedFor() {
            ApiAnswer created = server.post(configMaps, """
                    {"apiVersion":"v1","kind":"ConfigMap","metadata":{"generateName":"made-up-"}}""");

            assertThat(created.text("/metadata/name")).matches("made-up-[a-z0-9]{5}");
        }

        @Test
        void whatIsThereCantBeCreatedAgain() {
            server.post(configMaps, configMap("a", "k", "1"));

            ApiAnswer again = server.post(configMaps, configMap("a", "k", "2"));

            assertThat(again.code()).isEqualTo(409);
            assertThat(again.reason()).isEqualTo("AlreadyExists");
            assertThat(again.message()).isEqualTo("configmaps \"a\" already exists");
            assertThat(again.at("/details").toString()).isEqualTo("{\"name\":\"a\",\"kind\":\"configmaps\"}");
        }

        @Test
        void nothingIsCreatedInAMissingNamespace() {
            String elsewhere = "/apis/apps/v1/namespaces/nowhere/deployments";

            for (ApiAnswer answer : List.of(
                    server.post(elsewhere, deployment("web", 1, "web:1")),
                    server.patch(
                            elsewhere + "/web?fieldManager=kit&dryRun=All",
                            TestServer.APPLY,
                            deployment("web", 1, "web:1")))) {
                assertThat(answer.code()).isEqualTo(404);
                assertThat(answer.reason()).isEqualTo("NotFound");
                assertThat(answer.message()).isEqualTo("namespaces \"nowhere\" not found");
                assertThat(answer.text("/details/kind")).isEqualTo("namespaces");
            }
        }

        @Test
        void defaultsAreFilledIn() {
            JsonNode created =
                    server.post(deployments, deployment("web", 1, "web:1")).body();

            assertThat(created.at("/spec/strategy").toString()).contains("RollingUpdate", "25%");
            assertThat(created.at("/spec/progressDeadlineSeconds").asInt()).isEqualTo(600);
            JsonNode podSpec = created.at("/spec/template/spec");
            assertThat(podSpec.path("restartPolicy").asText()).isEqualTo("Always");
            assertThat(podSpec.path("terminationGracePeriodSeconds").asInt()).isEqualTo(30);
            JsonNode container = podSpec.at("/containers/0");
            assertThat(container.path("imagePullPolicy").asText()).isEqualTo("IfNotPresent");
            assertThat(container.at("/ports/0/protocol").asText()).isEqualTo("TCP");
            assertThat(container.at("/resources/limits/cpu").asText()).isEqualTo("500m");
            assertThat(container.at("/resources/limits/memory").asText()).isEqualTo("1Gi");
        }

        @Test
        void servicesGetAnAddressAndKeepIt() {
            String services = "/api/v1/namespaces/" + namespace + "/services";
            String service = """
                    {"apiVersion":"v1","kind":"Service","metadata":{"name":"web"},"spec":{"ports":[{"port":80}]}}""";
            ApiAnswer created = server.post(services, service);
            String address = created.text("/spec/clusterIP");

            assertThat(address).startsWith("10.");
            assertThat(created.at("/spec/ports/0/targetPort").asInt()).isEqualTo(80);
            assertThat(created.text("/spec/type")).isEqualTo("ClusterIP");
            assertThat(created.text("/spec/sessionAffinity")).isEqualTo("None");
            ApiAnswer patched =
                    server.patch(services + "/web", TestServer.MERGE, "{\"spec\":{\"clusterIP\":\"10.0.99.99\"}}");
            assertThat(patched.code()).isEqualTo(422);
            assertThat(server.get(services + "/web").text("/spec/clusterIP")).isEqualTo(address);
        }

        @Test
        void plainSecretValuesAreEncoded() {
            ApiAnswer created = server.post("/api/v1/namespaces/" + namespace + "/secrets", """
                    {"apiVersion":"v1","kind":"Secret","metadata":{"name":"s"},"stringData":{"a":"x"}}""");

            assertThat(created.at("/data").toString()).isEqualTo("{\"a\":\"eA==\"}");
            assertThat(created.at("/stringData").isMissingNode()).isTrue();
            assertThat(created.text("/type")).isEqualTo("Opaque");
        }
    }

    @Nested
    class Refusing {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                /spec/selector                             | null            | spec.selector
                /spec/selector                             | {}              | spec.selector
                /spec/template                             | null            | spec.template.spec.containers
                /spec/replicas                             | -1              | spec.replicas
                /spec/template/metadata/labels/app         | "other"         | spec.template.metadata.labels
                /spec/template/spec/containers             | []              | spec.template.spec.containers
                /spec/template/spec/containers/0/name      | null            | spec.template.spec.containers[0].name
                /spec/template/spec/containers/0/image     | null            | spec.template.spec.containers[0].image
                /spec/template/spec/restartPolicy          | "Never"         | spec.template.spec.restartPolicy
                /spec/template/spec/containers/0/ports/0/containerPort | 70000 | spec.template.spec.containers[0].ports[0].containerPort
                /metadata/name                             | "Not_A_Name"    | metadata.name
                /metadata/labels                           | {"a":"b c"}     | metadata.labels
                """)
        void invalidDeployments(String pointer, String value, String field) throws Exception {
            ObjectNode deployment = (ObjectNode) Json.read(deployment("web", 1, "web:1"));
            String parent = pointer.substring(0, pointer.lastIndexOf('/'));
            ((ObjectNode) deployment.at(parent)).set(pointer.substring(parent.length() + 1), Json.read(value));

            ApiAnswer refused = server.post(deployments, Json.text(deployment));

            assertThat(refused.code()).isEqualTo(422);
            assertThat(refused.reason()).isEqualTo("Invalid");
            assertThat(refused.message())
                    .startsWith("Deployment.apps \"" + Metadata.name(deployment) + "\" is invalid: ");
            assertThat(refused.fields()).contains(field);
        }

        @Test
        void theWordsOfARefusalNameEveryCause() {
            ApiAnswer refused = server.post(
                    deployments,
                    "{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"metadata\":{\"name\":\"web\"}}");

            assertThat(refused.message()).contains("spec.selector: Required value", "`selector` does not match");
            assertThat(refused.at("/details/causes/0/reason").asText()).isEqualTo("FieldValueRequired");
            assertThat(refused.at("/details/causes/0/message").asText()).isEqualTo("Required value");
            assertThat(refused.at("/details/group").asText()).isEqualTo("apps");
            assertThat(refused.at("/details/kind").asText()).isEqualTo("Deployment");
        }

        @Test
        void aSelectorOfADeploymentCantChange() {
            server.post(deployments, deployment("web", 1, "web:1"));

            ApiAnswer refused = server.patch(deployments + "/web", TestServer.MERGE, """
                    {"spec":{"selector":{"matchLabels":{"app":"b"}},"template":{"metadata":{"labels":{"app":"b"}}}}}""");

            assertThat(refused.code()).isEqualTo(422);
            assertThat(refused.message())
                    .isEqualTo("Deployment.apps \"web\" is invalid: spec.selector: Invalid value:"
                            + " v1.LabelSelector{MatchLabels:map[string]string{\"app\":\"b\"},"
                            + " MatchExpressions:[]v1.LabelSelectorRequirement(nil)}: field is immutable");
        }

        @Test
        void aTemplateOfAJobCantChange() {
            String jobs = "/apis/batch/v1/namespaces/" + namespace + "/jobs";
            server.post(jobs, job("slow:1", 0));

            ApiAnswer refused = server.patch(
                    jobs + "/task",
                    TestServer.MERGE,
                    "{\"spec\":{\"template\":{\"spec\":{\"terminationGracePeriodSeconds\":5}}}}");

            assertThat(refused.code()).isEqualTo(422);
            assertThat(refused.fields()).containsExactly("spec.template");
            assertThat(refused.message()).endsWith("field is immutable");
        }

        @Test
        void servicesWithoutPorts() {
            ApiAnswer refused = server.post("/api/v1/namespaces/" + namespace + "/services", """
                    {"apiVersion":"v1","kind":"Service","metadata":{"name":"web"},"spec":{}}""");

            assertThat(refused.message()).isEqualTo("Service \"web\" is invalid: spec.ports: Required value");
        }

        @Test
        void valuesOfTheWrongType() {
            ApiAnswer created =
                    server.post(deployments, deployment("web", 1, "web:1").replace(":1,", ":\"x\","));

            assertThat(created.code()).isEqualTo(400);
            assertThat(created.reason()).isEqualTo("BadRequest");
            assertThat(created.message())
                    .startsWith("Deployment in version \"v1\" cannot be handled as a Deployment: ");
        }

        @Test
        void unknownThings() {
            for (String path : List.of(
                    "/apis/apps/v1/namespaces/default/nosuchthings",
                    "/apis/apps/v9/deployments",
                    "/api/v1/nosuchthings/a")) {
                ApiAnswer answer = server.get(path);
                assertThat(answer.code()).as(path).isEqualTo(404);
                assertThat(answer.message()).isEqualTo("the server could not find the requested resource");
            }
            ApiAnswer missing = server.get(deployments + "/nope");
            assertThat(missing.code()).isEqualTo(404);
            assertThat(missing.reason()).isEqualTo("NotFound");
            assertThat(missing.message()).isEqualTo("deployments.apps \"nope\" not found");
            assertThat(missing.at("/details").toString())
                    .isEqualTo("{\"name\":\"nope\",\"group\":\"apps\",\"kind\":\"deployments\"}");
        }

        @Test
        void bodiesThatAreNoObjects() {
            assertThat(server.post(configMaps, "{").code()).isEqualTo(400);
            assertThat(server.post(configMaps, "[]").code()).isEqualTo(400);
            assertThat(server.call("POST", configMaps, "text/strange", "{}").code())
                    .isEqualTo(415);
            assertThat(server.patch(configMaps + "/a", "application/json", "{}").code())
                    .isEqualTo(415);
            assertThat(server.call("PUT", configMaps, "application/json", "{}").code())
                    .isEqualTo(405);
        }

        @Test
        void anUpdateOfWhatChangedMeanwhile() {
            ObjectNode old = (ObjectNode)
                    server.post(configMaps, configMap("a", "k", "1")).body();
            server.patch(configMaps + "/a", TestServer.MERGE, "{\"data\":{\"k\":\"2\"}}");

            ApiAnswer refused = server.put(configMaps + "/a", old);

            assertThat(refused.code()).isEqualTo(409);
            assertThat(refused.reason()).isEqualTo("Conflict");
            assertThat(refused.message())
                    .isEqualTo("Operation cannot be fulfilled on configmaps \"a\": the object has been modified;"
                            + " please apply your changes to the latest version and try again");
        }
    }

    @Nested
    class Applying {
        @Test
        void theApplierOwnsWhatItSet() {
            ApiAnswer applied = apply("kit", deployment("web", 1, "web:1"), "");

            assertThat(applied.code()).isEqualTo(201);
            JsonNode entry = applied.at("/metadata/managedFields/0");
            assertThat(entry.path("manager").asText()).isEqualTo("kit");
            assertThat(entry.path("operation").asText()).isEqualTo("Apply");
            assertThat(entry.path("apiVersion").asText()).isEqualTo("apps/v1");
            assertThat(entry.path("fieldsType").asText()).isEqualTo("FieldsV1");
            assertThat(applied.owned("kit").toString())
                    .isEqualTo("{\"f:spec\":{\"f:replicas\":{},\"f:selector\":{},\"f:template\":{\"f:metadata\":"
                            + "{\"f:labels\":{\"f:app\":{}}},\"f:spec\":{\"f:containers\":{\"k:{\\\"name\\\":\\\"c\\\"}\":"
                            + "{\".\":{},\"f:image\":{},\"f:name\":{},\"f:ports\":{\"k:{\\\"containerPort\\\":80,"
                            + "\\\"protocol\\\":\\\"TCP\\\"}\":{\".\":{},\"f:containerPort\":{}}},\"f:resources\":"
                            + "{\"f:limits\":{\"f:cpu\":{},\"f:memory\":{}}}}}}}}}");
        }

        @Test
        void applyingTheSameChangesNothing() {
            String manifest = configMap("a", "k", "1");
            ApiAnswer first = applyTo(configMaps + "/a", "kit", manifest, "");

            ApiAnswer second = applyTo(configMaps + "/a", "kit", manifest, "");

            assertThat(second.code()).isEqualTo(200);
            assertThat(second.body()).isEqualTo(first.body());
        }

        @Test
        void fieldsOfOthersAreAConflict() {
            apply("kit", deployment("web", 1, "web:1"), "");

            ApiAnswer refused = apply("other", deployment("web", 3, "web:1"), "");

            assertThat(refused.code()).isEqualTo(409);
            assertThat(refused.reason()).isEqualTo("Conflict");
            assertThat(refused.at("/details/causes").findValuesAsText("field")).contains(".spec.replicas");
            JsonNode cause = refused.at("/details/causes/0");
            assertThat(cause.path("reason").asText()).isEqualTo("FieldManagerConflict");
            assertThat(cause.path("message").asText()).isEqualTo("conflict with \"kit\"");
        }

        @Test
        void aConflictWithOneFieldOfAnUpdaterNamesItsVersion() {
            server.post(configMaps, configMap("a", "k", "1"));

            ApiAnswer refused = applyTo(configMaps + "/a", "kit", configMap("a", "k", "2"), "");

            assertThat(refused.message())
                    .isEqualTo("Apply failed with 1 conflict: conflict with \"contract\" using v1: .data.k");
        }

        @Test
        void aConflictWithSeveralFieldsListsThem() {
            server.post(configMaps, data("a", "{\"k\":\"1\",\"l\":\"1\"}"));

            ApiAnswer refused = applyTo(configMaps + "/a", "kit", data("a", "{\"k\":\"2\",\"l\":\"2\"}"), "");

            assertThat(refused.message())
                    .isEqualTo(
                            "Apply failed with 2 conflicts: conflicts with \"contract\" using v1:\n- .data.k\n- .data.l");
        }

        @Test
        void forceTakesFieldsOver() {
            applyTo(configMaps + "/a", "first", data("a", "{\"k\":\"1\",\"l\":\"1\"}"), "");

            ApiAnswer taken = applyTo(configMaps + "/a", "second", configMap("a", "k", "2"), "&force=true");

            assertThat(taken.text("/data/k")).isEqualTo("2");
            assertThat(taken.owned("first").toString()).isEqualTo("{\"f:data\":{\"f:l\":{}}}");
            assertThat(taken.owned("second").toString()).isEqualTo("{\"f:data\":{\"f:k\":{}}}");
        }

        @Test
        void aFieldWithTwoOwnersGoesWithTheLast() {
            applyTo(configMaps + "/a", "first", configMap("a", "k", "1"), "");
            applyTo(configMaps + "/a", "second", configMap("a", "k", "1"), "");

            ApiAnswer one = applyTo(configMaps + "/a", "first", data("a", "{\"l\":\"1\"}"), "");
            assertThat(one.text("/data/k")).isEqualTo("1");

            ApiAnswer none = applyTo(configMaps + "/a", "second", data("a", "{\"m\":\"1\"}"), "");
            assertThat(none.at("/data").toString()).isEqualTo("{\"l\":\"1\",\"m\":\"1\"}");
        }

        @Test
        void itemsOfListsAreMergedAndGivenUpByTheirKeys() {
            apply("kit", deployment("web", 1, "web:1"), "");
            ApiAnswer added = server.patch(deployments + "/web", TestServer.STRATEGIC, """
                    {"spec":{"template":{"spec":{"containers":[{"name":"sidecar","image":"s:1"}]}}}}""");
            assertThat(added.at("/spec/template/spec/containers").findValuesAsText("name"))
                    .contains("c", "sidecar");

            ApiAnswer applied = apply(
                    "kit",
                    deployment("web", 1, "web:1").replace("\"ports\":[{\"containerPort\":80}]", "\"ports\":[]"),
                    "");

            JsonNode containers = applied.at("/spec/template/spec/containers");
            assertThat(containers.findValuesAsText("image")).containsExactlyInAnyOrder("web:1", "s:1");
            assertThat(containers.findValues("containerPort")).isEmpty();
        }

        @Test
        void aFieldGivenUpGoesBackToItsDefault() {
            apply("kit", deployment("web", 3, "web:1"), "");

            ApiAnswer applied = apply("kit", deployment("web", 3, "web:1").replace("\"replicas\":3,", ""), "");

            assertThat(applied.at("/spec/replicas").asInt()).isEqualTo(1);
        }

        @Test
        void anUpdateTakesAFieldFromItsApplier() {
            applyTo(configMaps + "/a", "kit", data("a", "{\"k\":\"1\",\"l\":\"1\"}"), "");

            server.patch(configMaps + "/a?fieldManager=editor", TestServer.MERGE, "{\"data\":{\"k\":\"2\"}}");

            ApiAnswer live = server.get(configMaps + "/a");
            assertThat(live.owned("kit").toString()).isEqualTo("{\"f:data\":{\"f:l\":{}}}");
            assertThat(live.owned("editor").toString()).isEqualTo("{\"f:data\":{\"f:k\":{}}}");
        }

        @Test
        void unknownFieldsAreRefused() {
            ApiAnswer refused =
                    applyTo(configMaps + "/a", "kit", configMap("a", "k", "1").replace("\"data\"", "\"dta\""), "");

            assertThat(refused.code()).isEqualTo(500);
            assertThat(refused.message())
                    .startsWith("failed to create typed patch object")
                    .endsWith(": .dta: field not declared in schema");
        }

        @Test
        void anApplierMustNameItself() {
            ApiAnswer refused = server.patch(configMaps + "/a", TestServer.APPLY, configMap("a", "k", "1"));

            assertThat(refused.code()).isEqualTo(422);
            assertThat(refused.message())
                    .isEqualTo("PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for"
                            + " apply patch");
        }

        @Test
        void yamlIsReadToo() {
            ApiAnswer applied = applyTo(configMaps + "/a", "kit", """
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: a}
                    data:
                      k: "1"
                    """, "");

            assertThat(applied.text("/data/k")).isEqualTo("1");
        }
    }

    @Nested
    class DryRunning {
        @Test
        void nothingIsKept() {
            String all = "?dryRun=All";
            assertThat(server.post(configMaps + all, configMap("a", "k", "1")).code())
                    .isEqualTo(201);
            assertThat(applyTo(configMaps + "/a", "kit", configMap("a", "k", "1"), "&dryRun=All")
                            .code())
                    .isEqualTo(201);
            assertThat(server.get(configMaps + "/a").code()).isEqualTo(404);

            JsonNode kept = server.post(configMaps, configMap("a", "k", "1")).body();
            ApiAnswer patched = server.patch(configMaps + "/a" + all, TestServer.MERGE, "{\"data\":{\"k\":\"2\"}}");
            assertThat(patched.text("/data/k")).isEqualTo("2");
            assertThat(server.delete(configMaps + "/a" + all).code()).isEqualTo(200);
            assertThat(server.call("DELETE", configMaps + all, "", "").code()).isEqualTo(200);
            assertThat(server.get(configMaps + "/a").body()).isEqualTo(kept);
        }

        @Test
        void theAnswerIsTheObjectAsItWouldBe() {
            ApiAnswer live = apply("kit", deployment("web", 1, "web:1"), "");

            ApiAnswer planned = apply("kit", deployment("web", 1, "web:2"), "&dryRun=All");

            assertThat(planned.at("/spec/template/spec/containers/0/image").asText())
                    .isEqualTo("web:2");
            assertThat(planned.at("/metadata/generation").asInt())
                    .isEqualTo(live.at("/metadata/generation").asInt() + 1);
            assertThat(planned.text("/metadata/uid")).isEqualTo(live.text("/metadata/uid"));
        }

        @Test
        void conflictsShow() {
            apply("kit", deployment("web", 1, "web:1"), "");

            assertThat(apply("other", deployment("web", 2, "web:1"), "&dryRun=All")
                            .code())
                    .isEqualTo(409);
        }
    }

    @Nested
    class Listing {
        @BeforeEach
        void makeSome() {
            for (String name : List.of("a", "b", "c")) {
                server.post(configMaps, """
                        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%1$s","labels":{"id":"%1$s"%2$s}}}""".formatted(name, name.equals("c") ? "" : ",\"app\":\"web\""));
            }
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                labelSelector=id=a              | a
                labelSelector=id==a             | a
                labelSelector=id!=a             | b,c
                labelSelector=id+in+(a,b)       | a,b
                labelSelector=id+notin+(a,b)    | c
                labelSelector=app               | a,b
                labelSelector=!app,id           | c
                labelSelector=app=web,id!=a     | b
                fieldSelector=metadata.name=b   | b
                fieldSelector=metadata.name!=b,metadata.name!=c | a
                """)
        void selectorsChoose(String query, String names) {
            ApiAnswer list = server.get(configMaps + "?" + query + (query.startsWith("f") ? "&labelSelector=id" : ""));

            assertThat(list.names().stream().filter(name -> name.length() == 1)).containsExactly(names.split(","));
        }

        @Test
        void itemsDontRepeatTheirKind() {
            ApiAnswer list = server.get(configMaps + "?labelSelector=id");

            assertThat(list.text("/kind")).isEqualTo("ConfigMapList");
            assertThat(list.text("/apiVersion")).isEqualTo("v1");
            assertThat(list.text("/metadata/resourceVersion")).isNotEmpty();
            assertThat(list.at("/items/0").has("kind")).isFalse();
        }

        @Test
        void pagesFollowEachOther() {
            ApiAnswer first = server.get(configMaps + "?limit=2");
            String token = first.text("/metadata/continue");
            ApiAnswer second = server.get(configMaps + "?limit=2&continue=" + token);

            assertThat(first.names()).hasSize(2);
            assertThat(Stream.concat(first.names().stream(), second.names().stream()))
                    .contains("a", "b", "c")
                    .doesNotHaveDuplicates();
            assertThat(second.at("/metadata/continue").asText()).isEmpty();
        }

        @Test
        void allNamespacesAtOnce() {
            ApiAnswer list = server.get("/api/v1/configmaps?labelSelector=app=web,id=a");

            assertThat(Json.items(list.at("/items")).map(Metadata::namespace)).contains(namespace);
        }

        @Test
        void badSelectorsAreRefused() {
            assertThat(server.get(configMaps + "?labelSelector=a+in+(b").code()).isEqualTo(400);
            assertThat(server.get(configMaps + "?fieldSelector=data.k=1").code())
                    .isEqualTo(400);
        }
    }

    @Nested
    class Watching {
        @Test
        void everyChangeAfterAVersionIsSeen() {
            String start = server.get(configMaps).text("/metadata/resourceVersion");
            server.post(configMaps, configMap("a", "k", "1"));
            server.patch(configMaps + "/a", TestServer.MERGE, "{\"data\":{\"k\":\"2\"}}");
            server.delete(configMaps + "/a");

            List<JsonNode> events = watch("fieldSelector=metadata.name=a&resourceVersion=" + start);

            assertThat(events.stream().map(event -> event.path("type").asText()))
                    .containsExactly("ADDED", "MODIFIED", "DELETED");
            assertThat(events.get(1).at("/object/data/k").asText()).isEqualTo("2");
            assertThat(events.get(1).at("/object/kind").asText()).isEqualTo("ConfigMap");
            assertThat(events.stream()
                            .map(event ->
                                    event.at("/object/metadata/resourceVersion").asLong()))
                    .isSorted();
        }

        @Test
        void withoutAVersionWhatIsThereComesFirst() {
            server.post(configMaps, configMap("a", "k", "1"));

            List<JsonNode> events = watch("fieldSelector=metadata.name=a");

            assertThat(events.get(0).path("type").asText()).isEqualTo("ADDED");
        }

        @Test
        void anObjectThatIsNoLongerChosenIsDeletedForTheWatch() {
            String start = server.get(configMaps).text("/metadata/resourceVersion");
            server.post(configMaps, """
                    {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","labels":{"on":"yes"}}}""");
            server.patch(configMaps + "/a", TestServer.MERGE, "{\"metadata\":{\"labels\":{\"on\":\"no\"}}}");
            server.patch(configMaps + "/a", TestServer.MERGE, "{\"metadata\":{\"labels\":{\"on\":\"yes\"}}}");

            List<JsonNode> events = watch("labelSelector=on=yes&resourceVersion=" + start);

            assertThat(events.stream().map(event -> event.path("type").asText()))
                    .containsExactly("ADDED", "DELETED", "ADDED");
        }

        private List<JsonNode> watch(String query) {
            return server.watch(configMaps + "?watch=true&timeoutSeconds=1&" + query)
                    .toList();
        }
    }

    @Nested
    class Patching {
        @Test
        void mergePatchesMergeMapsAndReplaceLists() {
            server.post(deployments, deployment("web", 1, "web:1"));

            ApiAnswer patched = server.patch(deployments + "/web", TestServer.MERGE, """
                    {"metadata":{"labels":{"a":"b"}},
                     "spec":{"template":{"spec":{"containers":[{"name":"d","image":"d:1"}]}}}}""");

            assertThat(patched.text("/metadata/labels/a")).isEqualTo("b");
            assertThat(patched.at("/spec/template/spec/containers").findValuesAsText("image"))
                    .containsExactly("d:1");
            ApiAnswer removed =
                    server.patch(deployments + "/web", TestServer.MERGE, "{\"metadata\":{\"labels\":{\"a\":null}}}");
            assertThat(removed.at("/metadata/labels/a").isMissingNode()).isTrue();
        }

        @Test
        void jsonPatchesAddRemoveReplaceAndTest() {
            server.post(configMaps, configMap("a", "k", "1"));

            ApiAnswer patched = server.patch(configMaps + "/a", TestServer.JSON_PATCH, """
                    [{"op":"test","path":"/data/k","value":"1"},{"op":"add","path":"/data/l","value":"2"},
                     {"op":"replace","path":"/data/k","value":"3"},{"op":"copy","from":"/data/l","path":"/data/m"},
                     {"op":"remove","path":"/data/l"}]""");

            assertThat(patched.at("/data").toString()).isEqualTo("{\"k\":\"3\",\"m\":\"2\"}");
            ApiAnswer refused = server.patch(
                    configMaps + "/a",
                    TestServer.JSON_PATCH,
                    "[{\"op\":\"test\",\"path\":\"/data/k\",\"value\":\"9\"}]");
            assertThat(refused.code()).isEqualTo(422);
            assertThat(refused.message()).isEqualTo("the server rejected our request due to an error in our request");
        }

        @Test
        void strategicMergePatchesMergeListsByTheirKeys() {
            server.post(deployments, deployment("web", 1, "web:1"));

            ApiAnswer patched = server.patch(deployments + "/web", TestServer.STRATEGIC, """
                    {"spec":{"template":{"spec":{"containers":[{"name":"c","image":"web:2"},
                     {"name":"d","image":"d:1"}]}}}}""");
            assertThat(patched.at("/spec/template/spec/containers").findValuesAsText("image"))
                    .containsExactlyInAnyOrder("web:2", "d:1");

            ApiAnswer removed = server.patch(deployments + "/web", TestServer.STRATEGIC, """
                    {"spec":{"template":{"spec":{"containers":[{"$patch":"delete","name":"d"}]}}}}""");
            assertThat(removed.at("/spec/template/spec/containers").findValuesAsText("image"))
                    .containsExactly("web:2");
        }

        @Test
        void theStatusIsWrittenApart() {
            server.post(deployments, deployment("web", 0, "web:1"));
            server.await(
                    deployments + "/web",
                    answer -> answer.at("/status/observedGeneration").asInt() == 1);

            ApiAnswer main =
                    server.patch(deployments + "/web", TestServer.MERGE, "{\"status\":{\"collisionCount\":7}}");
            assertThat(main.at("/status/collisionCount").asInt()).isZero();

            ApiAnswer part = server.patch(
                    deployments + "/web/status",
                    TestServer.MERGE,
                    "{\"spec\":{\"replicas\":9},\"status\":{\"collisionCount\":7}}");
            assertThat(part.at("/status/collisionCount").asInt()).isEqualTo(7);
            assertThat(part.at("/spec/replicas").asInt()).isZero();
            assertThat(part.at("/metadata/generation").asInt()).isEqualTo(1);
        }

        @Test
        void theScaleIsWrittenApart() {
            server.post(deployments, deployment("web", 1, "web:1"));

            ApiAnswer scaled =
                    server.patch(deployments + "/web/scale", TestServer.MERGE, "{\"spec\":{\"replicas\":2}}");

            assertThat(scaled.text("/kind")).isEqualTo("Scale");
            assertThat(server.get(deployments + "/web").at("/spec/replicas").asInt())
                    .isEqualTo(2);
        }

        @Test
        void onlyAChangeOfWhatIsWantedCountsAsGeneration() {
            server.post(deployments, deployment("web", 1, "web:1"));
            String path = deployments + "/web";

            ApiAnswer labelled = server.patch(path, TestServer.MERGE, "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}");
            assertThat(labelled.at("/metadata/generation").asInt()).isEqualTo(1);
            ApiAnswer scaled = server.patch(path, TestServer.MERGE, "{\"spec\":{\"replicas\":2}}");
            assertThat(scaled.at("/metadata/generation").asInt()).isEqualTo(2);
            ApiAnswer same = server.patch(path, TestServer.MERGE, "{\"spec\":{\"replicas\":2}}");
            assertThat(same.at("/metadata/generation").asInt()).isEqualTo(2);
            assertThat(server.post(configMaps, configMap("a", "k", "1"))
                            .at("/metadata/generation")
                            .isMissingNode())
                    .isTrue();
        }
    }

    @Nested
    class Deleting {
        @Test
        void whatIsDeletedIsGone() {
            ApiAnswer created = server.post(configMaps, configMap("a", "k", "1"));

            ApiAnswer deleted = server.delete(configMaps + "/a");

            assertThat(deleted.code()).isEqualTo(200);
            assertThat(deleted.text("/status")).isEqualTo("Success");
            assertThat(deleted.text("/details/uid")).isEqualTo(created.text("/metadata/uid"));
            assertThat(server.delete(configMaps + "/a").code()).isEqualTo(404);
        }

        @Test
        void preconditionsHold() {
            server.post(configMaps, configMap("a", "k", "1"));

            ApiAnswer refused = server.call("DELETE", configMaps + "/a", "application/json", """
                    {"apiVersion":"v1","kind":"DeleteOptions","preconditions":{"uid":"someone-else"}}""");

            assertThat(refused.code()).isEqualTo(409);
            assertThat(refused.reason()).isEqualTo("Conflict");
            assertThat(server.get(configMaps + "/a").code()).isEqualTo(200);
        }

        @Test
        void finalizersHoldAnObjectBack() {
            server.post(configMaps, """
                    {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","finalizers":["kit.test/hold"]}}""");

            ApiAnswer deleted = server.delete(configMaps + "/a");
            assertThat(deleted.text("/metadata/deletionTimestamp")).isNotEmpty();
            assertThat(server.get(configMaps + "/a").text("/metadata/deletionTimestamp"))
                    .isNotEmpty();

            server.patch(configMaps + "/a", TestServer.MERGE, "{\"metadata\":{\"finalizers\":null}}");
            assertThat(server.get(configMaps + "/a").code()).isEqualTo(404);
        }

        @ParameterizedTest
        @CsvSource({"Background", "Foreground"})
        void whatADeletedObjectOwnsGoesToo(String propagation) {
            server.post(deployments, deployment("web", 1, "web:1"));
            server.await(pods, answer -> answer.names().size() == 1);

            server.delete(deployments + "/web?propagationPolicy=" + propagation);

            server.await(pods, answer -> answer.names().isEmpty());
            server.await(deployments + "/web", answer -> answer.code() == 404);
        }

        @Test
        void orphansStay() {
            server.post(deployments, deployment("web", 1, "web:1"));
            String sets = "/apis/apps/v1/namespaces/" + namespace + "/replicasets";
            server.await(
                    deployments + "/web",
                    answer -> answer.at("/status/readyReplicas").asInt() == 1);

            server.delete(deployments + "/web?propagationPolicy=Orphan");
            server.await(deployments + "/web", answer -> answer.code() == 404);

            ApiAnswer left = server.get(sets);
            assertThat(left.names()).hasSize(1);
            assertThat(left.at("/items/0/metadata/ownerReferences").isEmpty()).isTrue();
        }

        @Test
        void collectionsAreDeletedAtOnce() {
            server.post(configMaps, configMap("a", "k", "1"));
            server.post(configMaps, configMap("b", "k", "1"));

            assertThat(server.delete(configMaps + "?fieldSelector=metadata.name!=b")
                            .code())
                    .isEqualTo(200);

            assertThat(server.get(configMaps).names()).contains("b").doesNotContain("a");
        }

        @Test
        void aNamespaceGoesWithAllThatIsInIt() {
            server.post(configMaps, configMap("a", "k", "1"));

            ApiAnswer deleted = server.delete("/api/v1/namespaces/" + namespace);

            assertThat(deleted.text("/status/phase")).isEqualTo("Terminating");
            server.await("/api/v1/namespaces/" + namespace, answer -> answer.code() == 404);
            assertThat(server.get(configMaps + "/a").code()).isEqualTo(404);
        }
    }

    @Nested
    class RollingOut {
        @Test
        void aDeploymentBecomesAvailable() {
            server.post(deployments, deployment("web", 2, "web:1"));

            ApiAnswer done = server.await(
                    deployments + "/web",
                    answer -> answer.at("/status/availableReplicas").asInt() == 2);

            assertThat(done.at("/status/observedGeneration").asInt()).isEqualTo(1);
            assertThat(done.at("/status/updatedReplicas").asInt()).isEqualTo(2);
            ApiAnswer settled = server.await(
                    deployments + "/web",
                    answer -> condition(answer, "Progressing")
                            .path("reason")
                            .asText()
                            .equals("NewReplicaSetAvailable"));
            assertThat(condition(settled, "Available").path("status").asText()).isEqualTo("True");
            JsonNode pod = server.get(pods).at("/items/0");
            assertThat(Metadata.labels(pod).has("pod-template-hash")).isTrue();
            assertThat(Metadata.controller(pod).orElseThrow().path("kind").asText())
                    .isEqualTo("ReplicaSet");
            assertThat(pod.at("/status/phase").asText()).isEqualTo("Running");
        }

        @Test
        void anUpdateReplacesThePodsStepByStep() {
            server.post(deployments, deployment("web", 3, "web:1"));
            server.await(
                    deployments + "/web",
                    answer -> answer.at("/status/availableReplicas").asInt() == 3);

            apply("kit", deployment("web", 3, "web:2"), "&force=true");

            ApiAnswer done = server.await(
                    deployments + "/web",
                    answer -> answer.at("/status/observedGeneration").asInt() == 2
                            && answer.at("/status/updatedReplicas").asInt() == 3
                            && answer.at("/status/replicas").asInt() == 3
                            && answer.at("/status/availableReplicas").asInt() == 3);
            assertThat(done.at("/metadata/annotations").toString()).contains("\"2\"");
            ApiAnswer sets = server.get("/apis/apps/v1/namespaces/" + namespace + "/replicasets");
            assertThat(Json.items(sets.at("/items"))
                            .map(set -> set.at("/spec/replicas").asInt()))
                    .containsExactlyInAnyOrder(0, 3);
        }

        @Test
        void aMissingImageIsToldInThePodAndAnEvent() {
            server.post(deployments, deployment("web", 1, "missing:1"));

            ApiAnswer waiting = server.await(
                    pods,
                    answer -> answer.at("/items/0/status/containerStatuses/0/state/waiting/reason")
                            .asText()
                            .equals("ImagePullBackOff"));

            String pod = Metadata.name(waiting.at("/items/0"));
            ApiAnswer events = server.get("/api/v1/namespaces/" + namespace
                    + "/events?fieldSelector=involvedObject.kind=Pod,type=Warning,involvedObject.name=" + pod);
            assertThat(events.at("/items/0/reason").asText()).isEqualTo("Failed");
            assertThat(events.at("/items/0/message").asText())
                    .isEqualTo("Failed to pull image \"missing:1\": not found");
            ApiAnswer stuck = server.get(deployments + "/web");
            assertThat(stuck.at("/status/unavailableReplicas").asInt()).isEqualTo(1);
            assertThat(condition(stuck, "Available").path("status").asText()).isEqualTo("False");
        }

        @Test
        void aRolloutWithoutProgressIsOverdue() {
            server.post(
                    deployments,
                    deployment("web", 1, "crash:1")
                            .replace("\"replicas\"", "\"progressDeadlineSeconds\":1,\"replicas\""));

            ApiAnswer overdue = server.await(
                    deployments + "/web",
                    answer -> condition(answer, "Progressing")
                            .path("status")
                            .asText()
                            .equals("False"));

            assertThat(condition(overdue, "Progressing").path("reason").asText())
                    .isEqualTo("ProgressDeadlineExceeded");
        }

        @Test
        void aPodWithoutANodeIsPending() {
            server.post(deployments, deployment("web", 1, "unschedulable:1"));

            ApiAnswer pending = server.await(
                    pods,
                    answer -> answer.at("/items/0/status/conditions/0/reason")
                            .asText()
                            .equals("Unschedulable"));

            assertThat(pending.text("/items/0/status/phase")).isEqualTo("Pending");
        }

        @Test
        void aStatefulSetsPodsHaveNumbers() {
            String sets = "/apis/apps/v1/namespaces/" + namespace + "/statefulsets";
            server.post(
                    sets,
                    deployment("db", 2, "db:1")
                            .replace("Deployment", "StatefulSet")
                            .replace("\"replicas\"", "\"serviceName\":\"db\",\"replicas\""));

            ApiAnswer done = server.await(
                    sets + "/db", answer -> answer.at("/status/readyReplicas").asInt() == 2);

            assertThat(server.get(pods).names()).containsExactly("db-0", "db-1");
            assertThat(done.text("/status/updateRevision")).startsWith("db-");
        }

        @Test
        void jobsEndWellOrNot() {
            String jobs = "/apis/batch/v1/namespaces/" + namespace + "/jobs";
            server.post(jobs, job("task:1", 0));
            server.post(jobs, job("fail:1", 0).replace("\"task\"", "\"bad\""));

            ApiAnswer good = server.await(
                    jobs + "/task", answer -> !condition(answer, "Complete").isEmpty());
            ApiAnswer bad = server.await(
                    jobs + "/bad", answer -> !condition(answer, "Failed").isEmpty());

            assertThat(good.at("/status/succeeded").asInt()).isEqualTo(1);
            assertThat(condition(bad, "Failed").path("reason").asText()).isEqualTo("BackoffLimitExceeded");
        }
    }

    @Nested
    class Discovering {
        @Test
        void kindsAreFoundByGroupAndVersion() {
            JsonNode kinds = server.get("/apis/apps/v1").at("/resources");

            JsonNode deployment = Json.items(kinds)
                    .filter(kind -> kind.path("name").asText().equals("deployments"))
                    .findFirst()
                    .orElseThrow();
            assertThat(deployment.path("kind").asText()).isEqualTo("Deployment");
            assertThat(deployment.path("namespaced").asBoolean()).isTrue();
            assertThat(deployment.path("verbs").toString()).contains("patch", "watch");
            assertThat(kinds.findValuesAsText("name")).contains("deployments/status", "deployments/scale");
            assertThat(server.get("/apis").at("/groups").findValuesAsText("name"))
                    .contains("apps", "batch");
            assertThat(server.get("/api").at("/versions").toString()).isEqualTo("[\"v1\"]");
            assertThat(server.get("/version").text("/major")).isEqualTo("1");
            assertThat(server.get("/readyz").body().asText()).isEqualTo("ok");
        }

        @Test
        void aDefinedKindIsServed() {
            String definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
            String group = namespace + ".example.com";
            server.post(definitions, """
                    {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition",
                     "metadata":{"name":"widgets.%1$s"},"spec":{"group":"%1$s","scope":"Namespaced",
                     "names":{"kind":"Widget","listKind":"WidgetList","plural":"widgets","singular":"widget"},
                     "versions":[{"name":"v1","served":true,"storage":true,"subresources":{"status":{}},
                     "schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}]}}""".formatted(group));
            server.await(
                    definitions + "/widgets." + group,
                    answer -> condition(answer, "Established")
                            .path("status")
                            .asText()
                            .equals("True"));
            server.await("/apis/" + group + "/v1", answer -> answer.code() == 200);
            String widgets = "/apis/" + group + "/v1/namespaces/" + namespace + "/widgets";

            ApiAnswer applied = server.await(widgets, answer -> answer.code() == 200);
            assertThat(applied.text("/kind")).isEqualTo("WidgetList");
            applied = applyTo(widgets + "/w", "kit", """
                    {"apiVersion":"%s/v1","kind":"Widget","metadata":{"name":"w"},"spec":{"sizes":[1,2],"a":{"b":1}}}""".formatted(group), "");

            assertThat(applied.code()).isEqualTo(201);
            assertThat(applied.at("/metadata/generation").asInt()).isEqualTo(1);
            ApiAnswer second = server.patch(widgets + "/w", TestServer.MERGE, "{\"spec\":{\"sizes\":[3]}}");
            assertThat(second.at("/metadata/generation").asInt()).isEqualTo(2);
            assertThat(server.get(widgets).text("/items/0/kind")).isEqualTo("Widget");
            server.delete(definitions + "/widgets." + group);
            server.await(widgets, answer -> answer.code() == 404);
        }

        @Test
        void onesOwnAccessCanBeAsked() {
            ApiAnswer review = server.post("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", """
                    {"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview",
                     "spec":{"resourceAttributes":{"verb":"patch","group":"apps","resource":"deployments"}}}""");

            assertThat(review.code()).isEqualTo(201);
            assertThat(review.at("/status/allowed").asBoolean()).isTrue();
        }
    }

    private ApiAnswer apply(String manager, String manifest, String more) {
        return applyTo(deployments + "/web", manager, manifest, more);
    }

    private ApiAnswer applyTo(String path, String manager, String manifest, String more) {
        return server.patch(path + "?fieldManager=" + manager + more, TestServer.APPLY, manifest);
    }

    private static JsonNode condition(ApiAnswer answer, String type) {
        return Json.items(answer.at("/status/conditions"))
                .filter(condition -> condition.path("type").asText().equals(type))
                .findFirst()
                .orElseGet(Json::object);
    }

    private static String configMap(String name, String key, String value) {
        return data(name, "{\"" + key + "\":\"" + value + "\"}");
    }

    private static String data(String name, String data) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"" + name + "\"},\"data\":" + data
                + "}";
    }

    private static String deployment(String name, int replicas, String image) {
        return """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%1$s"},\
                "spec":{"replicas":%2$d,"selector":{"matchLabels":{"app":"%1$s"}},\
                "template":{"metadata":{"labels":{"app":"%1$s"}},"spec":{"containers":[{"name":"c","image":"%3$s",\
                "ports":[{"containerPort":80}],"resources":{"limits":{"cpu":"0.5","memory":"1024Mi"}}}]}}}}""".formatted(name, replicas, image);
    }

    private static String job(String image, int backoffLimit) {
        return """
                {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"task"},"spec":{"backoffLimit":%d,\
                "template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"%s"}]}}}}""".formatted(backoffLimit, image);
    }
}
