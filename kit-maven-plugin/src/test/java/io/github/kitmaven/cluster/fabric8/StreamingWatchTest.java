package io.github.kitmaven.cluster.fabric8;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ClusterClient.Watch;
import io.github.kitmaven.cluster.Connection;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.cluster.UnreachableException;
import io.github.kitmaven.testing.NoSops;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Timeout(30)
@Execution(ExecutionMode.CONCURRENT) // they mostly wait
class StreamingWatchTest {
    private static final ResourceType POD = new ResourceType("v1", "Pod", "pods", true);
    private static final String LIST = "/api/v1/namespaces/a/pods?limit";
    private static final String WATCH = "/api/v1/namespaces/a/pods?watch=true";

    @TempDir
    Path folder;

    private FakeApi api;
    private ClusterClient client;
    private final Heard heard = new Heard();

    @BeforeEach
    void start() {
        api = FakeApi.plain();
        client = Kubeconfigs.open(folder, api, "token: abc");
    }

    @AfterEach
    void stop() {
        client.close();
        api.close();
    }

    @Test
    void whatIsThereComesFirstAndThenEachChange() {
        api.on(LIST, list("5", pod("one", 3), pod("two", 4)));
        api.on(
                WATCH,
                FakeApi.openStream(
                        event("ADDED", pod("three", 6)),
                        event("MODIFIED", pod("one", 7)),
                        event("DELETED", pod("two", 8))));
        client.watch(POD, "a", heard);
        hears("changed one 3", "changed two 4", "synced", "changed three 6", "changed one 7", "deleted two 8");
        assertThat(api.lines())
                .last()
                .isEqualTo(
                        "GET /api/v1/namespaces/a/pods?watch=true&allowWatchBookmarks=true&timeoutSeconds=60&resourceVersion=5");
    }

    @Test
    void aStreamThatEndsIsOpenedAgainWhereItStopped() {
        api.on(LIST, list("5"));
        api.on(
                WATCH,
                FakeApi.stream(event("ADDED", pod("one", 6))),
                FakeApi.stream(event("BOOKMARK", "{\"metadata\":{\"resourceVersion\":\"9\"}}")),
                FakeApi.openStream(event("ADDED", pod("two", 10))));
        client.watch(POD, "a", heard);
        hears("synced", "changed one 6", "changed two 10");
        assertThat(api.lines().stream()
                        .filter(line -> line.contains("watch=true"))
                        .map(line -> line.replaceAll(".*=", "")))
                .containsExactly("5", "6", "9");
    }

    @Test
    void anExpiredVersionIsListedAnew() {
        api.on(
                LIST,
                list("5", pod("gone", 1), pod("kept", 2), pod("changed", 3)),
                list("20", pod("kept", 2), pod("changed", 19)));
        api.on(
                WATCH,
                FakeApi.stream(event(
                        "ERROR", "{\"kind\":\"Status\",\"code\":410,\"reason\":\"Expired\",\"message\":\"too old\"}")),
                FakeApi.openStream());
        client.watch(POD, "a", heard);
        hears(
                "changed gone 1",
                "changed kept 2",
                "changed changed 3",
                "synced",
                "changed changed 19",
                "deleted gone 1");
    }

    @Test
    void anExpiredVersionMayBeToldBeforeTheStreamBegins() {
        api.on(LIST, list("5"), list("20", pod("one", 19)));
        api.on(WATCH, FakeApi.status(410, "Expired", "too old"), FakeApi.openStream());
        client.watch(POD, "a", heard);
        hears("synced", "changed one 19");
    }

    @Test
    void aBrokenConnectionIsOutlived() {
        api.on(LIST, list("5"));
        api.on(
                WATCH,
                exchange -> exchange.close(),
                FakeApi.status(503, "", "starting"),
                FakeApi.openStream(event("ADDED", pod("one", 6))));
        client.watch(POD, "a", heard);
        hears("synced", "changed one 6");
    }

    @Test
    void aClusterThatStaysAwayIsLost() {
        api.on(LIST, list("5"));
        api.on(WATCH, FakeApi.stream(event("ADDED", pod("one", 6))));
        client.watch(POD, "a", heard);
        hears("synced", "changed one 6");
        api.close();
        assertThat(java.util.stream.Stream.generate(heard::next)
                        .filter(line -> !line.startsWith("changed"))
                        .findFirst())
                .contains("lost");
        assertThat(heard.lost).isInstanceOf(UnreachableException.class).hasMessageContaining("is unreachable: ");
    }

    @Test
    void aServerThatEndsEachStreamAtOnceIsLost() {
        api.on(LIST, list("5"));
        api.on(WATCH, FakeApi.stream());
        client.watch(POD, "a", heard);
        hears("synced", "lost");
        assertThat(heard.lost)
                .isInstanceOf(UnreachableException.class)
                .hasMessage("the cluster ends every watch at once");
        assertThat(api.asked).hasSizeLessThan(10);
    }

    @Test
    void aClusterThatIsAwayFromTheBeginningIsLost() {
        api.close();
        client.watch(POD, "a", heard);
        hears("lost");
        assertThat(heard.lost).hasMessageEndingWith("connection refused");
    }

