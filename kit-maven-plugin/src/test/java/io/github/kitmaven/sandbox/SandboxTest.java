package io.github.kitmaven.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.problem.EnvironmentException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SandboxTest {
    private static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";
    private static final SandboxOptions QUICK =
            SandboxOptions.defaults().withPodDelays(Duration.ofMillis(10), Duration.ofMillis(20));

    @TempDir
    Path folder;

    @AutoClose("shutdownNow")
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @Test
    void itTellsWhatItWasAsked() {
        try (Sandbox sandbox = Sandbox.start(QUICK)) {
            TestServer server = TestServer.of(sandbox);
            server.get(CONFIG_MAPS + "?labelSelector=a%3Db");
            server.post(CONFIG_MAPS + "?dryRun=All", configMap("a"));

            assertThat(sandbox.requests())
                    .containsExactly(
                            new ServedRequest("GET", CONFIG_MAPS, "labelSelector=a%3Db", false),
                            new ServedRequest("POST", CONFIG_MAPS, "dryRun=All", true));
        }
    }

    @Test
    void theKubeconfigLeadsThere() throws IOException {
        try (Sandbox sandbox = Sandbox.start(QUICK)) {
            Path file = sandbox.writeKubeconfig(folder.resolve("a/b/kubeconfig.yaml"), "shop: \"east\"");

            JsonNode config = Trees.of(Files.readString(file));
            assertThat(config.path("current-context").asText()).isEqualTo("shop: \"east\"");
            assertThat(config.at("/clusters/0/name").asText()).isEqualTo("shop: \"east\"");
            assertThat(config.at("/clusters/0/cluster/server").asText())
                    .isEqualTo(sandbox.url().toString());
            assertThat(config.at("/metadata/name").asText()).isEqualTo("shop: \"east\"");
        }
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Sandbox.start(QUICK.withPort(taken.getLocalPort())))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageStartingWith("the sandbox can't listen on port " + taken.getLocalPort());
        }
    }

    @Test
    void aKilledRunLosesNothingAndBlocksNobody() throws IOException {
        JsonNode configMap;
        JsonNode deployment;
        String state = "crash:1";
        try (TestServer killed = SandboxProcess.start(folder)) {
            configMap = killed.post(CONFIG_MAPS, configMap("a")).body();
            killed.post(DEPLOYMENTS, deployment("web", state));
            deployment = killed.await(
                            DEPLOYMENTS + "/web",
                            answer -> answer.at("/status/unavailableReplicas").asInt() == 1)
                    .body();
        }
        try (Sandbox reopened = Sandbox.start(QUICK.withState(folder))) {
            TestServer server = TestServer.of(reopened);
            assertThat(server.get(CONFIG_MAPS + "/a").body()).isEqualTo(configMap);
            assertThat(server.get(DEPLOYMENTS + "/web").at("/metadata/uid")).isEqualTo(deployment.at("/metadata/uid"));
            server.await(
                    "/api/v1/namespaces/default/pods",
                    answer -> answer.at("/items/0/status/containerStatuses/0/state/waiting/reason")
                            .asText()
                            .equals("CrashLoopBackOff"));
            long next = server.post(CONFIG_MAPS, configMap("b"))
                    .at("/metadata/resourceVersion")
                    .asLong();
            assertThat(next)
                    .isGreaterThan(configMap.at("/metadata/resourceVersion").asLong());
        }
    }

    /** Sizes at which a line is torn at different places. */
    @ParameterizedTest
    @ValueSource(ints = {16, 17, 23})
    void onAFullDiskWhatIsAcceptedIsKeptAndTheRestIsRefused(int size) throws IOException {
        List<String> accepted = new ArrayList<>();
        boolean refused = false;
        try (TestServer full = SandboxProcess.startOnFullDisk(folder, size)) {
            for (int i = 0; i < 150; i++) {
                ApiAnswer answer = full.post(CONFIG_MAPS, configMap("a" + i));
                if (answer.code() == 201) {
                    accepted.add("a" + i);
                } else {
                    refused = true;
                    assertThat(answer.text("/message")).contains("can't keep its state");
                    assertThat(full.get(CONFIG_MAPS + "/a" + i).code()).isEqualTo(404);
                }
            }
        }
        assertThat(refused).isTrue();
        try (Sandbox reopened = Sandbox.start(QUICK.withState(folder))) {
            TestServer server = TestServer.of(reopened);
            assertThat(server.get(CONFIG_MAPS).names().stream().filter(name -> name.startsWith("a")))
                    .containsExactlyInAnyOrderElementsOf(accepted);
        }
    }

    @Test
    void aRolloutGoesOnAfterARestart() {
        SandboxOptions slow = QUICK.withState(folder).withPodDelays(Duration.ofMinutes(1), Duration.ofMinutes(1));
        try (Sandbox first = Sandbox.start(slow)) {
            TestServer server = TestServer.of(first);
            server.post(DEPLOYMENTS, deployment("web", "web:1"));
            server.await(
                    DEPLOYMENTS + "/web",
                    answer -> answer.at("/status/unavailableReplicas").asInt() == 1);
        }
        try (Sandbox second = Sandbox.start(QUICK.withState(folder))) {
            TestServer.of(second)
                    .await(
                            DEPLOYMENTS + "/web",
                            answer -> answer.at("/status/availableReplicas").asInt() == 1);
        }
    }

    @Test
    void aReopenedSandboxKnowsItsCustomKinds() {
        String definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
        try (Sandbox first = Sandbox.start(QUICK.withState(folder))) {
            TestServer server = TestServer.of(first);
            server.post(definitions, """
                    {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition",
                     "metadata":{"name":"things.kit.test"},"spec":{"group":"kit.test","scope":"Cluster",
                     "names":{"kind":"Thing","plural":"things"},"versions":[{"name":"v1","served":true,"storage":true}]}}""");
            server.await("/apis/kit.test/v1/things", answer -> answer.code() == 200);
        }
        try (Sandbox second = Sandbox.start(QUICK.withState(folder))) {
            assertThat(TestServer.of(second).get("/apis/kit.test/v1/things").code())
                    .isEqualTo(200);
        }
    }

    @Test
    void aWatchFromBeforeTheRestartIsToldToBeginAgain() {
        String version;
        try (Sandbox first = Sandbox.start(QUICK.withState(folder))) {
            TestServer server = TestServer.of(first);
            version = server.post(CONFIG_MAPS, configMap("a")).text("/metadata/resourceVersion");
            server.post(CONFIG_MAPS, configMap("b"));
        }
        try (Sandbox second = Sandbox.start(QUICK.withState(folder))) {
            List<JsonNode> events = TestServer.of(second)
                    .watch(CONFIG_MAPS + "?watch=true&timeoutSeconds=1&resourceVersion=" + version)
                    .toList();

            assertThat(events).hasSize(1);
            assertThat(events.get(0).path("type").asText()).isEqualTo("ERROR");
            assertThat(events.get(0).at("/object/code").asInt()).isEqualTo(410);
            assertThat(events.get(0).at("/object/reason").asText()).isEqualTo("Expired");
        }
    }

    @Test
    void aWatchThatAllowsBookmarksGetsTheFirstAfterTheObjectsItAskedFor() {
        try (Sandbox sandbox = Sandbox.start(QUICK)) {
            TestServer server = TestServer.of(sandbox);
            server.post(CONFIG_MAPS, configMap("a"));

            List<JsonNode> events = server.watch(CONFIG_MAPS
                            + "?watch=true&timeoutSeconds=1&allowWatchBookmarks=true&sendInitialEvents=true")
                    .toList();

            assertThat(events.stream().map(event -> event.path("type").asText()))
                    .startsWith("ADDED", "BOOKMARK");
            assertThat(events.get(1).at("/object/metadata/annotations").toString())
                    .contains("k8s.io/initial-events-end");
        }
    }

    @Test
    void manyWatchesHearOneChangeAndEndWithTheSandbox() throws Exception {
        List<CompletableFuture<List<JsonNode>>> watches = new ArrayList<>();
        long end;
        try (Sandbox sandbox = Sandbox.start(QUICK)) {
            TestServer server = TestServer.of(sandbox);
            String version = server.get(CONFIG_MAPS).text("/metadata/resourceVersion");
            server.post(CONFIG_MAPS, configMap("a"));
            for (int i = 0; i < 100; i++) {
                watches.add(CompletableFuture.supplyAsync(
                        () -> server.watch(CONFIG_MAPS + "?watch=true&resourceVersion=" + version)
                                .limit(1)
                                .toList(),
                        threads));
            }
            for (CompletableFuture<List<JsonNode>> watch : watches) {
                assertThat(watch.get(20, TimeUnit.SECONDS)
                                .get(0)
                                .at("/object/metadata/name")
                                .asText())
                        .isEqualTo("a");
            }
            end = System.nanoTime();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - end)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aThousandObjectsAreNoBurden() throws Exception {
        try (Sandbox sandbox = Sandbox.start(QUICK.withState(folder))) {
            TestServer server = TestServer.of(sandbox);
            List<CompletableFuture<Integer>> applied = new ArrayList<>();
            long start = System.nanoTime();
            for (int i = 0; i < 1000; i++) {
                String name = "a" + i;
                applied.add(CompletableFuture.supplyAsync(
                        () -> server.patch(
                                        CONFIG_MAPS + "/" + name + "?fieldManager=kit",
                                        TestServer.APPLY,
                                        configMap(name))
                                .code(),
                        threads));
            }
            for (CompletableFuture<Integer> code : applied) {
                assertThat(code.get(20, TimeUnit.SECONDS)).isEqualTo(201);
            }
            assertThat(server.get(CONFIG_MAPS + "?limit=500").names()).hasSize(500);
            assertThat(server.get(CONFIG_MAPS).names()).hasSizeGreaterThanOrEqualTo(1000);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        }
    }

    private static String configMap(String name) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"" + name + "\"}}";
    }

    private static String deployment(String name, String image) {
        return """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%1$s"},"spec":{
                 "selector":{"matchLabels":{"app":"%1$s"}},"template":{"metadata":{"labels":{"app":"%1$s"}},
                 "spec":{"containers":[{"name":"c","image":"%2$s"}]}}}}""".formatted(name, image);
    }
}
