package io.github.kitmaven.cluster.fabric8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ResourceType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which failures are tried again, and how many requests are under way at once. */
@Timeout(60)
class HttpTest {
    private static final ResourceType CONFIG_MAP = new ResourceType("v1", "ConfigMap", "configmaps", true);
    private static final FakeApi.Reply GOOD = FakeApi.json(200, "{\"items\":[]}");

    @TempDir
    Path folder;

    private final FakeApi api = FakeApi.plain();

    @AfterEach
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "etcdserver: leader changed",
                "rpc error: code = Unavailable desc = transport is closing",
                "Internal error occurred: failed calling webhook \\\"a.example\\\": connection refused"
            })
    void anErrorInsideTheServerThatMayPassIsAskedAgain(String words) {
        api.on("/", FakeApi.status(500, "", words), GOOD);
        assertThat(list(client(16))).isEmpty();
    }

    @Test
    void anErrorOfWhatStandsBeforeTheServerIsAskedAgain() {
        api.on(
                "/",
                FakeApi.json(500, "<html>bad gateway</html>"),
                FakeApi.json(500, "", Map.of("Retry-After", "0")),
                GOOD);
        assertThat(list(client(16))).isEmpty();
    }

    /** As a real API server of Kubernetes 1.20 words them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "failed to create typed patch object: errors:\\n  .spec.nope: field not declared in schema",
                "failed to convert new object to proper version: quantities must match the regular expression '^(.+)$'"
            })
    void whatTheServerCantReadIsNotSentAgain(String words) {
        api.on("/", FakeApi.status(500, "", words), GOOD);
        assertThatThrownBy(() -> list(client(16)))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(500));
        assertThat(api.asked).hasSize(1);
    }

    @Test
    void aPackedAnswerIsUnpacked() {
        api.on("/", packed("{\"items\":[{\"metadata\":{\"name\":\"a\"}}]}"));
        assertThat(list(client(16))).hasSize(1);
        assertThat(api.asked.get(0).header("Accept-encoding")).isEqualTo("gzip");
    }

    /** What a proxy calls packed although it is not is no answer. */
    @Test
    void anAnswerThatCantBeUnpackedIsAskedForAgain() {
        api.on("/", FakeApi.json(200, "{}", Map.of("Content-Encoding", "gzip")), GOOD);
        assertThat(list(client(16))).isEmpty();
        assertThat(api.asked).hasSize(2);
    }

    private static FakeApi.Reply packed(String body) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, 0);
            try (GZIPOutputStream out = new GZIPOutputStream(exchange.getResponseBody())) {
                out.write(body.getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    @Test
    void noMoreRequestsAreUnderWayThanAllowedAndAllAreAnswered() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(3);
        api.on("/", exchange -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            full.countDown();
            await(full);
            now.decrementAndGet();
            GOOD.answer(exchange);
        });
        ExecutorService users = Executors.newFixedThreadPool(12);
        try (ClusterClient client = client(3)) {
            assertThat(client.requests()).isEqualTo(3);
            users.invokeAll(IntStream.range(0, 12)
                            .<java.util.concurrent.Callable<List<?>>>mapToObj(i -> () -> list(client))
                            .toList())
                    .forEach(answer -> assertThat(answer).succeedsWithin(java.time.Duration.ofSeconds(30)));
        } finally {
            users.shutdownNow();
        }
        assertThat(most).hasValue(3);
        assertThat(api.asked).hasSize(12);
    }

    private ClusterClient client(int requests) {
        Path kubeconfig = Kubeconfigs.write(folder, "server: '" + api.url() + "'", "token: abc");
        return Kubeconfigs.open(kubeconfig, Map.of(), Kubeconfigs.IMPATIENT, requests);
    }

    private static List<?> list(ClusterClient client) {
        return client.list(CONFIG_MAP, "a").items();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