    @Test
    void aRefusalIsLostAtOnce() {
        api.on(LIST, FakeApi.status(403, "Forbidden", "pods is forbidden"));
        client.watch(POD, "a", heard);
        hears("lost");
        assertThat(heard.lost)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(403));
    }

    @Test
    void aDeadStreamIsReplaced() {
        try (ClusterClient hasty = following(
                endpoint(), new Patience(ofMillis(100), ofSeconds(2), ofSeconds(2), ofMillis(100), ofSeconds(20)))) {
            api.on(LIST, list("5"));
            api.on(WATCH, FakeApi.openStream(), FakeApi.openStream(event("ADDED", pod("one", 6))));
            hasty.watch(POD, "a", heard);
            hears("synced", "changed one 6");
        }
    }

    @Test
    void whatDeadStreamsDoNotTellIsListed() {
        try (ClusterClient hasty = following(
                endpoint(), new Patience(ofMillis(100), ofSeconds(2), ofSeconds(2), ofMillis(100), ofSeconds(20)))) {
            api.on(LIST, list("5"), list("20", pod("one", 19)));
            api.on(WATCH, FakeApi.openStream());
            hasty.watch(POD, "a", heard);
            hears("synced", "changed one 19");
        }
    }

    @Test
    void whatBrokenStreamsDoNotTellIsListed() {
        api.on(LIST, list("5"), list("20", pod("one", 19)));
        api.on(WATCH, FakeApi.stream("{\"type\":\"ADDED\",\"obj"));
        client.watch(POD, "a", heard);
        hears("synced", "changed one 19");
    }

    @Test
    void aStreamThatWasQuietForLongerThanAnOutageMayStillBreak() {
        try (ClusterClient hasty = following(
                endpoint(), new Patience(ofSeconds(2), ofSeconds(2), ofMillis(50), ofSeconds(60), ofSeconds(20)))) {
            api.on(LIST, list("5"));
            api.on(WATCH, FakeApi.brokenAfter(ofMillis(700)), FakeApi.openStream(event("ADDED", pod("one", 6))));
            hasty.watch(POD, "a", heard);
            hears("synced", "changed one 6");
        }
    }

    @Test
    void closingNeverFails() {
        Endpoint real = endpoint();
        try (ClusterClient failing = following(
                new Endpoint(
                        real.server(),
                        FailingStreams.of(real.http()),
                        real.threads(),
                        real.credentials(),
                        real.headers(),
                        "a",
                        false),
                Kubeconfigs.IMPATIENT)) {
            api.on(LIST, list("5"));
            api.on(WATCH, FakeApi.openStream(event("ADDED", pod("one", 6))));
            Watch watch = failing.watch(POD, "a", heard);
            hears("synced", "changed one 6");
            assertThatCode(watch::close).doesNotThrowAnyException();
        }
    }

    @Test
    void aListenerThatFailsEndsTheWatchAloud() {
        api.on(LIST, list("5", pod("one", 3)));
        client.watch(POD, "a", new ClusterClient.WatchListener() {
            @Override
            public void changed(com.fasterxml.jackson.databind.node.ObjectNode object) {
                throw new IllegalStateException("bug");
            }

            @Override
            public void deleted(com.fasterxml.jackson.databind.node.ObjectNode object) {}

            @Override
            public void synced() {}

            @Override
            public void lost(RuntimeException cause) {
                heard.lost(cause);
            }
        });
        hears("lost");
        assertThat(heard.lost).hasMessage("bug");
    }

    @Test
    void aClosedWatchIsSilentAndItsRequestEnds() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        api.on(LIST, list("5"));
        api.on(WATCH, exchange -> {
            try {
                exchange.sendResponseHeaders(200, 0);
                while (true) {
                    exchange.getResponseBody()
                            .write(event("BOOKMARK", pod("", 6)).getBytes(UTF_8));
                    exchange.getResponseBody().flush();
                }
            } catch (java.io.IOException e) {
                hungUp.countDown();
                throw e;
            }
        });
        Watch watch = client.watch(POD, "a", heard);
        hears("synced");
        watch.close();
        assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(heard.isEmpty()).isTrue();
    }

    private Endpoint endpoint() {
        return Endpoint.of(
                Connection.ofCluster("shop", folder.resolve("kubeconfig.yaml"), Optional.empty()),
                Map.of(),
                NoSops.create(),
                Kubeconfigs.IMPATIENT);
    }

    private static ClusterClient following(Endpoint endpoint, Patience patience) {
        return new Fabric8ClusterClient(new Http(endpoint, Kubeconfigs.IMPATIENT, "kit", 16), endpoint, patience, 16);
    }

    private void hears(String... lines) {
        for (String line : lines) {
            assertThat(heard.next()).isEqualTo(line);
        }
    }

    private static FakeApi.Reply list(String version, String... items) {
        return FakeApi.json(
                200,
                "{\"metadata\":{\"resourceVersion\":\"%s\"},\"items\":[%s]}"
                        .formatted(version, String.join(",", items)));
    }

    private static String pod(String name, int version) {
        return "{\"metadata\":{\"name\":\"%s\",\"namespace\":\"a\",\"resourceVersion\":\"%d\"}}"
                .formatted(name, version);
    }

    private static String event(String type, String object) {
        return "{\"type\":\"%s\",\"object\":%s}".formatted(type, object);
    }
}
