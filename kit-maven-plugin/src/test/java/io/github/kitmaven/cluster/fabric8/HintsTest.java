package io.github.kitmaven.cluster.fabric8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.UnreachableException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only explains a failure is asked for once, and not waited for long. */
@Timeout(30)
class HintsTest {
    private static final String LOG = "/api/v1/namespaces/shop/pods/web-1/log";

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
    void aLogIsReadByItsLastLines() {
        api.on(LOG, FakeApi.json(200, "one\ntwo\n"));
        assertThat(client.log("shop", "web-1", "app", true, 20)).containsExactly("one", "two");
        assertThat(api.lines())
                .containsExactly("GET " + LOG + "?container=app&tailLines=20&previous=true&limitBytes=100000");
    }

    @Test
    void aNodeThatDoesNotAnswerIsAskedOnce() {
        api.on(LOG, FakeApi.status(503, "ServiceUnavailable", "no kubelet"));
        assertThatThrownBy(() -> client.log("shop", "web-1", "app", false, 20)).isInstanceOf(ApiException.class);
        assertThat(api.asked).hasSize(1);
    }

    @Test
    void aNodeThatIsSilentIsGivenUpSoon() {
        api.on(LOG, FakeApi.openStream("one"));
        long begin = System.nanoTime();
        assertThatThrownBy(() -> client.log("shop", "web-1", "app", false, 20))
                .isInstanceOf(UnreachableException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
        assertThat(api.asked).hasSize(1);
    }

    @Test
    void ofALogThatIsCutOffTheLastLineIsDropped() {
        api.on(LOG, FakeApi.json(200, "one\n" + "x".repeat(99_991) + "\nhunt"));
        assertThat(client.log("shop", "web-1", "app", false, 20)).hasSize(2).doesNotContain("hunt");
    }

    @Test
    void eventsAreChosenByTheServer() {
        api.on("/api/v1/namespaces/shop/events", FakeApi.json(200, """
                {"metadata":{"resourceVersion":"7"},"items":[{"reason":"BackOff","metadata":{"name":"a"}}]}"""));
        assertThat(client.events("shop", "uid-1"))
                .extracting(event -> event.path("reason").asText())
                .containsExactly("BackOff");
        assertThat(api.lines())
                .containsExactly(
                        "GET /api/v1/namespaces/shop/events?limit=100&fieldSelector=involvedObject.uid%3Duid-1");
    }

    @Test
    void ofEventsOnlyWarningsAreWatched() {
        String events = "/api/v1/namespaces/shop/events?";
        api.on(events + "fieldSelector=type%3DWarning&limit", FakeApi.json(200, """
                {"metadata":{"resourceVersion":"7"},"items":[{"metadata":{"name":"a","resourceVersion":"5"}}]}"""));
        api.on(events + "watch", FakeApi.openStream("""
                {"type":"ADDED","object":{"metadata":{"name":"b","resourceVersion":"8"}}}"""));
        Heard heard = new Heard();
        try (ClusterClient.Watch watch = client.watchWarnings("shop", heard)) {
            assertThat(watch).isNotNull();
            assertThat(heard.next()).isEqualTo("changed a 5");
            assertThat(heard.next()).isEqualTo("synced");
            assertThat(heard.next()).isEqualTo("changed b 8");
        }
        assertThat(api.lines()).last().asString().endsWith("&resourceVersion=7&fieldSelector=type%3DWarning");
    }
}
